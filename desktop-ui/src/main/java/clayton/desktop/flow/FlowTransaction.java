package clayton.desktop.flow;

import clayton.chain.Hash256;
import clayton.chain.OutputId;
import clayton.chain.TransactionView;
import clayton.clustering.CoinJoins;
import clayton.desktop.session.OpenChain;
import clayton.evidence.OutputNames;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.LongStream;

/// What the flow graph knows of a transaction. Arrays are exactly as long as there are inputs and outputs; values may
/// be [TransactionGraph#UNKNOWN]. `payers` and `addresses` are what the outputs it spends and those it creates pay,
/// empty where that cannot be had, with the `labels` of tags on each.
record FlowTransaction(
        long id,
        Hash256 txid,
        boolean coinJoin,
        long[] prevouts,
        long[] inputValues,
        long[] values,
        long[] spenders,
        boolean[] unspendable,
        String[] payers,
        String[] addresses,
        Map<String, String> labels) {
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
            long[] prevouts = Arrays.copyOf(view.prevouts, view.inputs);
            String[] payers = names(prevouts);
            String[] addresses = names(LongStream.range(0, view.outputs)
                    .map(vout -> OutputId.withVout(transaction, (int) vout))
                    .toArray());
            return new FlowTransaction(
                    transaction,
                    chain.graph().txid(transaction),
                    !view.isCoinbase() && coinJoins.contains(transaction),
                    prevouts,
                    Arrays.copyOf(view.inputValues, view.inputs),
                    Arrays.copyOf(view.values, view.outputs),
                    Arrays.copyOf(view.spenders, view.outputs),
                    Arrays.copyOf(view.unspendable, view.outputs),
                    payers,
                    addresses,
                    labels(payers, addresses, address -> chain.tagOf(Optional.of(address))));
        }

        private String[] names(long[] outputs) throws IOException {
            return names.of(outputs).stream().map(name -> name.orElse("")).toArray(String[]::new);
        }
    }

    private static Map<String, String> labels(String[] payers, String[] addresses, Function<String, String> tagOf) {
        Map<String, String> labels = new HashMap<>();
        for (String[] names : List.of(payers, addresses)) {
            for (String name : names) {
                String label = tagOf.apply(name);
                if (!label.isEmpty()) {
                    labels.put(name, label);
                }
            }
        }
        return Map.copyOf(labels);
    }

    /// With the tags that addresses have now; empty if they are the same.
    Optional<FlowTransaction> relabelled(Function<String, String> tagOf) {
        Map<String, String> now = labels(payers, addresses, tagOf);
        return now.equals(labels)
                ? Optional.empty()
                : Optional.of(new FlowTransaction(
                        id,
                        txid,
                        coinJoin,
                        prevouts,
                        inputValues,
                        values,
                        spenders,
                        unspendable,
                        payers,
                        addresses,
                        now));
    }

    /// The tags of an address, joined; empty without.
    String label(String address) {
        return labels.getOrDefault(address, "");
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
