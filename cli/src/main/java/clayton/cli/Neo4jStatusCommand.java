package clayton.cli;

import clayton.evidence.Json;
import clayton.store.neo4j.LocalNeo4j;
import clayton.store.neo4j.Neo4jConnection;
import clayton.store.neo4j.Neo4jGraph;
import clayton.workspace.UserFolders;
import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// Says how the local Neo4j does.
@Command(
        name = "status",
        description = "Says whether the local Neo4j runs, where, how large it is and what is loaded.",
        footerHeading = "%nExamples:%n",
        footer = {"  clayton neo4j status", "  clayton neo4j status --json"})
final class Neo4jStatusCommand implements Callable<Integer> {
    private final Terminal terminal;
    private final UserFolders folders;

    @Option(names = "--json", description = "JSON on stdout")
    private boolean json;

    Neo4jStatusCommand(Terminal terminal, Map<String, String> environment) {
        this.terminal = terminal;
        this.folders = new UserFolders(environment);
    }

    @Override
    public Integer call() throws IOException {
        Neo4jDocument document = status(new LocalNeo4j(folders.neo4j()));
        if (json) {
            Json.write(document, terminal.out());
        } else {
            print(document);
        }
        return ExitCode.DONE;
    }

    private static Neo4jDocument status(LocalNeo4j local) throws IOException {
        if (!local.isRunning()) {
            return Neo4jDocument.stopped(local.size());
        }
        try (Neo4jConnection connection = Neo4jConnection.open(local.address())) {
            return Neo4jDocument.running(
                    local.address().uri(),
                    connection.version(),
                    local.size(),
                    Neo4jGraph.info(connection).orElse(null));
        }
    }

    private void print(Neo4jDocument document) {
        if (document.running()) {
            terminal.field("Neo4j", document.version() + ", runs at " + document.uri());
        } else {
            terminal.field("Neo4j", "does not run; clayton neo4j start starts it");
        }
        if (document.loaded() != null) {
            terminal.field("loaded", document.loaded().words());
        } else if (document.running()) {
            terminal.field("loaded", "nothing yet; clayton neo4j load fills it");
        }
        terminal.field("size", String.format(Locale.ROOT, "%,d bytes on disk", document.bytes()));
    }
}
