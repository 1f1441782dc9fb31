package clayton.desktop.flow;

import clayton.chain.Hash256;
import clayton.chain.OutputId;
import clayton.chain.TransactionView;
import clayton.clustering.CoinJoins;
import clayton.desktop.session.OpenChain;
import clayton.evidence.OutputNames;
import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Function;

/// What the flow graph knows of a transaction. Arrays are exactly as long as there are inputs and outputs; values may
/// be
/// [TransactionGraph#UNKNOWN]. `addresses` and `labels` (of tags) are those of the outputs, empty where there are none.
record FlowTransaction(
        long id,
        Hash256 txid,
        boolean coinJoin,
        long[] prevouts,
        long[] inputValues,
        long[] values,
        long[] spenders,
        boolean[] unspendable,
        String[] addresses,
        String[] labels) {
    /// Reads transactions for the sheet. Belongs to one task.
    static final class Reader {
        private final OpenChain chain;
        private final OutputNames names;
        private final CoinJoins coinJoins;
        private final TransactionView view = new TransactionView();

        Reader(OpenChain chain) {
            this.chain = chain;
            this.names = chain.names();
            this.coinJoins = chain.coinJoins();
        }

        FlowTransaction read(long id) throws IOException {
            long transaction = OutputId.transaction(id);
            chain.graph().read(transaction, view);
            String[] addresses = new String[view.outputs];
            String[] labels = new String[view.outputs];
            for (int vout = 0; vout < view.outputs; vout++) {
                Optional<String> address = names.of(OutputId.withVout(transaction, vout));
                addresses[vout] = address.orElse("");
                labels[vout] = chain.tagOf(address);
            }
            return new FlowTransaction(
                    transaction,
                    chain.graph().txid(transaction),
                    !view.isCoinbase() && coinJoins.contains(transaction),
                    Arrays.copyOf(view.prevouts, view.inputs),
                    Arrays.copyOf(view.inputValues, view.inputs),
                    Arrays.copyOf(view.values, view.outputs),
                    Arrays.copyOf(view.spenders, view.outputs),
                    Arrays.copyOf(view.unspendable, view.outputs),
                    addresses,
                    labels);
        }
    }

    /// With the tags that addresses have now; empty if they are the same.
    Optional<FlowTransaction> relabelled(Function<String, String> tagOf) {
        String[] now = Arrays.stream(addresses).map(tagOf).toArray(String[]::new);
        return Arrays.equals(now, labels)
                ? Optional.empty()
                : Optional.of(new FlowTransaction(
                        id, txid, coinJoin, prevouts, inputValues, values, spenders, unspendable, addresses, now));
    }

    int height() {
        return OutputId.height(id);
    }

    boolean isCoinbase() {
        return OutputId.isCoinbase(id);
    }

    long output(int vout) {
        return OutputId.withVout(id, vout);
    }

    /// The transaction that spends an output; [OutputId#UNSPENT] if none does.
    long spender(int vout) {
        long spender = spenders[vout];
        return spender == OutputId.UNSPENT ? spender : OutputId.transaction(spender);
    }
}
