package clayton.clustering;

import java.io.IOException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.OptionalInt;

/// What several heuristics say of one payment: `signs` are those that tell its paying outputs apart, `candidates` the
/// outputs that most of them leave. Nothing is weighed: every sign counts one.
public record ChangeVote(List<Sign> signs, BitSet candidates) {
    public ChangeVote {
        signs = List.copyOf(signs);
    }

    /// A heuristic that rules out some of the paying outputs and not all; `candidates` are those it leaves.
    public record Sign(ChangeHeuristic heuristic, BitSet candidates) {}

    /// Of the payment that the cursor is at.
    public static ChangeVote of(Payment payment, List<ChangeHeuristic> heuristics) throws IOException {
        int paying = payment.payingOutputs();
        List<Sign> signs = new ArrayList<>();
        for (ChangeHeuristic heuristic : heuristics) {
            BitSet left = heuristic.candidates(payment);
            if (!left.isEmpty() && left.cardinality() < paying) {
                signs.add(new Sign(heuristic, left));
            }
        }
        return new ChangeVote(signs, mostNamed(signs, payment.outputs()));
    }

    private static BitSet mostNamed(List<Sign> signs, int outputs) {
        int[] counts = new int[outputs];
        int most = 1;
        for (Sign sign : signs) {
            for (int output = sign.candidates.nextSetBit(0);
                    output >= 0;
                    output = sign.candidates.nextSetBit(output + 1)) {
                most = Math.max(most, ++counts[output]);
            }
        }
        BitSet named = new BitSet(outputs);
        for (int output = 0; output < outputs; output++) {
            if (counts[output] == most) {
                named.set(output);
            }
        }
        return named;
    }

    /// The one output that more signs leave than any other; empty if there is none, or several have as many.
    public OptionalInt change() {
        return candidates.cardinality() == 1 ? OptionalInt.of(candidates.nextSetBit(0)) : OptionalInt.empty();
    }

    /// The signs that leave an output.
    public List<Sign> signsFor(int output) {
        return signs.stream().filter(sign -> sign.candidates.get(output)).toList();
    }
}
