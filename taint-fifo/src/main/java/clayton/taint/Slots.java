package clayton.taint;

/// The slots of a transaction while a policy fills them: sizes in, runs out. Filled in slot order.
public final class Slots {
    private int count;
    private long[] sizes = new long[16];
    private int[] first = new int[17];
    private int filling;
    private long totalSats;
    private final Runs runs = new Runs();

    /// Number of slots; the last is the fee or the unclaimed tail.
    public int count() {
        return count;
    }

    public long size(int slot) {
        return sizes[slot];
    }

    /// Sum of all sizes.
    public long totalSats() {
        return totalSats;
    }

    /// Puts a run into a slot, no earlier one than last time; `start` counts from the slot's beginning.
    public void put(int slot, long start, long length, int tag) {
        fillUpTo(slot);
        runs.add(start, length, tag, first[slot]);
    }

    /// Cuts a stream into the slots in order.
    public void cut(Runs stream) {
        int slot = 0;
        long slotStart = 0;
        for (int run = 0; run < stream.count(); run++) {
            long at = stream.start(run);
            long end = stream.end(run);
            while (at < end) {
                while (slotStart + sizes[slot] <= at) {
                    slotStart += sizes[slot++];
                }
                long cut = Math.min(end, slotStart + sizes[slot]);
                put(slot, at - slotStart, cut - at, stream.tag(run));
                at = cut;
            }
        }
    }

    /// Adds what lies in the slots, one after another, to a stream: undoes [#cut].
    public void join(Runs stream) {
        long slotStart = 0;
        for (int slot = 0; slot < count; slot++) {
            for (int run = first[slot]; run < first[slot + 1]; run++) {
                stream.add(slotStart + runs.start(run), runs.length(run), runs.tag(run));
            }
            slotStart += sizes[slot];
        }
    }

    void reset(long[] outputSats, int outputs, long lastSats) {
        count = outputs + 1;
        if (count > sizes.length) {
            sizes = new long[2 * count];
            first = new int[2 * count + 1];
        }
        System.arraycopy(outputSats, 0, sizes, 0, outputs);
        sizes[outputs] = lastSats;
        totalSats = 0;
        for (int slot = 0; slot < count; slot++) {
            totalSats = Math.addExact(totalSats, sizes[slot]);
        }
        filling = 0;
        first[0] = 0;
        runs.clear();
    }

    /// Ends the filling; from now on [#from] and [#to] tell each slot's runs.
    void close() {
        fillUpTo(count);
    }

    long[] sizes() {
        return sizes;
    }

    Runs runs() {
        return runs;
    }

    int from(int slot) {
        return first[slot];
    }

    int to(int slot) {
        return first[slot + 1];
    }

    private void fillUpTo(int slot) {
        while (filling < slot) {
            first[++filling] = runs.count();
        }
    }
}
