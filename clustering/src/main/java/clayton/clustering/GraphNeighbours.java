package clayton.clustering;

import clayton.chain.BlockView;
import clayton.chain.TransactionGraph;
import clayton.chain.TransactionView;
import java.io.IOException;

/// Neighbours as they are read from the graph, each when it is asked for.
final class GraphNeighbours implements Neighbours {
    private final TransactionGraph graph;
    private final BlockView block = new BlockView();
    private final TransactionView view = new TransactionView();

    GraphNeighbours(TransactionGraph graph) {
        this.graph = graph;
    }

    @Override
    public Traits traits(long transaction) throws IOException {
        graph.read(transaction, 1, block);
        return Traits.of(block, 0);
    }

    @Override
    public long[] spenders(long transaction) throws IOException {
        graph.read(transaction, view);
        return view.spenders;
    }
}
