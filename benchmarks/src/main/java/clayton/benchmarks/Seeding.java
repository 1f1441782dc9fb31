package clayton.benchmarks;

import clayton.chain.OutPoint;
import clayton.chain.OutputId;
import clayton.chain.TransactionGraph;
import clayton.chain.TransactionView;
import clayton.taint.Seed;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// Where taint begins: all outputs of consecutive transactions of a block, whole, under one label. Written as
/// `500x1-1`.
record Seeding(int height, int first, int last) {
    private static final int HEIGHT = 500;

    /// Block 500, or the middle of a shorter chain, or the next block that has a second transaction.
    static int start(TransactionGraph graph) throws IOException {
        boolean isLong = graph.from() <= HEIGHT && graph.to() > HEIGHT;
        return busy(graph, isLong ? HEIGHT : (graph.from() + graph.to()) / 2, 1);
    }

    /// The first block on the way up or down that has a second transaction.
    static int busy(TransactionGraph graph, int from, int direction) throws IOException {
        for (int height = from; height >= graph.from() && height <= graph.to(); height += direction) {
            if (graph.transactionsIn(height) > 1) {
                return height;
            }
        }
        throw new IOException("no block from " + from + " on has a second transaction to trace from");
    }

    static Seeding secondTransaction(int height) {
        return new Seeding(height, 1, 1);
    }

    /// All but the coinbase.
    static Seeding wholeBlock(TransactionGraph graph, int height) throws IOException {
        return new Seeding(height, 1, graph.transactionsIn(height) - 1);
    }

    static Seeding parse(String text) {
        String[] numbers = text.split("[x-]", -1);
        return new Seeding(Integer.parseInt(numbers[0]), Integer.parseInt(numbers[1]), Integer.parseInt(numbers[2]));
    }

    boolean holds(long id) {
        return OutputId.height(id) == height && OutputId.index(id) >= first && OutputId.index(id) <= last;
    }

    List<Seed> seeds(TransactionGraph graph) throws IOException {
        TransactionView view = new TransactionView();
        List<Seed> seeds = new ArrayList<>();
        for (int index = first; index <= last; index++) {
            graph.read(OutputId.of(height, index, 0), view);
            for (int vout = 0; vout < view.outputs; vout++) {
                seeds.add(Seed.whole(new OutPoint(graph.txid(view.id), vout), "seed"));
            }
        }
        return seeds;
    }

    @Override
    public String toString() {
        return height + "x" + first + "-" + last;
    }
}
