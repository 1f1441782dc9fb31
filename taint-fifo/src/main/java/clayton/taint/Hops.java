package clayton.taint;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/// Counts, for each label, how many transactions lie between an output and the nearest seed. For no labels
/// at all if the trace has no hop limit.
final class Hops {
    private static final int NEVER = Integer.MAX_VALUE;

    private final int[] here;
    private final int[] fees;

    Hops(int labels) {
        here = new int[labels];
        fees = new int[labels];
    }

    /// Before a block's first transaction.
    void openBlock() {
        Arrays.fill(fees, NEVER);
    }

    /// Before a transaction's inputs.
    void open() {
        Arrays.fill(here, NEVER);
    }

    /// A tainted input with these hops.
    void enter(int[] input) {
        least(here, input);
    }

    /// All tainted fees of the block.
    void enterFees() {
        least(here, fees);
    }

    /// After the inputs: from now on the counts are those of the transaction's slots.
    void step() {
        for (int label = 0; label < here.length; label++) {
            here[label] += here[label] == NEVER ? 0 : 1;
        }
    }

    /// A fee slot that holds these labels.
    void payFee(BitSet labels) {
        least(fees, at(labels, List.of()));
    }

    int of(int label) {
        return here[label];
    }

    /// The counts of an output that holds these labels, some of them seeded there.
    int[] at(BitSet labels, List<Integer> seeded) {
        int[] counts = new int[here.length];
        for (int label = 0; label < here.length; label++) {
            counts[label] = labels.get(label) ? here[label] : NEVER;
        }
        seeded.forEach(label -> counts[label] = 0);
        return counts;
    }

    private static void least(int[] target, int[] other) {
        for (int label = 0; label < target.length; label++) {
            target[label] = Math.min(target[label], other[label]);
        }
    }
}
