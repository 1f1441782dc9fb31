package clayton.clustering;

import clayton.chain.BlockSweep;
import clayton.chain.BlockView;
import clayton.chain.OutputId;
import clayton.chain.Progress;
import clayton.chain.TransactionGraph;
import java.io.IOException;
import java.util.Arrays;

/// Neighbours for whoever asks for most of a block range: their traits are collected in one sweep, because to read each
/// when it is asked for takes several times as long. 24 to 36 bytes for each transaction of the range.
final class RangeNeighbours implements Neighbours {
    static final int OUTSIDE = -1;

    private static final int LOCK_TIME = 1;
    private static final int REPLACEABLE = 2;
    private static final int FLAGS = 2;
    private static final int ROW = 3;

    private final int from;
    private final GraphNeighbours others;

    /// Per block of the range the number of its first transaction, counted over the range; one more for the next.
    private final int[] firstTransaction;

    private int blocks;

    /// Per transaction, side by side because they are looked up together: inputs and flags (upper half) and outputs;
    /// version; fee rate.
    private long[] rows = new long[0];

    private RangeNeighbours(TransactionGraph graph, int from, int to) {
        this.from = from;
        this.others = new GraphNeighbours(graph);
        this.firstTransaction = new int[to - from + 2];
    }

    private RangeNeighbours(RangeNeighbours whole, TransactionGraph graph) {
        from = whole.from;
        others = new GraphNeighbours(graph);
        firstTransaction = whole.firstTransaction;
        blocks = whole.blocks;
        rows = whole.rows;
    }

    /// Of the blocks between two heights; of fewer, if `progress` says stop.
    static RangeNeighbours of(TransactionGraph graph, int from, int to, Progress progress) throws IOException {
        RangeNeighbours range = new RangeNeighbours(graph, from, to);
        BlockSweep sweep = graph.sweep();
        BlockView block = new BlockView();
        while (from + range.blocks <= to && progress.goOn("reading traits", range.blocks, to - from + 1L)) {
            sweep.read(from + range.blocks, block);
            range.take(block);
        }
        return range;
    }

    private void take(BlockView block) {
        int first = firstTransaction[blocks];
        int needed = (first + block.transactions) * ROW;
        rows = needed <= rows.length ? rows : Arrays.copyOf(rows, needed + needed / 2);
        for (int t = 0; t < block.transactions; t++) {
            Traits traits = Traits.of(block, t);
            int inputsAndFlags = traits.inputs() << FLAGS
                    | (traits.hasLockTime() ? LOCK_TIME : 0)
                    | (traits.isReplaceable() ? REPLACEABLE : 0);
            int at = (first + t) * ROW;
            rows[at] = (long) inputsAndFlags << Integer.SIZE | traits.outputs();
            rows[at + 1] = traits.version();
            rows[at + 2] = traits.feeRate();
        }
        blocks++;
        firstTransaction[blocks] = first + block.transactions;
    }

    /// The same for another thread.
    RangeNeighbours share(TransactionGraph graph) {
        return new RangeNeighbours(this, graph);
    }

    /// Number of transactions.
    int transactions() {
        return firstTransaction[blocks];
    }

    /// The last height; below the first if there are no blocks.
    int to() {
        return from + blocks - 1;
    }

    /// The number in the range of the transaction that a coordinate or an output's id names, or `OUTSIDE`.
    int number(long id) {
        int block = OutputId.height(id) - from;
        return OutputId.isBoundary(id) || block < 0 || block >= blocks
                ? OUTSIDE
                : firstTransaction[block] + OutputId.index(id);
    }

    /// The coordinate of a numbered transaction.
    long coordinate(int number) {
        int found = Arrays.binarySearch(firstTransaction, 0, blocks, number);
        int block = found < 0 ? -found - 2 : found;
        return OutputId.of(from + block, number - firstTransaction[block], OutputId.TRANSACTION);
    }

    @Override
    public Traits traits(long transaction) throws IOException {
        int number = number(transaction);
        return number == OUTSIDE ? others.traits(transaction) : traits(number * ROW);
    }

    private Traits traits(int at) {
        int inputsAndFlags = (int) (rows[at] >>> Integer.SIZE);
        return new Traits(
                inputsAndFlags >>> FLAGS,
                (int) rows[at],
                (int) rows[at + 1],
                (inputsAndFlags & LOCK_TIME) != 0,
                (inputsAndFlags & REPLACEABLE) != 0,
                rows[at + 2]);
    }

    @Override
    public long[] spenders(long transaction) throws IOException {
        return others.spenders(transaction);
    }
}
