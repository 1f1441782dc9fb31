package clayton.store.neo4j;

import clayton.chain.BlockView;
import clayton.chain.Hash256;
import clayton.chain.Output;
import java.util.ArrayList;
import java.util.List;

/// A block whose inputs and scripts are resolved, wherever it was read from: what is to be written of it. Its view's
/// scripts have the numbers they have in the range.
final class LinkedBlock {
    final BlockView view = new BlockView();
    Hash256 hash = new Hash256(0, 0, 0, 0);
    byte[] header = new byte[0];

    /// One for each transaction.
    List<Hash256> txids = new ArrayList<>();

    /// One for each output, in the view's order; and the script of one that carries data, or an empty one.
    boolean[] unspendable = new boolean[0];

    byte[][] data = new byte[0][];

    /// Outputs from before the range that are spent here, in that order.
    final List<Output> boundaries = new ArrayList<>();

    /// Scripts that are new, numbered from the view's `scriptsBefore` on.
    final List<byte[]> scripts = new ArrayList<>();

    final List<Displaced> displaced = new ArrayList<>();

    /// An unspent output that a transaction of the same txid takes out of the world (BIP 30).
    record Displaced(long output, long valueSats, long transaction) {}
}
