package clayton.taint;

import java.util.Arrays;

/// The tainted fee slots of the block at hand, until its coinbase comes.
final class FeeBox {
    private final Pieces slots = new Pieces();
    private long[] places = new long[16];

    void clear() {
        slots.clear();
    }

    /// `place` is what the block's fees before this one add up to.
    void add(long id, long valueSats, long place, Runs source, int from, int to) {
        int slot = slots.count();
        if (slot == places.length) {
            places = Arrays.copyOf(places, 2 * slot);
        }
        places[slot] = place;
        slots.add(id, valueSats, source, from, to);
    }

    Pieces slots() {
        return slots;
    }

    /// Adds everything to a coinbase's stream in which the fees begin at `feesStart`.
    void pourInto(Runs stream, long feesStart) {
        for (int slot = 0; slot < slots.count(); slot++) {
            slots.load(slot, feesStart + places[slot], stream);
        }
    }
}
