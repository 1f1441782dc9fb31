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
