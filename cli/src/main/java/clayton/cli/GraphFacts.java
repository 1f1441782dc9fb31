package clayton.cli;

import clayton.chain.Hash256;
import clayton.chain.OutPoint;
import clayton.chain.Output;
import clayton.chain.OutputId;
import clayton.chain.ScriptKind;
import clayton.chain.TransactionGraph;
import clayton.chain.TransactionView;
import clayton.evidence.OutputScripts;
import clayton.reader.Addresses;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.PrimitiveIterator;
import java.util.function.Predicate;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/// Reads single transactions and outputs of a graph into documents.
final class GraphFacts {
    private static final int MEDIAN_SPAN = 11;

    private final TransactionGraph graph;
    private final OutputScripts scripts;
    private final Addresses addresses;

    GraphFacts(TransactionGraph graph) {
        this.graph = graph;
        this.scripts = new OutputScripts(graph);
        this.addresses = Addresses.of(graph.network());
    }

    /// The document of an output, if it is loaded; of two with the same name, of the later one.
    Optional<OutputDocument> output(OutPoint outPoint) throws IOException {
        long[] ids = graph.outputs(outPoint);
        if (ids.length == 0) {
            return Optional.empty();
        }
        List<String> notes = new ArrayList<>();
        for (int i = 0; i < ids.length - 1; i++) {
            notes.add("Another output of this name was created at height "
                    + graph.output(ids[i]).height() + "; this is the later one.");
        }
        long id = ids[ids.length - 1];
        if (OutputId.isBoundary(id)) {
            notes.add("It was created before height " + graph.from() + ", where the loaded range begins.");
            return Optional.of(new OutputDocument(network(), output(id), null, null, notes));
        }
        int height = OutputId.height(id);
        return Optional.of(new OutputDocument(
                network(), output(id), graph.blockHash(height).toString(), time(height), notes));
    }

    /// The document of a transaction, if it is loaded; of two with the same txid, of the later one.
    Optional<TransactionDocument> transaction(Hash256 txid) throws IOException {
        long[] ids = graph.transactions(txid);
        if (ids.length == 0) {
            return Optional.empty();
        }
        List<String> notes = new ArrayList<>();
        for (int i = 0; i < ids.length - 1; i++) {
            notes.add("Another transaction with this txid stands at height " + OutputId.height(ids[i])
                    + "; this is the later one.");
        }
        return Optional.of(transaction(ids[ids.length - 1], txid, notes));
    }

    private TransactionDocument transaction(long id, Hash256 txid, List<String> notes) throws IOException {
        TransactionView view = new TransactionView();
        graph.read(id, view);
        List<OutputFacts> inputs = new ArrayList<>();
        for (int i = 0; i < view.inputs; i++) {
            inputs.add(output(view.prevouts[i]));
        }
        List<OutputFacts> outputs = new ArrayList<>();
        for (int vout = 0; vout < view.outputs; vout++) {
            outputs.add(output(OutputId.withVout(id, vout)));
        }
        int height = OutputId.height(id);
        boolean coinbase = view.isCoinbase();
        boolean ordinary = !coinbase && !view.unresolved;
        boolean minting = coinbase && !view.unresolved;
        return new TransactionDocument(
                "clayton.tx/1",
                network(),
                txid.toString(),
                height + "x" + OutputId.index(id),
                height,
                OutputId.index(id),
                graph.blockHash(height).toString(),
                time(height),
                medianTime(height),
                coinbase,
                view.unresolved,
                ordinary ? view.fee : null,
                minting ? view.subsidy : null,
                minting ? view.blockFees : null,
                minting ? view.fee : null,
                inputs,
                outputs,
                notes,
                null);
    }

    /// Facts of an output that is loaded.
    OutputFacts output(long id) throws IOException {
        Output output = graph.output(id);
        boolean spent = isSpent(output);
        byte[] script = scripts.of(output).orElse(null);
        return new OutputFacts(
                output.outPoint().toString(),
                OutputId.isBoundary(id) ? null : OutputId.text(id),
                output.height() < 0 ? null : output.height(),
                output.coinbase(),
                output.valueSats() == TransactionGraph.UNKNOWN ? null : output.valueSats(),
                state(output),
                spent ? graph.txid(output.spender()) + ":" + OutputId.vout(output.spender()) : null,
                spent ? OutputId.height(output.spender()) : null,
                script == null ? null : addresses.name(script),
                type(output, script),
                script == null ? null : HexFormat.of().formatHex(script));
    }

    private String network() {
        return graph.network().name();
    }

    /// The document of a script's outputs, if it has any in the loaded range.
    Optional<AddressDocument> script(byte[] script) throws IOException {
        List<OutputFacts> outputs = new ArrayList<>();
        try (LongStream ids = graph.outputs(script)) {
            for (PrimitiveIterator.OfLong id = announced(ids).iterator(); id.hasNext(); ) {
                outputs.add(output(id.nextLong()));
            }
        }
        if (outputs.isEmpty()) {
            return Optional.empty();
        }
        outputs.sort(Comparator.comparing(facts -> OutPoint.parse(facts.outpoint())));
        return Optional.of(new AddressDocument(
                network(),
                addresses.name(script),
                ScriptKind.of(script).coreName(),
                HexFormat.of().formatHex(script),
                sum(outputs, facts -> true),
                sum(outputs, facts -> facts.state().equals("unspent")),
                outputs));
    }

    /// Outputs, announced to a graph that wants to know.
    private LongStream announced(LongStream outputs) throws IOException {
        if (graph.prefetchSize() == 0) {
            return outputs;
        }
        long[] ids = outputs.toArray();
        graph.prefetch(ids, ids.length);
        return LongStream.of(ids);
    }

    private static long sum(List<OutputFacts> outputs, Predicate<OutputFacts> which) {
        long sum = 0;
        for (OutputFacts output : outputs) {
            if (output.value() != null && which.test(output)) {
                sum = Math.addExact(sum, output.value());
            }
        }
        return sum;
    }

    private static boolean isSpent(Output output) {
        return output.spender() != OutputId.UNSPENT && OutputId.vout(output.spender()) != OutputId.TRANSACTION;
    }

    private static String state(Output output) {
        if (isSpent(output)) {
            return "spent";
        }
        return output.spender() != OutputId.UNSPENT ? "displaced" : output.unspendable() ? "burned" : "unspent";
    }

    /// Bitcoin Core's word for the kind of script. A graph holds no script that begins with OP_RETURN.
    private static @Nullable String type(Output output, byte @Nullable [] script) {
        if (script != null) {
            return ScriptKind.of(script).coreName();
        }
        return output.unspendable() && !OutputId.isBoundary(output.id()) ? ScriptKind.OP_RETURN.coreName() : null;
    }

    /// Unix time of a block's header.
    private long time(int height) throws IOException {
        byte[] header = graph.header(height);
        return header[68] & 0xffL | (header[69] & 0xffL) << 8 | (header[70] & 0xffL) << 16 | (header[71] & 0xffL) << 24;
    }

    /// Median of the times of a block and its ten predecessors, by which consensus reckons; empty if some of these
    /// are not loaded.
    private @Nullable Long medianTime(int height) throws IOException {
        int first = Math.max(0, height - MEDIAN_SPAN + 1);
        if (first < graph.from()) {
            return null;
        }
        long[] times = new long[height - first + 1];
        for (int i = 0; i < times.length; i++) {
            times[i] = time(first + i);
        }
        Arrays.sort(times);
        return times[times.length / 2];
    }
}
