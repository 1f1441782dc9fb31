package clayton.cli;

import clayton.store.neo4j.LocalNeo4j;
import clayton.workspace.UserFolders;
import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/// Deletes what the local Neo4j holds.
@Command(
        name = "reset",
        description = "Stops the local Neo4j and deletes all that is in it: blocks, and what was published.",
        footerHeading = "%nExamples:%n",
        footer = {"  clayton neo4j reset"})
final class Neo4jResetCommand implements Callable<Integer> {
    private final Terminal terminal;
    private final UserFolders folders;

    Neo4jResetCommand(Terminal terminal, Map<String, String> environment) {
        this.terminal = terminal;
        this.folders = new UserFolders(environment);
    }

    @Override
    public Integer call() throws IOException {
        LocalNeo4j local = new LocalNeo4j(folders.neo4j());
        terminal.line(String.format(
                Locale.ROOT, "the local Neo4j in %s is empty; %,d bytes were deleted", local.folder(), local.reset()));
        return ExitCode.DONE;
    }
}
