package clayton.cli;

import clayton.evidence.Json;
import clayton.store.LedgerInfo;
import clayton.store.neo4j.Neo4jConnection;
import clayton.store.neo4j.Neo4jGraph;
import clayton.store.neo4j.Neo4jWriter;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Removes the upper end of the range in a Neo4j, or all of it.
@Command(
        name = "remove",
        description =
                "Removes blocks from a Neo4j: the upper end of the range it holds, or all of it. What was published"
                        + " about them goes with them.",
        footerHeading = "%nExamples:%n",
        footer = {"  clayton neo4j remove --from 0", "  clayton neo4j remove --from 175000 --to 180000"})
final class Neo4jRemoveCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Mixin
    private final Neo4jOption neo4j;

    @Option(names = "--from", paramLabel = "HEIGHT", required = true, description = "first height to remove")
    private int from;

    @Option(names = "--to", paramLabel = "HEIGHT", description = "last height to remove (default: the tip)")
    private @Nullable Integer to;

    @Option(names = "--json", description = "JSON on stdout")
    private boolean json;

    Neo4jRemoveCommand(Terminal terminal, Map<String, String> environment) {
        this.terminal = terminal;
        this.neo4j = new Neo4jOption(terminal, environment);
    }

    @Override
    public Integer call() throws IOException {
        try (Neo4jConnection connection = neo4j.connect()) {
            Optional<LedgerInfo> held = Neo4jGraph.info(connection);
            if (held.isPresent()) {
                remove(connection, held.get());
            }
            Neo4jLoadDocument document = Neo4jLoadDocument.of(
                    connection.address().uri(), Neo4jGraph.info(connection).orElse(null));
            if (json) {
                Json.write(document, terminal.out());
            } else {
                document.print(terminal);
            }
            return ExitCode.DONE;
        }
    }

    private void remove(Neo4jConnection connection, LedgerInfo held) throws IOException {
        if (from > held.to()) {
            return;
        }
        if (to != null && to < held.to()) {
            throw new IllegalArgumentException("heights " + from + " to " + to + " are not the upper end of "
                    + held.from() + " to " + held.to() + ", and a range without a gap is all that can stay: leave --to"
                    + " out, or load another range");
        }
        try (Neo4jWriter writer =
                Neo4jWriter.open(connection, held.network(), held.from(), script -> Optional.empty())) {
            writer.rewind(from - 1);
        }
    }
}
