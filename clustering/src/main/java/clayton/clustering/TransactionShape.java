package clayton.clustering;

import clayton.chain.BlockView;
import clayton.chain.ScriptKind;
import clayton.chain.TransactionGraph;
import java.io.IOException;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.LongStream;

/// What a [CoinJoinRule] judges by: amounts and scripts of one transaction, in its own order. Values are satoshis,
/// [TransactionGraph#UNKNOWN] for an input whose value cannot be known; a script that cannot be known counts as
/// different from every other.
public final class TransactionShape {
    private final TransactionGraph graph;
    private final long[] inputValues;
    private final int[] inputScripts;
    private final long[] outputValues;
    private final int[] outputScripts;

    /// Values of the outputs that are no OP_RETURN.
    private final long[] paidValues;

    private final EqualSet mostCommon;

    TransactionShape(TransactionGraph graph, BlockView block, int transaction) {
        this.graph = graph;
        int inputs = block.firstInput[transaction];
        int inputsEnd = block.firstInput[transaction + 1];
        int outputs = block.firstOutput[transaction];
        int outputsEnd = block.firstOutput[transaction + 1];
        inputValues = Arrays.copyOfRange(block.inputValues, inputs, inputsEnd);
        inputScripts = Arrays.copyOfRange(block.inputScripts, inputs, inputsEnd);
        outputValues = Arrays.copyOfRange(block.values, outputs, outputsEnd);
        outputScripts = Arrays.copyOfRange(block.outputScripts, outputs, outputsEnd);
        paidValues = new long[outputValues.length - dataOutputs()];
        for (int i = 0, paid = 0; paid < paidValues.length; i++) {
            if (outputScripts[i] != BlockView.NO_SCRIPT) {
                paidValues[paid++] = outputValues[i];
            }
        }
        mostCommon = findMostCommon();
    }

    /// The value that most outputs with different scripts have, the larger of two, and how many these are.
    public record EqualSet(long valueSats, int outputs) {}

    public int inputs() {
        return inputValues.length;
    }

    /// All outputs, those that carry data among them.
    public int outputs() {
        return outputValues.length;
    }

    public LongStream inputValues() {
        return LongStream.of(inputValues);
    }

    /// Values of the outputs that are no OP_RETURN, in the transaction's order.
    public LongStream outputValues() {
        return LongStream.of(paidValues);
    }

    /// Outputs that are OP_RETURN.
    public int dataOutputs() {
        return unknown(outputScripts);
    }

    public int differentInputScripts() {
        return different(inputScripts) + unknown(inputScripts);
    }

    public boolean outputScriptsDiffer() {
        return different(outputScripts) == outputs() - dataOutputs();
    }

    public EqualSet mostCommon() {
        return mostCommon;
    }

    private EqualSet findMostCommon() {
        long[] sorted = paidValues.clone();
        Arrays.sort(sorted);
        EqualSet most = new EqualSet(0, 0);
        int start = 0;
        for (int end = 1; end <= sorted.length; end++) {
            if (end == sorted.length || sorted[end] != sorted[start]) {
                if (end - start >= most.outputs) {
                    int scripts = differentScripts(sorted[start]);
                    most = scripts >= most.outputs ? new EqualSet(sorted[start], scripts) : most;
                }
                start = end;
            }
        }
        return most;
    }

    private int differentScripts(long valueSats) {
        int[] scripts = outputScripts.clone();
        for (int i = 0; i < scripts.length; i++) {
            scripts[i] = outputValues[i] == valueSats ? scripts[i] : BlockView.NO_SCRIPT;
        }
        return different(scripts);
    }

    /// The kinds of all scripts that can be known, of inputs and outputs but OP_RETURN.
    public Set<ScriptKind> kinds() throws IOException {
        Set<ScriptKind> kinds = EnumSet.noneOf(ScriptKind.class);
        for (int[] scripts : new int[][] {inputScripts, outputScripts}) {
            for (int script : scripts) {
                if (script != BlockView.NO_SCRIPT) {
                    kinds.add(ScriptKind.of(graph.script(script)));
                }
            }
        }
        return kinds;
    }

    /// How many different scripts there are among those that are known.
    private static int different(int[] scripts) {
        int[] sorted = scripts.clone();
        Arrays.sort(sorted);
        int last = BlockView.NO_SCRIPT;
        int different = 0;
        for (int script : sorted) {
            different += script == last ? 0 : 1;
            last = script;
        }
        return different;
    }

    private static int unknown(int[] scripts) {
        int unknown = 0;
        for (int script : scripts) {
            unknown += script == BlockView.NO_SCRIPT ? 1 : 0;
        }
        return unknown;
    }
}
