package clayton.cli;

import clayton.chain.Network;
import clayton.chain.Output;
import clayton.clustering.ClusterSettings;
import clayton.clustering.Clusters;
import clayton.clustering.CoinJoins;
import clayton.evidence.Comparison;
import clayton.evidence.ComparisonDocument;
import clayton.evidence.Json;
import clayton.evidence.OutputNames;
import clayton.evidence.OutputScripts;
import clayton.evidence.Publications;
import clayton.evidence.TraceDocument;
import clayton.evidence.Traced;
import clayton.reader.Addresses;
import clayton.store.Ledger;
import clayton.store.LedgerInfo;
import clayton.store.StoredGraph;
import clayton.store.neo4j.Neo4jConnection;
import clayton.store.neo4j.Neo4jGraph;
import clayton.store.neo4j.Neo4jPublisher;
import clayton.store.neo4j.Neo4jWriter;
import clayton.store.neo4j.Publication;
import clayton.taint.ForwardTrace;
import clayton.taint.Policies;
import clayton.taint.Policy;
import clayton.taint.Seed;
import clayton.taint.TraceSettings;
import clayton.taint.Tracer;
import clayton.workspace.Measured;
import clayton.workspace.SampleChain;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CancellationException;

/// The demo's way once more, over the local Neo4j: load, cluster, trace by every policy, compare with the ledger,
/// publish.
final class Neo4jDemo {
    private final Terminal terminal;
    private final Neo4jSettings settings;
    private final SampleChain sample;

    Neo4jDemo(Terminal terminal, Map<String, String> environment, SampleChain sample) {
        this.terminal = terminal;
        this.settings = new Neo4jSettings(terminal, environment);
        this.sample = sample;
    }

    /// What one graph answers, as bytes, and as what can be published.
    private record Answers(List<String> documents, List<Publication.Tracing> traces, Publication.Clustering clusters) {}

    void run(Ledger ledger) throws IOException {
        try (ProgressLine progress = new ProgressLine(terminal)) {
            if (!settings.local().start(progress)) {
                progress.goOn("Neo4j runs already", 1, 1);
            }
        }
        try (Neo4jConnection connection = settings.connect(GraphLocation.LOCAL)) {
            load(connection, ledger);
        }
        try (Neo4jGraph graph = settings.graph(GraphLocation.LOCAL)) {
            terminal.line("");
            terminal.line("Loaded the same blocks into the local Neo4j at "
                    + graph.connection().address().uri() + ": " + graph.info().transactions() + " transactions.");
            Answers answers = answers(graph);
            compare(answers, answers(ledger));
            publish(graph.connection(), graph.network(), answers);
        }
    }

    private void load(Neo4jConnection connection, Ledger ledger) throws IOException {
        refuseOtherBlocks(connection, ledger);
        OutputScripts scripts = new OutputScripts(ledger);
        try (ProgressLine progress = new ProgressLine(terminal);
                Neo4jWriter writer = Neo4jWriter.open(
                        connection, ledger.network(), ledger.from(), Addresses.of(ledger.network())::address)) {
            if (!writer.copy(ledger, ledger.to(), output -> unchecked(scripts, output), progress)) {
                throw new CancellationException("stopped while blocks were loaded");
            }
        }
    }

    private static Optional<byte[]> unchecked(OutputScripts scripts, Output output) {
        try {
            return scripts.of(output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// What somebody loaded is not the demo's to replace.
    private static void refuseOtherBlocks(Neo4jConnection connection, Ledger ledger) throws IOException {
        Optional<LedgerInfo> there = Neo4jGraph.info(connection);
        if (there.isPresent()
                && (!there.get().network().equals(ledger.network())
                        || there.get().to() > ledger.to()
                        || !ledger.blockHash(there.get().to())
                                .equals(there.get().tip()))) {
            throw new IllegalArgumentException("the local Neo4j holds other blocks ("
                    + there.get().network().name() + " to height " + there.get().to()
                    + "): keep them and leave --neo4j out, or delete them with clayton neo4j reset");
        }
    }

    private Answers answers(StoredGraph graph) throws IOException {
        OutputNames names = new OutputNames(graph);
        List<Traced> traced = new ArrayList<>();
        List<String> documents = new ArrayList<>();
        List<Publication.Tracing> traces = new ArrayList<>();
        TraceSettings rules = TraceSettings.FIFO.with(new CoinJoins(graph)::contains);
        for (Policy policy : Policies.ALL) {
            traced.add(Traced.of(trace(graph, rules.with(policy))));
            documents.add(text(TraceDocument.of(traced.getLast(), names)));
            traces.add(Publications.of(traced.getLast(), names));
        }
        OptionalLong unspent = OptionalLong.of(graph.info().utxoSats());
        documents.add(text(ComparisonDocument.of(Comparison.of(traced, names, unspent), names)));
        try (ProgressLine progress = new ProgressLine(terminal)) {
            Clusters clusters = Clusters.of(graph, ClusterSettings.STANDARD, progress);
            return new Answers(
                    documents, traces, Publications.of(clusters, graph, Measured.words(clusters.settings())));
        }
    }

    private ForwardTrace trace(StoredGraph graph, TraceSettings rules) throws IOException {
        try (ProgressLine progress = new ProgressLine(terminal)) {
            return new Tracer(graph).forward(List.of(Seed.whole(SampleChain.LOOT)), rules, progress);
        }
    }

    private static String text(Object document) throws IOException {
        StringWriter out = new StringWriter();
        Json.write(document, out);
        return out.toString();
    }

    private void compare(Answers neo4j, Answers ledger) throws IOException {
        boolean equal = neo4j.documents().equals(ledger.documents())
                && neo4j.clusters().id().equals(ledger.clusters().id());
        if (!equal) {
            throw new IOException("the Neo4j answers otherwise than the ledger: clayton doctor --graph neo4j:local says"
                    + " whether both hold the same");
        }
        terminal.line("Traced the loot over it by every rule, compared the rules, and clustered: "
                + neo4j.documents().size() + " documents equal the ledger's byte for byte, and so do all merges.");
    }

    private void publish(Neo4jConnection connection, Network network, Answers answers) throws IOException {
        Neo4jPublisher publisher = new Neo4jPublisher(connection);
        List<Publication> all = new ArrayList<>(answers.traces());
        all.add(answers.clusters());
        all.add(Publications.of(sample.tags(), network));
        terminal.line("Published there, for clayton neo4j unpublish --all to take away again:");
        for (Publication publication : all) {
            try (ProgressLine progress = new ProgressLine(terminal)) {
                String policy = publication instanceof Publication.Tracing trace ? trace.policy() : "";
                terminal.line("  "
                        + Neo4jPublishDocument.of(publisher.publish(publication, progress), policy)
                                .words());
            }
        }
        terminal.line("Go on in Cypher, with the password in "
                + settings.local().passwordFile() + " (docs/neo4j.md has more):");
        for (String query : Neo4jPublisher.FIRST_QUESTIONS) {
            terminal.line("");
            query.lines().forEach(line -> terminal.line("  " + line));
        }
    }
}
