package clayton.taint;

import java.util.Arrays;

/// Room for the runs of every waiting output, in three columns. Pieces have a power of two of places and go back to
/// a list of their size, so that memory follows what waits, not what ever was.
final class RunArena {
    private static final int NONE = -1;

    private final int[] free = new int[Integer.SIZE];
    private long[] starts = new long[1024];
    private long[] lengths = new long[1024];
    private int[] tags = new int[1024];
    private int end;

    RunArena() {
        Arrays.fill(free, NONE);
    }

    /// Copies runs `from` to `to` and answers where they are.
    int store(Runs runs, int from, int to) {
        int at = reserve(sizeClass(to - from));
        for (int i = 0; i < to - from; i++) {
            starts[at + i] = runs.start(from + i);
            lengths[at + i] = runs.length(from + i);
            tags[at + i] = runs.tag(from + i);
        }
        return at;
    }

    /// Adds stored runs to `target`, moved by `shift`.
    void load(int at, int count, long shift, Runs target) {
        for (int i = at; i < at + count; i++) {
            target.add(starts[i] + shift, lengths[i], tags[i]);
        }
    }

    void release(int at, int count) {
        int sizeClass = sizeClass(count);
        tags[at] = free[sizeClass];
        free[sizeClass] = at;
    }

    private int reserve(int sizeClass) {
        int at = free[sizeClass];
        if (at != NONE) {
            free[sizeClass] = tags[at];
            return at;
        }
        at = end;
        end = Math.addExact(end, 1 << sizeClass);
        if (end > starts.length) {
            int size = Math.max(end, starts.length + (starts.length >> 1));
            starts = Arrays.copyOf(starts, size);
            lengths = Arrays.copyOf(lengths, size);
            tags = Arrays.copyOf(tags, size);
        }
        return at;
    }

    private static int sizeClass(int count) {
        return Integer.SIZE - Integer.numberOfLeadingZeros(Math.max(count, 1) - 1);
    }
}
