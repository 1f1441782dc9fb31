package clayton.clustering;

import clayton.chain.BlockSweep;
import clayton.chain.BlockView;
import clayton.chain.TransactionGraph;
import java.io.IOException;
import java.util.List;

/// Goes over a graph's blocks in order of height and hands on every link that the settings' heuristics make, but not
/// those that would rest on a CoinJoin or on a transaction that is not accepted.
final class Sweep implements Links {
    private final ClusterSettings settings;
    private final BlockSweep blocks;
    private final CoinJoins coinJoins;
    private final Linker[] linkers;
    private final boolean[] restsOnScripts;
    private final Sink sink;

    /// The block at work.
    final BlockView block = new BlockView();

    private int transaction;
    private int heuristic;

    /// Takes links: two scripts, the transaction's number in the block at work, the heuristic's in the settings.
    interface Sink {
        void join(int script, int other, int transaction, int heuristic);
    }

    Sweep(TransactionGraph graph, ClusterSettings settings, int until, Sink sink) throws IOException {
        this.settings = settings;
        this.sink = sink;
        coinJoins = new CoinJoins(graph);
        blocks = graph.sweep(this::markEvidence);
        List<Heuristic> heuristics = settings.heuristics();
        linkers = new Linker[heuristics.size()];
        restsOnScripts = new boolean[linkers.length];
        for (int i = 0; i < linkers.length; i++) {
            linkers[i] = heuristics.get(i).over(graph, until);
            restsOnScripts[i] = heuristics.get(i).restsOnScripts();
        }
    }

    void read(int height) throws IOException {
        blocks.read(height, block);
    }

    /// Hands on the links of the block that was read.
    void link() throws IOException {
        for (transaction = 0; transaction < block.transactions; transaction++) {
            for (heuristic = 0; heuristic < linkers.length; heuristic++) {
                if (block.marks[transaction] || restsOnScripts[heuristic]) {
                    linkers[heuristic].link(block, transaction, this);
                }
            }
        }
    }

    /// Marks the transactions that are accepted and, as far as can be told, made by one owner.
    private void markEvidence(BlockView read) throws IOException {
        for (int t = 0; t < read.transactions; t++) {
            read.marks[t] = (settings.without().isEmpty() || !settings.without().contains(read.id(t)))
                    && !(settings.skipCoinJoins() && coinJoins.contains(read, t));
        }
    }

    @Override
    public void join(int script, int other) {
        sink.join(script, other, transaction, heuristic);
    }
}
