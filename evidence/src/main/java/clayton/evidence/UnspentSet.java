package clayton.evidence;

import clayton.chain.OutputId;
import clayton.chain.Progress;
import clayton.chain.TransactionGraph;
import clayton.chain.TransactionView;
import clayton.store.StoredGraph;
import java.io.IOException;
import java.util.OptionalLong;
import java.util.concurrent.CancellationException;

/// The worth of all outputs that could be spent after a height.
public final class UnspentSet {
    private UnspentSet() {}

    /// Satoshis; empty if the range begins above genesis, because older outputs are then not all known. A stored
    /// graph knows the sum at its tip, below it every transaction is read.
    public static OptionalLong sats(TransactionGraph graph, int until, Progress progress) throws IOException {
        if (graph.from() > 0) {
            return OptionalLong.empty();
        }
        return OptionalLong.of(
                graph instanceof StoredGraph stored && until == stored.to()
                        ? stored.info().utxoSats()
                        : count(graph, until, progress));
    }

    private static long count(TransactionGraph graph, int until, Progress progress) throws IOException {
        TransactionView view = new TransactionView();
        long sats = 0;
        for (int height = graph.from(); height <= until; height++) {
            if (!progress.goOn("counting what is unspent", height, until + 1L)) {
                throw new CancellationException("interrupted while counting what is unspent");
            }
            long[] block = transactions(graph, height);
            graph.prefetch(block, block.length);
            for (long transaction : block) {
                graph.read(transaction, view);
                sats = Math.addExact(sats, unspent(view, until));
            }
        }
        return sats;
    }

    private static long[] transactions(TransactionGraph graph, int height) throws IOException {
        long[] block = new long[graph.transactionsIn(height)];
        for (int index = 0; index < block.length; index++) {
            block[index] = OutputId.of(height, index, OutputId.TRANSACTION);
        }
        return block;
    }

    private static long unspent(TransactionView view, int until) {
        long sats = 0;
        for (int vout = 0; vout < view.outputs; vout++) {
            long spender = view.spenders[vout];
            boolean spent = spender != OutputId.UNSPENT && OutputId.height(spender) <= until;
            sats += view.unspendable[vout] || spent ? 0 : view.values[vout];
        }
        return sats;
    }
}
