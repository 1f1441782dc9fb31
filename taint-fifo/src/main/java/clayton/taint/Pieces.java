package clayton.taint;

import java.util.Arrays;

/// Outputs and slots with the taint in them, in the order in which they were added.
final class Pieces {
    private static final int ID = 0;
    private static final int VALUE = 1;
    private static final int FIRST_RUN = 2;

    private final Rows rows = new Rows(3);
    private final KeptRuns runs = new KeptRuns();

    void add(long id, long valueSats, Runs source, int from, int to) {
        rows.add(id, valueSats, runs.count());
        for (int run = from; run < to; run++) {
            runs.add(source.start(run), source.length(run), source.tag(run));
        }
    }

    void clear() {
        rows.clear();
        runs.clear();
    }

    int count() {
        return rows.count();
    }

    long id(int i) {
        return rows.get(i, ID);
    }

    long valueSats(int i) {
        return rows.get(i, VALUE);
    }

    /// Runs of all pieces; those of piece `i` are numbers [#from] to [#to].
    KeptRuns runs() {
        return runs;
    }

    int from(int i) {
        return (int) rows.get(i, FIRST_RUN);
    }

    int to(int i) {
        return i + 1 == rows.count() ? runs.count() : from(i + 1);
    }

    /// Adds a piece's runs to `target`, moved by `shift`.
    void load(int i, long shift, Runs target) {
        for (int run = from(i); run < to(i); run++) {
            target.add(runs.start(run) + shift, runs.length(run), runs.tag(run));
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
