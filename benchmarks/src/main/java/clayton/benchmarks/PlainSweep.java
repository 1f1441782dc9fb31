package clayton.benchmarks;

import clayton.chain.OutputId;
import clayton.chain.TransactionGraph;
import clayton.chain.TransactionView;
import java.io.IOException;
import java.util.Arrays;
import java.util.BitSet;

/// The yardstick: poison in its plainest form. Reads every transaction from the seeded block to the tip in order and
/// keeps one bit for each output and nothing else: no labels, amounts, buckets or result. It reaches the same
/// transactions as a poison trace that follows fees.
final class PlainSweep {
    private final TransactionGraph graph;
    private final TransactionView view = new TransactionView();
    private final BitSet tainted = new BitSet();
    private final Seeding seeding;
    private final int from;
    private final int[] firstTransaction;
    private int[] firstOutput = new int[1 << 16];
    private int outputs;
    private long reached;

    private PlainSweep(TransactionGraph graph, Seeding seeding) {
        this.graph = graph;
        this.seeding = seeding;
        this.from = seeding.height();
        this.firstTransaction = new int[graph.to() - from + 2];
    }

    /// Answers how many transactions taint enters.
    static long count(TransactionGraph graph, Seeding seeding) throws IOException {
        PlainSweep sweep = new PlainSweep(graph, seeding);
        for (int height = sweep.from; height <= graph.to(); height++) {
            sweep.block(height);
        }
        return sweep.reached;
    }

    private void block(int height) throws IOException {
        int count = graph.transactionsIn(height);
        int first = firstTransaction[height - from];
        firstTransaction[height - from + 1] = first + count;
        if (first + count > firstOutput.length) {
            firstOutput = Arrays.copyOf(firstOutput, 2 * (first + count));
        }
        graph.read(OutputId.of(height, 0, 0), view);
        int rewards = outputs;
        firstOutput[first] = rewards;
        outputs += view.outputs;
        boolean feesAreTainted = false;
        for (int index = 1; index < count; index++) {
            graph.read(OutputId.of(height, index, 0), view);
            firstOutput[first + index] = outputs;
            boolean isReached = isReached();
            reached += isReached ? 1 : 0;
            feesAreTainted |= isReached && view.fee > 0;
            if (isReached || seeding.holds(view.id)) {
                mark(outputs);
            }
            outputs += view.outputs;
        }
        if (feesAreTainted) {
            graph.read(OutputId.of(height, 0, 0), view);
            mark(rewards);
            reached++;
        }
    }

    private boolean isReached() {
        for (int input = 0; input < view.inputs; input++) {
            long prevout = view.prevouts[input];
            if (!OutputId.isBoundary(prevout) && OutputId.height(prevout) >= from && tainted.get(row(prevout))) {
                return true;
            }
        }
        return false;
    }

    private int row(long output) {
        return firstOutput[firstTransaction[OutputId.height(output) - from] + OutputId.index(output)]
                + OutputId.vout(output);
    }

    private void mark(int first) {
        for (int vout = 0; vout < view.outputs; vout++) {
            tainted.set(first + vout, view.values[vout] > 0);
        }
    }
}
