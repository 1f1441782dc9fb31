package clayton.evidence;

import clayton.chain.Hash256;
import clayton.chain.Network;
import clayton.chain.OutPoint;
import clayton.chain.OutputId;
import clayton.chain.Progress;
import clayton.chain.TransactionGraph;
import clayton.reader.HeaderChain;
import clayton.reader.RawTransaction;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.type.LogicalType;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CancellationException;

/// Checks an evidence bundle and trusts nothing in it. First the facts: the archive, the hashes, the headers' work and
/// links, the Merkle branches, the transactions' names, the values they spend. Of these facts alone it makes a
/// [ProvenGraph], traces over that again, and compares all that the traces say. For one bundle.
public final class BundleVerifier {
    private static final String SCHEMA = "clayton.bundle/1";
    /// Takes words for words and numbers for numbers alone.
    private static final ObjectReader JSON = Json.MAPPER
            .rebuild()
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .withCoercionConfig(
                    LogicalType.Textual,
                    words -> words.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
                            .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
                            .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail))
            .build()
            .reader()
            .with(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .with(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .without(DeserializationFeature.ACCEPT_FLOAT_AS_INT);

    private final BundleZip zip;
    private final Progress progress;
    private final List<String> proven = new ArrayList<>();
    private final List<String> claimed = new ArrayList<>();

    private BundleVerifier(BundleZip zip, Progress progress) {
        this.zip = zip;
        this.progress = progress;
    }

    /// Throws `IOException` if the file cannot be read or is no ZIP, `CancellationException` if asked to stop.
    public static Verification verify(Path bundle, Progress progress) throws IOException {
        List<String> proven = new ArrayList<>();
        try (BundleZip zip = BundleZip.open(bundle)) {
            BundleVerifier verifier = new BundleVerifier(zip, progress);
            try {
                verifier.verify();
                return new Verification(Optional.empty(), verifier.proven, verifier.claimed);
            } catch (CancellationException e) {
                throw e;
            } catch (RuntimeException e) { // whatever a hostile file makes go wrong
                return broken(e, verifier.proven);
            }
        } catch (BrokenFactException e) {
            return broken(e, proven);
        }
    }

    private static Verification broken(RuntimeException fact, List<String> proven) {
        String words = Objects.requireNonNullElseGet(fact.getMessage(), fact::toString);
        return new Verification(Optional.of(words), proven, List.of());
    }

    private void verify() throws IOException {
        BundleFiles.Manifest manifest = manifest();
        Network network = Network.named(manifest.network())
                .orElseThrow(() -> new BrokenFactException("'" + manifest.network() + "' is no network"));
        HeaderChain chain = headers(manifest, network);
        ProvenGraph graph = new ProvenGraph(network, chain);
        blocks(graph, chain);
        previous(graph);
        BundleFiles.Claims claims = json(zip, BundleFiles.CLAIMS, BundleFiles.Claims.class);
        boundary(claims, graph);
        graph.join();
        proven.add("no transaction pays out more than it takes in, and nothing is spent twice");
        new Retracing(zip, manifest.question(), graph, claims, progress).run(proven, claimed);
    }

    /// Every file is listed and is what the list says.
    private BundleFiles.Manifest manifest() throws IOException {
        byte[] bytes = zip.read(BundleFiles.MANIFEST);
        String expected = hashLines(bytes);
        if (!expected.equals(new String(zip.read(BundleFiles.MANIFEST_HASH), StandardCharsets.ISO_8859_1))) {
            throw new BrokenFactException(
                    "manifest.sha256 does not hold the SHA-256 of manifest.json and its signatures");
        }
        BundleFiles.Manifest manifest = json(zip, BundleFiles.MANIFEST, BundleFiles.Manifest.class);
        if (!manifest.schema().equals(SCHEMA)) {
            throw new BrokenFactException("manifest.json is of the kind '" + manifest.schema() + "', not " + SCHEMA);
        }
        BundleFiles.Tool tool = manifest.tool();
        if (tool == null || tool.name() == null || tool.version() == null || tool.build() == null) {
            throw new BrokenFactException("manifest.json does not say by what tool it was made");
        }
        Set<String> unlisted = new TreeSet<>(zip.names());
        unlisted.removeAll(List.of(BundleFiles.MANIFEST, BundleFiles.MANIFEST_HASH));
        Signatures.FILES.forEach(unlisted::remove);
        for (BundleFiles.Listed listed : manifest.files()) {
            byte[] content = zip.read(listed.name());
            if (!unlisted.remove(listed.name())
                    || content.length != listed.bytes()
                    || !Hashes.sha256Hex(content).equals(listed.sha256())) {
                throw new BrokenFactException(listed.name() + " is not the file that manifest.json lists");
            }
        }
        if (!unlisted.isEmpty()) {
            throw new BrokenFactException(unlisted.iterator().next() + " is not listed in manifest.json");
        }
        Signatures.check(zip, bytes, proven, claimed);
        proven.add(manifest.files().size() + " files are those that manifest.json lists, and no other is there");
        return manifest;
    }

    /// As `sha256sum` writes them: the manifest, and the signatures that rest on it.
    private String hashLines(byte[] manifest) throws IOException {
        StringBuilder lines = new StringBuilder(BundleFiles.hashLine(BundleFiles.MANIFEST, manifest));
        for (String name : Signatures.FILES) {
            if (zip.names().contains(name)) {
                lines.append(BundleFiles.hashLine(name, zip.read(name)));
            }
        }
        return lines.toString();
    }

    private HeaderChain headers(BundleFiles.Manifest manifest, Network network) throws IOException {
        HeaderChain chain = HeaderChain.of(network, manifest.from(), zip.read(BundleFiles.HEADERS));
        TraceDocument.Tip tip =
                new TraceDocument.Tip(chain.to(), chain.hash(chain.to()).toString());
        String work = BundleFiles.work(chain);
        if (!tip.equals(manifest.tip()) || !work.equals(manifest.work())) {
            throw new BrokenFactException("the last header is " + tip.hash() + " at height " + tip.height()
                    + " with work " + work + ", not what manifest.json says");
        }
        proven.add("headers " + chain.from() + " to " + chain.to() + " are a chain of proof of work"
                + (chain.from() == 0 ? " from the genesis block of " + network.name() + " on" : "") + "; work "
                + chain.work().toString(16));
        if (chain.from() > 0) {
            claimed.add("the first header stands at height " + chain.from());
        }
        return chain;
    }

    private RawTransaction transaction(byte[] bytes, int at, String file) {
        try {
            return RawTransaction.at(bytes, at);
        } catch (IllegalArgumentException e) {
            throw new BrokenFactException(file + ", offset " + at + ": " + e.getMessage(), e);
        }
    }

    /// Every transaction stands where it is said to stand.
    private void blocks(ProvenGraph graph, HeaderChain chain) throws IOException {
        List<BundleFiles.InBlock> blocks =
                json(zip, BundleFiles.BLOCKS, BundleFiles.Blocks.class).blocks();
        byte[] bytes = zip.read(BundleFiles.TRANSACTIONS);
        int at = 0;
        int last = -1;
        int whole = 0;
        for (BundleFiles.InBlock block : blocks) {
            Step.take(progress, "checking blocks", block.height(), chain.to());
            if (block.height() <= last || !chain.holds(block.height())) {
                throw new BrokenFactException("blocks.json: height " + block.height() + " is out of place");
            }
            last = block.height();
            if (!block.hash().equals(chain.hash(block.height()).toString())) {
                throw new BrokenFactException("the block at height " + block.height() + " is not " + block.hash());
            }
            List<BundleFiles.Placed> listed = block.transactions();
            if ((block.whole() == null) == (listed == null)) {
                throw new BrokenFactException("blocks.json: block " + block.height() + " is whole or not, not both");
            }
            List<RawTransaction> raws = new ArrayList<>();
            int count = listed == null ? Optional.ofNullable(block.whole()).orElse(0) : listed.size();
            for (int i = 0; i < count; i++) {
                raws.add(transaction(bytes, at, BundleFiles.TRANSACTIONS));
                at = raws.getLast().end();
            }
            if (listed == null) {
                whole++;
                whole(block.height(), raws, graph, chain);
            } else {
                some(block.height(), listed, raws, graph, chain);
            }
        }
        if (at != bytes.length) {
            throw new BrokenFactException("transactions.bin holds more than blocks.json says");
        }
        proven.add(graph.placed() + " transactions stand in " + blocks.size() + " blocks at their places, " + whole
                + " of these whole");
    }

    private static void whole(int height, List<RawTransaction> raws, ProvenGraph graph, HeaderChain chain) {
        List<Hash256> txids = raws.stream().map(RawTransaction::txid).toList();
        if (txids.isEmpty() || !MerkleProof.root(txids).equals(Optional.of(chain.merkleRoot(height)))) {
            throw new BrokenFactException(
                    "the transactions of block " + height + " do not have the Merkle root of its header");
        }
        for (int index = 0; index < raws.size(); index++) {
            graph.place(OutputId.of(height, index, OutputId.TRANSACTION), raws.get(index));
        }
        graph.wholeBlock(height, raws.size());
    }

    /// The coinbase comes first and shows by its branch how deep the tree is: nothing above or below the leaves can
    /// be taken for a transaction.
    private static void some(
            int height,
            List<BundleFiles.Placed> listed,
            List<RawTransaction> raws,
            ProvenGraph graph,
            HeaderChain chain) {
        if (listed.isEmpty()) {
            throw new BrokenFactException("blocks.json: block " + height + " has not even its coinbase");
        }
        int last = -1;
        for (int i = 0; i < listed.size(); i++) {
            BundleFiles.Placed placed = listed.get(i);
            RawTransaction raw = raws.get(i);
            List<Hash256> branch = placed.branch().stream().map(Hash256::parse).toList();
            boolean inOrder = i == 0 ? placed.index() == 0 : placed.index() > last;
            if (!inOrder || branch.size() != listed.getFirst().branch().size()) {
                throw new BrokenFactException("blocks.json: transaction " + placed.txid() + " of block " + height
                        + " is out of place, or its branch is not as long as the coinbase's");
            }
            if (!raw.txid().toString().equals(placed.txid())
                    || !MerkleProof.root(raw.txid(), placed.index(), branch)
                            .equals(Optional.of(chain.merkleRoot(height)))) {
                throw new BrokenFactException("transaction " + placed.txid() + " is not transaction " + placed.index()
                        + " of block " + height + " by its Merkle branch");
            }
            last = placed.index();
            graph.place(OutputId.of(height, placed.index(), OutputId.TRANSACTION), raw);
        }
    }

    private void previous(ProvenGraph graph) throws IOException {
        byte[] bytes = zip.read(BundleFiles.PREVIOUS);
        int count = 0;
        for (int at = 0; at < bytes.length; count++) {
            RawTransaction raw = transaction(bytes, at, BundleFiles.PREVIOUS);
            graph.previous(raw);
            at = raw.end();
        }
        proven.add("the values they spend, by their own outputs and those of " + count + " previous transactions");
    }

    private void boundary(BundleFiles.Claims claims, ProvenGraph graph) {
        int known = 0;
        for (BundleFiles.Boundary output : claims.boundary()) {
            if (graph.from() == 0) {
                throw new BrokenFactException("output " + output.outpoint() + " is older than the genesis block");
            }
            Long value = output.value();
            Optional<byte[]> script = Optional.ofNullable(output.script()).map(HexFormat.of()::parseHex);
            Integer height = output.height();
            graph.boundary(new ProvenGraph.Boundary(
                    OutPoint.parse(output.outpoint()),
                    height == null ? -1 : height,
                    value == null ? TransactionGraph.UNKNOWN : requireValue(value),
                    script));
            known += value == null ? 0 : 1;
        }
        if (!claims.boundary().isEmpty()) {
            claimed.add(claims.boundary().size() + " outputs are older than height " + graph.from() + ", " + known
                    + " of these with the values, scripts and heights that claims.json gives");
        }
    }

    private static long requireValue(long sats) {
        if (sats < 0 || sats > Network.MAX_MONEY) {
            throw new BrokenFactException("claims.json: a value of " + sats + " satoshis");
        }
        return sats;
    }

    /// One document of the bundle, in which no property stands twice and behind which nothing follows.
    static <T> T json(BundleZip zip, String name, Class<T> type) throws IOException {
        try {
            T value = JSON.forType(type).readValue(zip.read(name));
            if (value == null) {
                throw new BrokenFactException(name + " holds nothing");
            }
            return value;
        } catch (JsonProcessingException e) {
            throw new BrokenFactException(name + " is not what it must be: " + e.getOriginalMessage(), e);
        }
    }
}
