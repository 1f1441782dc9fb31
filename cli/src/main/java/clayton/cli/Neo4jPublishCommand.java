package clayton.cli;

import clayton.chain.Network;
import clayton.chain.Progress;
import clayton.clustering.ClusterSettings;
import clayton.clustering.Clusters;
import clayton.evidence.AttributionTag;
import clayton.evidence.CaseDocument;
import clayton.evidence.CaseFolder;
import clayton.evidence.CaseTrace;
import clayton.evidence.Json;
import clayton.evidence.OutputNames;
import clayton.evidence.Publications;
import clayton.evidence.TagStore;
import clayton.evidence.Traced;
import clayton.store.neo4j.Neo4jGraph;
import clayton.store.neo4j.Neo4jPublisher;
import clayton.store.neo4j.Publication;
import clayton.workspace.Measured;
import clayton.workspace.UserFolders;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// Publishes results in a Neo4j, beside the chain they rest on.
@Command(
        name = "publish",
        description = "Writes results into a Neo4j beside the chain that is loaded there, for analysts to go on with in"
                + " Cypher: a trace for each policy, clusters with the transaction behind every merge, tags, a case."
                + " All of it is computed over that Neo4j. Publishing again changes nothing.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  clayton neo4j publish TXID:0 --policy all",
            "  clayton neo4j publish --clusters --tags wallets.csv",
            "  clayton neo4j publish --case theft --neo4j neo4j+s://graph.example.org"
        })
final class Neo4jPublishCommand implements Callable<Integer> {
    private final Terminal terminal;
    private final UserFolders folders;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private final Neo4jOption neo4j;

    @Mixin
    private final TracingOptions tracing = new TracingOptions();

    @Mixin
    private final StopOptions stops;

    @Mixin
    private final DirectionOption way = new DirectionOption();

    @Option(
            names = "--clusters",
            description = "publish clusters of at least two scripts (multi-input, without CoinJoins), with their proof")
    private boolean clusters;

    @Option(names = "--imported-tags", description = "publish the imported tags; with --tags FILE, those of the file")
    private boolean importedTags;

    @Option(
            names = "--case",
            paramLabel = "DIR",
            description = "publish a case: its notes, its tags, and its traces, asked again")
    private @Nullable Path folder;

    @Option(names = "--json", description = "JSON on stdout")
    private boolean json;

    private final List<Neo4jPublishDocument.Published> published = new ArrayList<>();

    Neo4jPublishCommand(Terminal terminal, Map<String, String> environment) {
        this.terminal = terminal;
        this.folders = new UserFolders(environment);
        this.neo4j = new Neo4jOption(terminal, environment);
        this.stops = new StopOptions(environment);
    }

    @Override
    public Integer call() throws IOException {
        boolean tags = importedTags || stops.tagsFile().isPresent();
        if (tracing.seeds.isEmpty() && !clusters && !tags && folder == null) {
            throw new ParameterException(
                    spec.commandLine(),
                    "say what to publish: outputs to trace, --clusters, --tags FILE, --imported-tags or --case DIR");
        }
        if (!tracing.seeds.isEmpty()) {
            tracing.check(way.direction());
            stops.check();
        }
        way.check(stops);
        try (Neo4jGraph graph = neo4j.settings().graph(neo4j.place())) {
            if (tags) {
                publish(graph, tags(graph.network()), "");
            }
            if (clusters) {
                publish(graph, clusters(graph), "");
            }
            boolean found = tracing.seeds.isEmpty() || publishTraces(graph);
            if (folder != null) {
                publishCase(graph, folder);
            }
            answer(graph);
            return found ? ExitCode.DONE : ExitCode.NEGATIVE;
        }
    }

    private Publication tags(Network network) throws IOException {
        if (stops.tagsFile().isPresent()) {
            return Publications.of(stops.tags(), network);
        }
        List<AttributionTag> imported = TagStore.open(folders.tags()).tags();
        return Publications.of(imported, network);
    }

    private Publication clusters(Neo4jGraph graph) throws IOException {
        Clusters found = underCtrlC(progress -> Clusters.of(graph, ClusterSettings.STANDARD, progress));
        if (found.until() < graph.to()) {
            throw new CancellationException("interrupted while addresses were clustered");
        }
        return Publications.of(found, graph, Measured.words(found.settings()));
    }

    /// Answers whether there was anything to trace.
    private boolean publishTraces(Neo4jGraph graph) throws IOException {
        TracedCall call = TracedCall.over(graph, terminal, way.direction(), tracing, stops);
        if (call.isEmpty()) {
            return false;
        }
        for (Traced traced : call.trace(false, false)) {
            publish(graph, traced, call.names);
        }
        return true;
    }

    private String publish(Neo4jGraph graph, Traced traced, OutputNames names) throws IOException {
        Publication.Tracing trace = Publications.of(traced, names);
        publish(graph, trace, trace.policy());
        return trace.id();
    }

    private void publishCase(Neo4jGraph graph, Path of) throws IOException {
        CaseFolder opened = CaseFolder.open(of, InstantSource.system());
        OutputNames names = new OutputNames(graph);
        List<Publication.Held> held = new ArrayList<>();
        for (CaseDocument.Trace asked : opened.document().traces()) {
            List<Traced> again = underCtrlC(progress -> CaseTrace.run(asked, graph, opened.tags(asked), progress));
            for (Traced traced : again) {
                held.add(new Publication.Held(publish(graph, traced, names), asked.name()));
            }
        }
        publish(graph, Publications.of(opened.document(), graph.network(), held), "");
    }

    private void publish(Neo4jGraph graph, Publication publication, String policy) throws IOException {
        Neo4jPublisher publisher = new Neo4jPublisher(graph.connection());
        published.add(
                Neo4jPublishDocument.of(underCtrlC(progress -> publisher.publish(publication, progress)), policy));
    }

    private interface Work<T> {
        T under(Progress progress) throws IOException;
    }

    private <T> T underCtrlC(Work<T> work) throws IOException {
        try (ProgressLine line = new ProgressLine(terminal);
                Interruption interruption = new Interruption(terminal, line)) {
            return work.under(interruption);
        }
    }

    private void answer(Neo4jGraph graph) throws IOException {
        String uri = graph.connection().address().uri();
        if (json) {
            Json.write(new Neo4jPublishDocument("clayton.neo4j-publish/1", uri, published), terminal.out());
            return;
        }
        terminal.field("Neo4j", uri);
        published.forEach(each -> terminal.line("  " + each.words()));
    }
}
