package clayton.store;

import clayton.chain.Progress;
import clayton.chain.TransactionGraph;
import java.io.IOException;

/// A transaction graph that a load has put somewhere, and that knows what it holds.
public interface StoredGraph extends TransactionGraph {
    LedgerInfo info() throws IOException;

    /// SHA-256 over the lines `TXID:VOUT SAT SCRIPTHEX\n` of the unspent outputs, sorted by txid text, then vout.
    String utxoSha256(Progress progress) throws IOException;
}
