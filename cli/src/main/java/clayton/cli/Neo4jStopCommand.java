package clayton.cli;

import clayton.store.neo4j.LocalNeo4j;
import clayton.workspace.UserFolders;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/// Stops the local Neo4j.
@Command(
        name = "stop",
        description = "Stops the local Neo4j; its data stay.",
        footerHeading = "%nExamples:%n",
        footer = {"  clayton neo4j stop"})
final class Neo4jStopCommand implements Callable<Integer> {
    private final Terminal terminal;
    private final UserFolders folders;

    Neo4jStopCommand(Terminal terminal, Map<String, String> environment) {
        this.terminal = terminal;
        this.folders = new UserFolders(environment);
    }

    @Override
    public Integer call() throws IOException {
        terminal.line(new LocalNeo4j(folders.neo4j()).stop() ? "Neo4j was stopped" : "Neo4j did not run");
        return ExitCode.DONE;
    }
}
