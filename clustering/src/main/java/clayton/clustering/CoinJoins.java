package clayton.clustering;

import clayton.chain.BlockView;
import clayton.chain.TransactionGraph;
import clayton.chain.TransactionView;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// Finds CoinJoins among the transactions of a graph, by published rules. Not safe for concurrent use.
public final class CoinJoins {
    /// All rules there are, the most particular first.
    public static final List<CoinJoinRule> RULES = List.of(
            new WhirlpoolMix(), new WhirlpoolTx0(), new Wasabi2(), new Wasabi1(), new JoinMarket(), new EqualOutputs());

    /// No mix has fewer.
    private static final int LEAST_INPUTS = 2;
    private static final int LEAST_OUTPUTS = 3;

    private static final int KEPT = 64;

    private final TransactionGraph graph;
    private final List<CoinJoinRule> rules;

    /// Those that tell mixes, the most general first: the first that fits is enough, and they are the quicker ones.
    private final List<CoinJoinRule> mixing;

    /// What [#leastEqual] answers for fewer than [#KEPT] inputs and outputs; 0 where nobody has asked yet.
    /// Threads that look through several blocks at once at worst find out the same.
    private final byte[] leastEqual = new byte[KEPT * KEPT];

    private final TransactionView quick = new TransactionView();
    private final BlockView view = new BlockView();

    public CoinJoins(TransactionGraph graph) {
        this(graph, RULES);
    }

    public CoinJoins(TransactionGraph graph, List<CoinJoinRule> rules) {
        this.graph = graph;
        this.rules = List.copyOf(rules);
        this.mixing = new ArrayList<>(rules.reversed());
        mixing.removeIf(rule -> !rule.mixes());
    }

    /// Whether several owners mix their coins in the transaction with this coordinate. Scripts are read only if
    /// counts and amounts do not rule it out.
    public boolean contains(long transaction) throws IOException {
        graph.read(transaction, quick);
        if (!mayFit(quick.inputs, quick.outputs, quick.values, 0)) {
            return false;
        }
        graph.read(transaction, 1, view);
        return contains(view, 0);
    }

    /// The same of a transaction that has been read. Answers at once for those whose counts rule it out.
    public boolean contains(BlockView block, int transaction) throws IOException {
        return mayFit(
                        block.inputs(transaction),
                        block.outputs(transaction),
                        block.values,
                        block.firstOutput[transaction])
                && isMix(new TransactionShape(graph, block, transaction));
    }

    private boolean isMix(TransactionShape shape) throws IOException {
        for (CoinJoinRule rule : mixing) {
            if (rule.fits(shape)) {
                return true;
            }
        }
        return false;
    }

    private boolean mayFit(int inputs, int outputs, long[] values, int firstOutput) {
        if (inputs < LEAST_INPUTS || outputs < LEAST_OUTPUTS) {
            return false;
        }
        int least = leastEqual(inputs, outputs);
        return least <= outputs && equalOutputs(values, firstOutput, outputs) >= least;
    }

    /// How many outputs must have one value so that the transaction may be a mix; more than there are if it is none.
    private int leastEqual(int inputs, int outputs) {
        if (inputs >= KEPT || outputs >= KEPT) {
            return findLeastEqual(inputs, outputs);
        }
        int place = inputs * KEPT + outputs;
        if (leastEqual[place] == 0) {
            leastEqual[place] = (byte) findLeastEqual(inputs, outputs);
        }
        return leastEqual[place];
    }

    private int findLeastEqual(int inputs, int outputs) {
        if (!mayFit(inputs, outputs, outputs)) {
            return outputs + 1;
        }
        int least = 1;
        while (!mayFit(inputs, outputs, least)) {
            least++;
        }
        return least;
    }

    private boolean mayFit(int inputs, int outputs, int equalOutputs) {
        for (CoinJoinRule rule : mixing) {
            if (rule.mayFit(inputs, outputs, equalOutputs)) {
                return true;
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
    private static int equalOutputs(long[] values, int first, int outputs) {
        Tally seen = new Tally(outputs);
        int most = 0;
        for (int i = first; i < first + outputs; i++) {
            most = Math.max(most, seen.add(values[i]));
        }
        return most;
    }
}
