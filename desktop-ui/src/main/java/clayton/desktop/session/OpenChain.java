package clayton.desktop.session;

import clayton.chain.OutputId;
import clayton.chain.Tag;
import clayton.chain.Tags;
import clayton.chain.TransactionGraph;
import clayton.clustering.CoinJoins;
import clayton.evidence.OutputNames;
import clayton.reader.Addresses;
import clayton.store.Ledger;
import clayton.store.LedgerInfo;
import clayton.store.StoredGraph;
import clayton.store.neo4j.Neo4jAddress;
import clayton.store.neo4j.Neo4jConnection;
import clayton.store.neo4j.Neo4jGraph;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/// A chain that a person works in, a ledger or one in a Neo4j, with the tags they brought. It may be read by several
/// tasks at once; what keeps state of its own (names, CoinJoins) is made anew for each task.
public final class OpenChain implements AutoCloseable {
    private final StoredGraph graph;
    private final LedgerInfo info;
    private final Tags imported;
    private final Addresses addresses;
    private final ChainClusters clusters;
    private volatile Tags tags;

    private OpenChain(StoredGraph graph, LedgerInfo info, Tags tags) {
        this.graph = graph;
        this.info = info;
        this.imported = tags;
        this.tags = tags;
        this.addresses = Addresses.of(graph.network());
        this.clusters = new ChainClusters(graph);
    }

    /// Throws as [Ledger#open] does, and `IllegalArgumentException` for a ledger without blocks.
    public static OpenChain open(Path folder, Tags tags) throws IOException {
        Ledger ledger = Ledger.open(folder);
        if (ledger.to() < ledger.from()) {
            ledger.close();
            throw new IllegalArgumentException(
                    "the ledger in " + folder + " holds no block yet: load blocks into it first");
        }
        return new OpenChain(ledger, ledger.info(), tags);
    }

    /// A chain that lies in a Neo4j. Throws as [Neo4jGraph#open] does.
    public static OpenChain open(Neo4jAddress address, Tags tags) throws IOException {
        Neo4jConnection connection = Neo4jConnection.open(address);
        try {
            Neo4jGraph graph = Neo4jGraph.open(connection);
            return new OpenChain(graph, graph.info(), tags);
        } catch (IOException | RuntimeException e) {
            connection.close();
            throw e;
        }
    }

    /// The same chain opened once more, with the tags that were brought.
    public OpenChain again() throws IOException {
        return graph instanceof Neo4jGraph database
                ? open(database.connection().address(), imported)
                : open(ledger().orElseThrow().folder(), imported);
    }

    public TransactionGraph graph() {
        return graph;
    }

    public LedgerInfo info() {
        return info;
    }

    /// The ledger, unless the chain lies in a Neo4j.
    public Optional<Ledger> ledger() {
        return graph instanceof Ledger ledger ? Optional.of(ledger) : Optional.empty();
    }

    /// The tags that were brought, and those of the case.
    public Tags tags() {
        return tags;
    }

    /// Replaces the tags of the case.
    public void takeCaseTags(Tags ofCase) {
        List<Tag> all = new ArrayList<>();
        for (Tags each : List.of(imported, ofCase)) {
            each.addresses().forEach(address -> all.addAll(each.of(address)));
        }
        tags = new Tags(all);
    }

    public Addresses addresses() {
        return addresses;
    }

    public ChainClusters clusters() {
        return clusters;
    }

    public OutputNames names() {
        return new OutputNames(graph);
    }

    public CoinJoins coinJoins() {
        return new CoinJoins(graph);
    }

    /// Unix time of a block, by its header.
    public long time(int height) throws IOException {
        byte[] header = graph.header(height);
        return header[68] & 0xffL | (header[69] & 0xffL) << 8 | (header[70] & 0xffL) << 16 | (header[71] & 0xffL) << 24;
    }

    /// The labels of an output's address, joined, each with how far it can be trusted, if that is said.
    public String tagOf(Optional<String> address) {
        return joined(address, tag -> tag.confidence().isEmpty() ? "" : " (" + tag.confidence() + ")");
    }

    /// The same with where each comes from.
    public String attributionOf(Optional<String> address) {
        return joined(
                address,
                tag -> tag.source().isEmpty() && tag.confidence().isEmpty()
                        ? ""
                        : " (" + tag.source() + ", " + tag.confidence() + ")");
    }

    private String joined(Optional<String> address, Function<Tag, String> more) {
        return address.map(tags::of).orElse(new TreeSet<>()).stream()
                .map(tag -> tag.label() + more.apply(tag))
                .distinct()
                .collect(Collectors.joining(", "));
    }

    /// All tags with this label, whatever the case of its letters.
    public Collection<Tag> labelled(String label) {
        return tags.addresses().stream()
                .flatMap(address -> tags.labels(address).stream().map(each -> new Tag(address, each)))
                .filter(tag -> tag.label().equalsIgnoreCase(label))
                .toList();
    }

    /// Heights whose blocks are loaded.
    public boolean holds(int height) {
        return height >= graph.from() && height <= graph.to();
    }

    /// The coordinate of a transaction as people write it.
    public static String place(long transaction) {
        return OutputId.isBoundary(transaction)
                ? "before the range"
                : OutputId.height(transaction) + "x" + OutputId.index(transaction);
    }

    public List<String> labels() {
        return List.copyOf(tags.labels());
    }

    @Override
    public void close() throws IOException {
        graph.close();
    }
}
