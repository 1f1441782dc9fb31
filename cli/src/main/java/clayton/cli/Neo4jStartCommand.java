package clayton.cli;

import clayton.store.neo4j.LocalNeo4j;
import clayton.workspace.UserFolders;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/// Starts the local Neo4j.
@Command(
        name = "start",
        description =
                "Starts a Neo4j on this machine, for this machine only. The first time it is fetched through Maven"
                        + " (some 160 MB) and prepared, which takes a minute or two.",
        footerHeading = "%nExamples:%n",
        footer = {"  clayton neo4j start"})
final class Neo4jStartCommand implements Callable<Integer> {
    private final Terminal terminal;
    private final UserFolders folders;

    Neo4jStartCommand(Terminal terminal, Map<String, String> environment) {
        this.terminal = terminal;
        this.folders = new UserFolders(environment);
    }

    @Override
    public Integer call() throws IOException {
        LocalNeo4j local = new LocalNeo4j(folders.neo4j());
        boolean started;
        try (ProgressLine line = new ProgressLine(terminal);
                Interruption interruption = new Interruption(terminal, line)) {
            started = local.start(interruption);
        }
        terminal.line((started ? "Neo4j " + LocalNeo4j.VERSION + " was started" : "Neo4j runs already") + " at "
                + local.address().uri() + ", user " + local.address().username() + ", password in "
                + local.passwordFile());
        return ExitCode.DONE;
    }
}
