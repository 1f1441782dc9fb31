package clayton.taint;

import java.util.Arrays;

/// Tainted runs as primitive columns: start, length, tag. A tag is the number of a label set and the mark of what
/// passed through a CoinJoin; policies hand it on as it is. Runs are sorted by start where places count; adjacent
/// ones with equal label sets are merged as they are added, whatever their marks, and empty ones are left out.
public final class Runs {
    private static final int MARK = Integer.MIN_VALUE;

    private int count;
    private long[] starts = new long[16];
    private long[] lengths = new long[16];
    private int[] tags = new int[16];

    public int count() {
        return count;
    }

    public long start(int run) {
        return starts[run];
    }

    public long length(int run) {
        return lengths[run];
    }

    public long end(int run) {
        return starts[run] + lengths[run];
    }

    public int tag(int run) {
        return tags[run];
    }

    /// Number of the label set.
    int labels(int run) {
        return tags[run] & ~MARK;
    }

    boolean isMixed(int run) {
        return tags[run] < 0;
    }

    /// The mark alone, to be set on another label set.
    int mark(int run) {
        return tags[run] & MARK;
    }

    /// Marks everything as passed through a CoinJoin.
    void mix() {
        for (int run = 0; run < count; run++) {
            tags[run] |= MARK;
        }
    }

    void clear() {
        count = 0;
    }

    /// Adds a run after all others.
    void add(long start, long length, int tag) {
        add(start, length, tag, 0);
    }

    /// Adds a run after all others, never merging it with one before number `firstMergeable`.
    void add(long start, long length, int tag, int firstMergeable) {
        if (length == 0) {
            return;
        }
        int last = count - 1;
        if (last >= firstMergeable && ((tags[last] ^ tag) & ~MARK) == 0 && end(last) == start) {
            lengths[last] += length;
            tags[last] |= tag;
            return;
        }
        if (count == starts.length) {
            starts = Arrays.copyOf(starts, 2 * count);
            lengths = Arrays.copyOf(lengths, 2 * count);
            tags = Arrays.copyOf(tags, 2 * count);
        }
        starts[count] = start;
        lengths[count] = length;
        tags[count++] = tag;
    }

    /// Turns runs that lie on `totalSats` satoshis end for end, in place.
    void reverse(long totalSats) {
        for (int low = 0, high = count - 1; low <= high; low++, high--) {
            long start = totalSats - end(low);
            long length = lengths[low];
            int tag = tags[low];
            starts[low] = totalSats - end(high);
            lengths[low] = lengths[high];
            tags[low] = tags[high];
            starts[high] = start;
            lengths[high] = length;
            tags[high] = tag;
        }
    }

    /// Whether both lie on the same satoshis, whatever they carry.
    boolean coversAs(Runs other) {
        return Arrays.equals(starts, 0, count, other.starts, 0, other.count)
                && Arrays.equals(lengths, 0, count, other.lengths, 0, other.count);
    }

    /// Adds all of another's, moved by `shift`.
    void addAll(Runs other, long shift) {
        for (int run = 0; run < other.count; run++) {
            add(other.starts[run] + shift, other.lengths[run], other.tags[run]);
        }
    }

    void addAll(Runs other, int from, int to) {
        for (int run = from; run < to; run++) {
            add(other.starts[run], other.lengths[run], other.tags[run]);
        }
    }
}
