package clayton.clustering;

import clayton.chain.BlockView;
import clayton.chain.ScriptKind;
import clayton.chain.TransactionGraph;
import java.io.IOException;
import java.util.Arrays;
import java.util.Set;
import java.util.function.LongPredicate;

/// What a [CoinJoinRule] judges by: amounts and scripts of one transaction, in its own order. Values are satoshis,
/// [TransactionGraph#UNKNOWN] for an input whose value cannot be known; a script that cannot be known counts as
/// different from every other.
///
/// Guards against CoinJoins make one for every hundredth transaction of a chain, soon after their program has started:
/// hence loops where streams would do.
public final class TransactionShape {
    private final TransactionGraph graph;
    private final long[] inputValues;
    private final int[] inputScripts;
    private final int outputs;

    /// Values and scripts of the outputs that are no OP_RETURN.
    private final long[] paidValues;

    private final int[] paidScripts;
    private final EqualSet mostCommon;

    TransactionShape(TransactionGraph graph, BlockView block, int transaction) {
        this.graph = graph;
        int input = block.firstInput[transaction];
        inputValues = Arrays.copyOfRange(block.inputValues, input, block.firstInput[transaction + 1]);
        inputScripts = Arrays.copyOfRange(block.inputScripts, input, block.firstInput[transaction + 1]);
        outputs = block.outputs(transaction);
        long[] values = new long[outputs];
        int[] scripts = new int[outputs];
        int paid = 0;
        for (int i = block.firstOutput[transaction]; i < block.firstOutput[transaction + 1]; i++) {
            if (block.outputScripts[i] != BlockView.NO_SCRIPT) {
                values[paid] = block.values[i];
                scripts[paid++] = block.outputScripts[i];
            }
        }
        paidValues = Arrays.copyOf(values, paid);
        paidScripts = Arrays.copyOf(scripts, paid);
        mostCommon = findMostCommon();
    }

    /// The value that most outputs with different scripts have, the larger of two, and how many these are.
    public record EqualSet(long valueSats, int outputs) {}

    public int inputs() {
        return inputValues.length;
    }

    /// All outputs, those that carry data among them.
    public int outputs() {
        return outputs;
    }

    /// How many inputs have such a value.
    public int inputs(LongPredicate value) {
        return count(inputValues, value);
    }

    /// How many outputs that are no OP_RETURN have such a value.
    public int outputs(LongPredicate value) {
        return count(paidValues, value);
    }

    private static int count(long[] values, LongPredicate wanted) {
        int count = 0;
        for (long value : values) {
            count += wanted.test(value) ? 1 : 0;
        }
        return count;
    }

    /// Values of the outputs that are no OP_RETURN, in the transaction's order.
    public long[] outputValues() {
        return paidValues.clone();
    }

    /// Outputs that are OP_RETURN.
    public int dataOutputs() {
        return outputs - paidValues.length;
    }

    public int differentInputScripts() {
        int unknown = 0;
        for (int script : inputScripts) {
            unknown += script == BlockView.NO_SCRIPT ? 1 : 0;
        }
        return different(inputScripts) + unknown;
    }

    public boolean outputScriptsDiffer() {
        return different(paidScripts) == paidScripts.length;
    }

    public EqualSet mostCommon() {
        return mostCommon;
    }

    private EqualSet findMostCommon() {
        Tally values = new Tally(paidValues.length);
        Tally pairs = new Tally(paidValues.length);
        long mostSats = 0;
        int most = 0;
        for (int i = 0; i < paidValues.length; i++) {
            long pair = (long) values.place(paidValues[i]) << Integer.SIZE | paidScripts[i];
            if (pairs.add(pair) == 1) {
                int equal = values.add(paidValues[i]);
                if (equal > most || equal == most && paidValues[i] > mostSats) {
                    most = equal;
                    mostSats = paidValues[i];
                }
            }
        }
        return new EqualSet(mostSats, most);
    }

    /// Whether all scripts that can be known, of inputs and outputs but OP_RETURN, are of these kinds.
    public boolean hasOnly(Set<ScriptKind> kinds) throws IOException {
        return hasOnly(kinds, paidScripts) && hasOnly(kinds, inputScripts);
    }

    private boolean hasOnly(Set<ScriptKind> kinds, int[] scripts) throws IOException {
        for (int script : scripts) {
            if (script != BlockView.NO_SCRIPT && !kinds.contains(graph.scriptKind(script))) {
                return false;
            }
        }
        return true;
    }

    /// How many different scripts there are among those that are known.
    private static int different(int[] scripts) {
        Tally seen = new Tally(scripts.length);
        int different = 0;
        for (int script : scripts) {
            different += script != BlockView.NO_SCRIPT && seen.add(script) == 1 ? 1 : 0;
        }
        return different;
    }
}
