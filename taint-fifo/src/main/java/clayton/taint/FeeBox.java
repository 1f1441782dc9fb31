package clayton.taint;

import java.util.Arrays;

/// The tainted fee slots of the block at hand, until its coinbase comes.
final class FeeBox {
    private int count;
    private long[] ids = new long[16];
    private long[] values = new long[16];
    private long[] places = new long[16];
    private int[] firstRun = new int[17];
    private final Runs runs = new Runs();

    void clear() {
        count = 0;
        runs.clear();
    }

    /// `place` is what the block's fees before this one add up to.
    void add(long id, long valueSats, long place, Runs source, int from, int to) {
        if (count == ids.length) {
            ids = Arrays.copyOf(ids, 2 * count);
            values = Arrays.copyOf(values, 2 * count);
            places = Arrays.copyOf(places, 2 * count);
            firstRun = Arrays.copyOf(firstRun, 2 * count + 1);
        }
        ids[count] = id;
        values[count] = valueSats;
        places[count] = place;
        int first = runs.count();
        for (int run = from; run < to; run++) {
            runs.add(source.start(run), source.length(run), source.tag(run), first);
        }
        firstRun[++count] = runs.count();
    }

    int count() {
        return count;
    }

    long id(int slot) {
        return ids[slot];
    }

    long valueSats(int slot) {
        return values[slot];
    }

    Runs runs() {
        return runs;
    }

    int from(int slot) {
        return firstRun[slot];
    }

    int to(int slot) {
        return firstRun[slot + 1];
    }

    /// Adds everything to a coinbase's stream in which the fees begin at `feesStart`.
    void pourInto(Runs stream, long feesStart) {
        for (int slot = 0; slot < count; slot++) {
            for (int run = from(slot); run < to(slot); run++) {
                stream.add(feesStart + places[slot] + runs.start(run), runs.length(run), runs.tag(run));
            }
        }
    }
}
