package clayton.cli;

import clayton.evidence.Json;
import clayton.store.neo4j.Neo4jConnection;
import clayton.store.neo4j.Neo4jPublisher;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// Takes published results away again.
@Command(
        name = "unpublish",
        description = "Removes from a Neo4j what was published there, and nothing else: not the chain, not what"
                + " analysts made, nor a node to which they tied something.",
        footerHeading = "%nExamples:%n",
        footer = {"  clayton neo4j unpublish tags", "  clayton neo4j unpublish --all"})
final class Neo4jUnpublishCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private final Neo4jOption neo4j;

    @Parameters(arity = "0..*", paramLabel = "ID", description = "what to remove, as publish named it")
    private List<String> ids = List.of();

    @Option(names = "--all", description = "remove all that was published")
    private boolean all;

    @Option(names = "--json", description = "JSON on stdout")
    private boolean json;

    Neo4jUnpublishCommand(Terminal terminal, Map<String, String> environment) {
        this.terminal = terminal;
        this.neo4j = new Neo4jOption(terminal, environment);
    }

    /// The document: what was removed, and how many nodes stay because others tied something to them.
    record Report(String schema, String uri, List<Neo4jPublisher.Removed> removed) {}

    @Override
    public Integer call() throws IOException {
        if (all != ids.isEmpty()) {
            throw new ParameterException(spec.commandLine(), "say what to remove: an ID that publish named, or --all");
        }
        try (Neo4jConnection connection = neo4j.connect()) {
            Neo4jPublisher publisher = new Neo4jPublisher(connection);
            List<String> there = publisher.published().stream()
                    .map(Neo4jPublisher.Listed::id)
                    .toList();
            List<Neo4jPublisher.Removed> removed = new ArrayList<>();
            for (String id : all ? there : known(there)) {
                removed.add(publisher.remove(id));
            }
            answer(new Report("clayton.neo4j-unpublish/1", connection.address().uri(), removed));
            return removed.stream().allMatch(each -> each.left() == 0) ? ExitCode.DONE : ExitCode.NEGATIVE;
        }
    }

    private List<String> known(List<String> there) {
        for (String id : ids) {
            if (!there.contains(id)) {
                throw new IllegalArgumentException("'" + id + "' is not published there; what is: "
                        + (there.isEmpty() ? "nothing" : there.stream().collect(Collectors.joining(", "))));
            }
        }
        return ids;
    }

    private void answer(Report report) throws IOException {
        if (json) {
            Json.write(report, terminal.out());
            return;
        }
        terminal.field("Neo4j", report.uri());
        for (Neo4jPublisher.Removed each : report.removed()) {
            terminal.line("  " + each.id() + ": removed " + each.nodes() + " nodes and " + each.relationships()
                    + " relationships"
                    + (each.left() == 0
                            ? ""
                            : "; " + each.left() + " nodes stay, because something else is tied to them: remove that"
                                    + " first"));
        }
    }
}
