package clayton.clustering;

import clayton.chain.BlockView;
import java.io.IOException;

/// A [Heuristic] at work on one graph.
@FunctionalInterface
public interface Linker {
    /// Tells `links` which scripts this transaction shows to be of one owner. Called for transactions in chain order;
    /// what it tells may depend on earlier transactions but on no later one, unless the heuristic needs a guard.
    void link(BlockView block, int transaction, Links links) throws IOException;
}
