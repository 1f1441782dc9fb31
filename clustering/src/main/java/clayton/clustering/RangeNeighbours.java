package clayton.clustering;

import clayton.chain.BlockSweep;
import clayton.chain.BlockView;
import clayton.chain.OutputId;
import clayton.chain.Progress;
import clayton.chain.TransactionGraph;
import java.io.IOException;
import java.util.Arrays;

/// Neighbours for whoever asks for most of a block range: their traits are collected in one sweep, because to read each
/// when it is asked for takes several times as long. 20 to 30 bytes for each transaction of the range.
final class RangeNeighbours implements Neighbours {
    static final int OUTSIDE = -1;

    private static final int LOCK_TIME = 1;
    private static final int REPLACEABLE = 2;
    private static final int FLAGS = 2;

    private final int from;
    private final GraphNeighbours others;

    /// Per block of the range the number of its first transaction, counted over the range; one more for the next.
    private final int[] firstTransaction;

    private int blocks;

    /// Per transaction.
    private int[] inputsAndFlags = new int[0];

    private int[] outputs = new int[0];
    private int[] version = new int[0];
    private long[] feeRate = new long[0];

    private RangeNeighbours(TransactionGraph graph, int from, int to) {
        this.from = from;
        this.others = new GraphNeighbours(graph);
        this.firstTransaction = new int[to - from + 2];
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
        reserve(first + block.transactions);
        for (int t = 0; t < block.transactions; t++) {
            Traits traits = Traits.of(block, t);
            inputsAndFlags[first + t] = traits.inputs() << FLAGS
                    | (traits.hasLockTime() ? LOCK_TIME : 0)
                    | (traits.isReplaceable() ? REPLACEABLE : 0);
            outputs[first + t] = traits.outputs();
            version[first + t] = traits.version();
            feeRate[first + t] = traits.feeRate();
        }
        blocks++;
        firstTransaction[blocks] = first + block.transactions;
    }

    private void reserve(int transactions) {
        if (transactions > outputs.length) {
            int size = transactions + transactions / 2;
            inputsAndFlags = Arrays.copyOf(inputsAndFlags, size);
            outputs = Arrays.copyOf(outputs, size);
            version = Arrays.copyOf(version, size);
            feeRate = Arrays.copyOf(feeRate, size);
        }
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
        return number == OUTSIDE
                ? others.traits(transaction)
                : new Traits(
                        inputsAndFlags[number] >>> FLAGS,
                        outputs[number],
                        version[number],
                        (inputsAndFlags[number] & LOCK_TIME) != 0,
                        (inputsAndFlags[number] & REPLACEABLE) != 0,
                        feeRate[number]);
    }

    @Override
    public long[] spenders(long transaction) throws IOException {
        return others.spenders(transaction);
    }
}
