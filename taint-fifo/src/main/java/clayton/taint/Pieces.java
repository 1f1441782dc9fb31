package clayton.taint;

import java.util.Arrays;

/// Outputs and slots with the taint in them, in the order in which they were added. One run that covers a piece from
/// end to end, as nearly all do under poison and many under the other policies, stands in the piece's own row.
final class Pieces {
    private static final int ID = 0;
    private static final int VALUE = 1;

    /// Number of the first run above, of the runs below; for a run that covers the piece its tag, and [#WHOLE].
    private static final int RUNS = 2;

    private static final int WHOLE = -1;
    private static final long LOWER = 0xffff_ffffL;

    private static final int START = 0;
    private static final int LENGTH = 1;
    private static final int TAG = 2;

    private final Rows rows = new Rows(3);
    private final Rows runs = new Rows(3);
    private final Runs loaded = new Runs();
    private long runCount;

    void add(long id, long valueSats, Runs source, int from, int to) {
        runCount += to - from;
        if (to - from == 1 && source.length(from) == valueSats) {
            rows.add(id, valueSats, (long) source.tag(from) << 32 | WHOLE & LOWER);
            return;
        }
        rows.add(id, valueSats, (long) runs.count() << 32 | to - from);
        for (int run = from; run < to; run++) {
            runs.add(source.start(run), source.length(run), source.tag(run));
        }
    }

    void clear() {
        rows.clear();
        runs.clear();
        runCount = 0;
    }

    int count() {
        return rows.count();
    }

    /// Number of runs of all pieces.
    long runCount() {
        return runCount;
    }

    long id(int i) {
        return rows.get(i, ID);
    }

    long valueSats(int i) {
        return rows.get(i, VALUE);
    }

    /// The runs of a piece, good until the next call.
    Runs runs(int i) {
        loaded.clear();
        load(i, 0, loaded);
        return loaded;
    }

    /// Adds a piece's runs to `target`, moved by `shift`.
    void load(int i, long shift, Runs target) {
        long packed = rows.get(i, RUNS);
        int first = (int) (packed >>> 32);
        int number = (int) packed;
        if (number == WHOLE) {
            target.add(shift, valueSats(i), first);
            return;
        }
        for (int run = first; run < first + number; run++) {
            target.add(runs.get(run, START) + shift, runs.get(run, LENGTH), (int) runs.get(run, TAG));
        }
    }

    /// Numbers of all pieces in chain order, boundary outputs first.
    int[] inChainOrder() {
        int count = count();
        long[] sorted = new long[count];
        for (int i = 0; i < count; i++) {
            sorted[i] = id(i);
        }
        Arrays.sort(sorted);
        int[] order = new int[count];
        Arrays.fill(order, -1);
        for (int i = 0; i < count; i++) {
            int at = Arrays.binarySearch(sorted, id(i));
            while (at > 0 && sorted[at - 1] == id(i)) {
                at--;
            }
            while (order[at] >= 0) {
                at++;
            }
            order[at] = i;
        }
        return order;
    }
}
