package clayton.taint;

import java.util.Arrays;

/// Tainted runs as primitive columns: start, length, number of the label set. Sorted by start where places count;
/// adjacent runs with equal label sets are merged as they are added, and empty ones are left out.
public final class Runs {
    private int count;
    private long[] starts = new long[16];
    private long[] lengths = new long[16];
    private int[] labels = new int[16];

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

    public int labels(int run) {
        return labels[run];
    }

    void clear() {
        count = 0;
    }

    /// Adds a run after all others.
    void add(long start, long length, int labelSet) {
        add(start, length, labelSet, 0);
    }

    /// Adds a run after all others, never merging it with one before number `firstMergeable`.
    void add(long start, long length, int labelSet, int firstMergeable) {
        if (length == 0) {
            return;
        }
        int last = count - 1;
        if (last >= firstMergeable && labels[last] == labelSet && end(last) == start) {
            lengths[last] += length;
            return;
        }
        if (count == starts.length) {
            starts = Arrays.copyOf(starts, 2 * count);
            lengths = Arrays.copyOf(lengths, 2 * count);
            labels = Arrays.copyOf(labels, 2 * count);
        }
        starts[count] = start;
        lengths[count] = length;
        labels[count++] = labelSet;
    }

    /// Turns runs that lie on `totalSats` satoshis end for end, in place.
    void reverse(long totalSats) {
        for (int low = 0, high = count - 1; low <= high; low++, high--) {
            long start = totalSats - end(low);
            long length = lengths[low];
            int set = labels[low];
            starts[low] = totalSats - end(high);
            lengths[low] = lengths[high];
            labels[low] = labels[high];
            starts[high] = start;
            lengths[high] = length;
            labels[high] = set;
        }
    }

    boolean sameAs(Runs other) {
        return Arrays.equals(starts, 0, count, other.starts, 0, other.count)
                && Arrays.equals(lengths, 0, count, other.lengths, 0, other.count)
                && Arrays.equals(labels, 0, count, other.labels, 0, other.count);
    }

    void addAll(Runs other, int from, int to) {
        for (int run = from; run < to; run++) {
            add(other.starts[run], other.lengths[run], other.labels[run]);
        }
    }
}
