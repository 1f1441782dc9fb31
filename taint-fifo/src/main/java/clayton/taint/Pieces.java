package clayton.taint;

import java.util.Arrays;

/// Outputs and slots with the taint in them, as columns, in the order in which they were added.
final class Pieces {
    private int count;
    private long[] ids = new long[64];
    private long[] values = new long[64];
    private int[] firstRun = new int[65];
    private final Runs runs = new Runs();

    void add(long id, long valueSats, Runs source, int from, int to) {
        if (count == ids.length) {
            int size = count + (count >> 1);
            ids = Arrays.copyOf(ids, size);
            values = Arrays.copyOf(values, size);
            firstRun = Arrays.copyOf(firstRun, size + 1);
        }
        ids[count] = id;
        values[count] = valueSats;
        int first = runs.count();
        for (int run = from; run < to; run++) {
            runs.add(source.start(run), source.length(run), source.tag(run), first);
        }
        firstRun[++count] = runs.count();
    }

    void clear() {
        count = 0;
        runs.clear();
    }

    int count() {
        return count;
    }

    long id(int i) {
        return ids[i];
    }

    long valueSats(int i) {
        return values[i];
    }

    Runs runs() {
        return runs;
    }

    int from(int i) {
        return firstRun[i];
    }

    int to(int i) {
        return firstRun[i + 1];
    }

    /// Numbers of all pieces in chain order, boundary outputs first.
    int[] inChainOrder() {
        long[] sorted = Arrays.copyOf(ids, count);
        Arrays.sort(sorted);
        int[] order = new int[count];
        Arrays.fill(order, -1);
        for (int i = 0; i < count; i++) {
            int at = Arrays.binarySearch(sorted, ids[i]);
            while (at > 0 && sorted[at - 1] == ids[i]) {
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
