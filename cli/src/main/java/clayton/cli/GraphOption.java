package clayton.cli;

import clayton.store.Ledger;
import clayton.workspace.UserFolders;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Says which transaction graph a command reads; the same on every command.
final class GraphOption {
    @Option(
            names = "--ledger",
            paramLabel = "DIR",
            description = "folder of the ledger; short for --graph ledger:DIR (default: clayton/ledger in the user's"
                    + " data folder)")
    private @Nullable Path ledger;

    @Option(names = "--graph", paramLabel = "GRAPH", description = "transaction graph: ledger:DIR")
    private @Nullable String graph;

    private final UserFolders folders;

    GraphOption(Map<String, String> environment) {
        this.folders = new UserFolders(environment);
    }

    /// Opens the ledger that was asked for, for reading.
    Ledger open() throws IOException {
        Ledger opened = Ledger.open(ledgerFolder());
        if (opened.to() < opened.from()) {
            opened.close();
            throw new NoSuchFileException(
                    opened.folder().toString(), null, "nothing is loaded there yet; run clayton load again");
        }
        return opened;
    }

    /// Whether no ledger was named.
    boolean isDefault() {
        return ledger == null && graph == null;
    }

    /// Folder of the ledger that was asked for.
    Path ledgerFolder() {
        if (ledger != null && graph != null) {
            throw new IllegalArgumentException("--ledger and --graph say the same thing: give one of them");
        }
        if (ledger != null) {
            return ledger;
        }
        return graph == null ? folders.ledger() : ledgerOf(GraphLocation.parse(graph));
    }

    private static Path ledgerOf(GraphLocation location) {
        return switch (location) {
            case GraphLocation.Ledger place -> place.folder();
            case GraphLocation.Neo4j place ->
                throw new IllegalArgumentException("reading " + place.uri()
                        + " comes in a later version: load the blocks into a ledger and name it with --graph"
                        + " ledger:DIR");
        };
    }
}
