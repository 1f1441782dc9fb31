package clayton.evidence;

import clayton.chain.Hash256;
import clayton.chain.Output;
import clayton.chain.OutputId;
import clayton.chain.Progress;
import clayton.chain.Tags;
import clayton.chain.TransactionGraph;
import clayton.chain.TransactionView;
import clayton.reader.HeaderChain;
import clayton.reader.RawTransaction;
import clayton.store.Ledger;
import clayton.taint.BackwardTrace;
import clayton.taint.ForwardTrace;
import clayton.taint.Trace;
import clayton.taint.TraceHead;
import java.io.BufferedWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/// Packs traces of one question into an evidence bundle: a ZIP with the traces and all that another needs to trace
/// again without a node. For one bundle.
public final class BundleWriter {
    private final TransactionGraph graph;
    private final Tags tags;
    private final RawBytes raws;
    private final Made made;
    private final Signing signing;
    private final TransactionView view = new TransactionView();
    private final RestsOn rests;
    private final SortedSet<Long> included = new TreeSet<>();
    private final SortedMap<Hash256, Long> previous = new TreeMap<>();
    private final SortedSet<Long> boundary = new TreeSet<>();
    private final List<BundleFiles.InBlock> blocks = new ArrayList<>();

    /// What made the bundle, and the error rates of the heuristics its traces rest on.
    public record Made(String version, String build, List<ErrorRate> errorRates) {}

    /// Of traces over `graph`. Raw transactions are read from the folder that `ledger` was made from, or from `blocks`
    /// if it has moved. Throws `IllegalArgumentException` if the ledger does not hold the graph's blocks.
    public BundleWriter(
            TransactionGraph graph, Ledger ledger, Optional<Path> blocks, Tags tags, Made made, Signing signing)
            throws IOException {
        requireSameBlocks(graph, ledger);
        this.signing = signing;
        this.graph = graph;
        this.tags = tags;
        this.raws = blocks.isPresent() ? RawBytes.in(blocks.get(), ledger) : RawBytes.of(ledger);
        this.made = made;
        this.rests = new RestsOn(graph);
    }

    private static void requireSameBlocks(TransactionGraph graph, Ledger ledger) throws IOException {
        if (ledger.from() > graph.from()
                || ledger.to() < graph.to()
                || !ledger.blockHash(graph.to()).equals(graph.blockHash(graph.to()))) {
            throw new IllegalArgumentException(
                    "the ledger in " + ledger.folder() + " does not hold the blocks that were"
                            + " traced, heights " + graph.from() + " to " + graph.to() + " up to block "
                            + graph.blockHash(graph.to()) + ": name one that does with --ledger DIR");
        }
    }

    /// Writes the bundle of these traces, one for each policy. Throws `CancellationException` if asked to stop.
    public void write(List<Traced> traced, Path file, Progress progress) throws IOException {
        for (Traced each : traced) {
            rests.add(each.trace(), progress);
        }
        try (StoredZip zip = new StoredZip(file)) {
            List<StoredZip.Stored> files = new ArrayList<>();
            files.add(zip.add(BundleFiles.README, readme()));
            OutputNames names = new OutputNames(graph);
            for (Traced each : traced) {
                String name =
                        BundleFiles.TRACES + each.trace().settings().policy().name() + ".json";
                files.add(zip.add(name, out -> json(TraceDocument.of(each, names, progress), out)));
            }
            files.add(zip.add(BundleFiles.TRANSACTIONS, out -> transactions(out, progress)));
            files.add(zip.add(BundleFiles.PREVIOUS, out -> previous(out, progress)));
            files.add(zip.add(BundleFiles.BLOCKS, out -> json(new BundleFiles.Blocks(blocks), out)));
            byte[] headers = headers();
            files.add(zip.add(BundleFiles.HEADERS, headers));
            files.add(zip.add(BundleFiles.CLAIMS, json(claims(traced))));
            files.add(zip.add(BundleFiles.LIMITS, json(Limits.of(traced, made.errorRates(), graph.from()))));
            byte[] manifest = json(manifest(traced, headers, files));
            zip.add(BundleFiles.MANIFEST, manifest);
            StringBuilder hashes = new StringBuilder(BundleFiles.hashLine(BundleFiles.MANIFEST, manifest));
            SortedMap<String, byte[]> signatures = signing.sign(manifest);
            for (String name : Signatures.FILES) {
                byte[] signature = signatures.get(name);
                if (signature != null) {
                    zip.add(name, signature);
                    hashes.append(BundleFiles.hashLine(name, signature));
                }
            }
            zip.add(BundleFiles.MANIFEST_HASH, hashes.toString().getBytes(StandardCharsets.US_ASCII));
            zip.finish();
        }
    }

    private static byte[] readme() throws IOException {
        try (InputStream page = BundleWriter.class.getResourceAsStream("bundle.md")) {
            return Objects.requireNonNull(page, "bundle.md").readAllBytes();
        }
    }

    private static void json(Object document, OutputStream out) throws IOException {
        Writer writer = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.US_ASCII));
        Json.write(document, writer);
        writer.flush();
    }

    private static byte[] json(Object document) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        json(document, out);
        return out.toByteArray();
    }

    /// Writes the transactions the traces rest on, block by block, and notes where they stand.
    private void transactions(OutputStream out, Progress progress) throws IOException {
        SortedMap<Integer, SortedSet<Integer>> byHeight = new TreeMap<>();
        rests.transactions()
                .forEach(id -> byHeight.computeIfAbsent(OutputId.height(id), height -> new TreeSet<>())
                        .add(OutputId.index(id)));
        rests.wholeBlocks().forEach(height -> byHeight.computeIfAbsent(height, each -> new TreeSet<>()));
        long done = 0;
        for (Map.Entry<Integer, SortedSet<Integer>> block : byHeight.entrySet()) {
            Step.take(progress, "packing blocks", done++, byHeight.size());
            if (rests.wholeBlocks().contains(block.getKey())) {
                whole(block.getKey(), out);
            } else {
                some(block.getKey(), block.getValue(), out);
            }
        }
    }

    private void whole(int height, OutputStream out) throws IOException {
        int count = announce(height);
        for (int index = 0; index < count; index++) {
            include(OutputId.of(height, index, OutputId.TRANSACTION), out);
        }
        blocks.add(new BundleFiles.InBlock(height, graph.blockHash(height).toString(), count, null));
    }

    /// Says that a whole block will be read; answers how many transactions it has.
    private int announce(int height) throws IOException {
        int count = graph.transactionsIn(height);
        long[] ids = new long[count];
        Arrays.setAll(ids, index -> OutputId.of(height, index, OutputId.TRANSACTION));
        graph.prefetch(ids, count);
        return count;
    }

    /// The coinbase is always among them: its branch shows how deep the tree is.
    private void some(int height, SortedSet<Integer> indexes, OutputStream out) throws IOException {
        List<Hash256> txids = new ArrayList<>();
        int count = announce(height);
        for (int index = 0; index < count; index++) {
            txids.add(graph.txid(OutputId.of(height, index, OutputId.TRANSACTION)));
        }
        List<List<Hash256>> rows = MerkleProof.rows(txids);
        SortedSet<Integer> all = new TreeSet<>(indexes);
        all.add(0);
        List<BundleFiles.Placed> placed = new ArrayList<>();
        for (int index : all) {
            include(OutputId.of(height, index, OutputId.TRANSACTION), out);
            placed.add(new BundleFiles.Placed(
                    index,
                    txids.get(index).toString(),
                    MerkleProof.branch(rows, index).stream()
                            .map(Hash256::toString)
                            .toList()));
        }
        blocks.add(new BundleFiles.InBlock(height, graph.blockHash(height).toString(), null, placed));
    }

    /// Writes a transaction, without its witness if the traces do not pass it, and notes what it spends.
    private void include(long transaction, OutputStream out) throws IOException {
        RawTransaction raw = raws.read(transaction);
        out.write(rests.transactions().contains(transaction) ? raw.bytes() : raw.stripped());
        included.add(transaction);
        graph.read(transaction, view);
        for (int input = 0; input < view.inputs; input++) {
            long prevout = view.prevouts[input];
            if (OutputId.isBoundary(prevout)) {
                boundary.add(prevout);
            } else {
                previous.put(raw.prevout(input).txid(), OutputId.transaction(prevout));
            }
        }
    }

    /// Writes the transactions whose outputs the others spend, in order of their txids.
    private void previous(OutputStream out, Progress progress) throws IOException {
        previous.values().removeAll(included);
        long done = 0;
        for (long transaction : previous.values()) {
            Step.take(progress, "packing previous transactions", done++, previous.size());
            out.write(raws.read(transaction).stripped());
        }
    }

    private byte[] headers() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (int height = graph.from(); height <= graph.to(); height++) {
            out.write(graph.header(height));
        }
        return out.toByteArray();
    }

    private BundleFiles.Claims claims(List<Traced> traced) throws IOException {
        List<BundleFiles.Boundary> outputs = new ArrayList<>();
        for (Traced each : traced) {
            each.trace().seeds().stream()
                    .filter(seed -> OutputId.isBoundary(seed.id()))
                    .forEach(seed -> boundary.add(seed.id()));
        }
        for (long id : boundary) {
            Output output = graph.output(id);
            outputs.add(new BundleFiles.Boundary(
                    output.outPoint().toString(),
                    TaintedRow.known(output.height()),
                    output.valueSats() == TransactionGraph.UNKNOWN ? null : output.valueSats(),
                    output.script().map(HexFormat.of()::formatHex).orElse(null)));
        }
        outputs.sort(Comparator.comparing(BundleFiles.Boundary::outpoint));
        return new BundleFiles.Claims(outputs, coinJoins(traced.getFirst().trace()), tagged(traced));
    }

    private List<String> coinJoins(Trace trace) throws IOException {
        List<String> found = new ArrayList<>();
        for (long transaction : rests.transactions()) {
            if (!OutputId.isCoinbase(transaction)
                    && trace.settings().coinJoins().contains(transaction)) {
                found.add(OutputId.height(transaction) + "x" + OutputId.index(transaction));
            }
        }
        return found;
    }

    /// The tags of addresses that the traces come through.
    private List<BundleFiles.Tagged> tagged(List<Traced> traced) throws IOException {
        Set<String> addresses = new TreeSet<>();
        OutputNames names = new OutputNames(graph);
        for (Traced each : tags.labels().isEmpty() ? List.<Traced>of() : traced) {
            for (long id : ids(each.trace())) {
                names.of(id).ifPresent(addresses::add);
            }
        }
        return addresses.stream()
                .flatMap(address -> tags.labels(address).stream().map(label -> new BundleFiles.Tagged(address, label)))
                .toList();
    }

    private static long[] ids(Trace trace) throws IOException {
        return switch (trace) {
            case ForwardTrace forward ->
                forward.outputs().stream().mapToLong(each -> each.id()).toArray();
            case BackwardTrace backward ->
                backward.outputs().stream().mapToLong(each -> each.id()).toArray();
        };
    }

    private BundleFiles.Manifest manifest(List<Traced> traced, byte[] headers, List<StoredZip.Stored> files) {
        TraceHead head = traced.getFirst().trace().head();
        HeaderChain chain = HeaderChain.of(head.network(), head.from(), headers);
        return new BundleFiles.Manifest(
                "clayton.bundle/1",
                new BundleFiles.Tool("Clayton", made.version(), made.build()),
                head.network().name(),
                head.from(),
                new TraceDocument.Tip(head.tip(), head.tipHash().toString()),
                BundleFiles.work(chain),
                new BundleFiles.Question(
                        Direction.of(traced.getFirst().trace()).toString(),
                        traced.stream()
                                .map(each -> each.trace().settings().policy().name())
                                .toList(),
                        head.settings().coinbaseOrder().toString(),
                        head.settings().fees().toString(),
                        head.until(),
                        head.settings().stops().stream()
                                .map(stop -> stop.name())
                                .toList()),
                files.stream()
                        .map(stored -> new BundleFiles.Listed(stored.name(), stored.bytes(), stored.sha256()))
                        .sorted(Comparator.comparing(BundleFiles.Listed::name))
                        .toList());
    }
}
