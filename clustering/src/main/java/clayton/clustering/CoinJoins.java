package clayton.clustering;

import clayton.chain.BlockView;
import clayton.chain.TransactionGraph;
import clayton.chain.TransactionView;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Finds CoinJoins among the transactions of a graph, by published rules. Not safe for concurrent use.
public final class CoinJoins {
    /// All rules there are, the most particular first.
    public static final List<CoinJoinRule> RULES = List.of(
            new WhirlpoolMix(), new WhirlpoolTx0(), new Wasabi2(), new Wasabi1(), new JoinMarket(), new EqualOutputs());

    /// No mix has fewer.
    private static final int LEAST_INPUTS = 2;
    private static final int LEAST_OUTPUTS = 3;

    /// Up to so many outputs are compared one with the other.
    private static final int FEW = 16;

    private final TransactionGraph graph;
    private final List<CoinJoinRule> rules;
    private final List<CoinJoinRule> mixing;
    private final TransactionView quick = new TransactionView();
    private final BlockView view = new BlockView();
    private long[] sorted = new long[0];

    public CoinJoins(TransactionGraph graph) {
        this(graph, RULES);
    }

    public CoinJoins(TransactionGraph graph, List<CoinJoinRule> rules) {
        this.graph = graph;
        this.rules = List.copyOf(rules);
        this.mixing = rules.stream().filter(CoinJoinRule::mixes).toList();
    }

    /// Whether several owners mix their coins in the transaction with this coordinate. Scripts are read only if
    /// counts and amounts do not rule it out.
    public boolean contains(long transaction) throws IOException {
        graph.read(transaction, quick);
        if (!mayMix(quick.inputs, quick.values, 0, quick.outputs)) {
            return false;
        }
        graph.read(transaction, 1, view);
        return contains(view, 0);
    }

    private boolean mayMix(int inputs, long[] values, int firstOutput, int outputs) {
        if (inputs < LEAST_INPUTS || outputs < LEAST_OUTPUTS) {
            return false;
        }
        int equal = equalOutputs(values, firstOutput, outputs);
        return mixing.stream().anyMatch(rule -> rule.mayFit(inputs, outputs, equal));
    }

    /// The same of a transaction that has been read. Answers at once for those whose counts rule it out.
    public boolean contains(BlockView block, int transaction) throws IOException {
        int inputs = block.inputs(transaction);
        int outputs = block.outputs(transaction);
        if (inputs < LEAST_INPUTS || outputs < LEAST_OUTPUTS) {
            return false;
        }
        int equal = equalOutputs(block.values, block.firstOutput[transaction], outputs);
        TransactionShape shape = null;
        for (CoinJoinRule rule : mixing) {
            if (rule.mayFit(inputs, outputs, equal)) {
                shape = shape == null ? new TransactionShape(graph, block, transaction) : shape;
                if (rule.judge(shape).isPresent()) {
                    return true;
                }
            }
        }
        return false;
    }

    /// What all rules have to say of the transaction with this coordinate, the most particular first; nothing if it
    /// is no CoinJoin by any of them.
    public List<CoinJoin> judge(long transaction) throws IOException {
        graph.read(transaction, 1, view);
        return judge(view, 0);
    }

    public List<CoinJoin> judge(BlockView block, int transaction) throws IOException {
        List<CoinJoin> judgements = new ArrayList<>();
        TransactionShape shape = new TransactionShape(graph, block, transaction);
        for (CoinJoinRule rule : rules) {
            rule.judge(shape).ifPresent(judgements::add);
        }
        return judgements;
    }

    /// How many outputs have the commonest value.
    private int equalOutputs(long[] values, int first, int outputs) {
        if (outputs > FEW) {
            sorted = outputs <= sorted.length ? sorted : new long[2 * outputs];
            System.arraycopy(values, first, sorted, 0, outputs);
            Arrays.sort(sorted, 0, outputs);
            return longestRun(sorted, outputs);
        }
        int most = 0;
        for (int i = first; i < first + outputs - most; i++) {
            int equal = 1;
            for (int j = i + 1; j < first + outputs; j++) {
                equal += values[i] == values[j] ? 1 : 0;
            }
            most = Math.max(most, equal);
        }
        return most;
    }

    private static int longestRun(long[] values, int length) {
        int longest = 0;
        int run = 0;
        for (int i = 0; i < length; i++) {
            run = i > 0 && values[i] == values[i - 1] ? run + 1 : 1;
            longest = Math.max(longest, run);
        }
        return longest;
    }
}
