package clayton.cli;

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

    private final Map<String, String> environment;

    GraphOption(Map<String, String> environment) {
        this.environment = environment;
    }

    /// Folder of the ledger that was asked for.
    Path ledgerFolder() {
        if (ledger != null && graph != null) {
            throw new IllegalArgumentException("--ledger and --graph say the same thing: give one of them.");
        }
        if (ledger != null) {
            return ledger;
        }
        return graph == null ? defaultLedger() : ledgerOf(GraphLocation.parse(graph));
    }

    private static Path ledgerOf(GraphLocation location) {
        return switch (location) {
            case GraphLocation.Ledger place -> place.folder();
            case GraphLocation.Neo4j place ->
                throw new IllegalArgumentException("Reading " + place.uri()
                        + " comes in a later version: load the blocks into a ledger and name it with --graph"
                        + " ledger:DIR.");
        };
    }

    /// The user's data folder as the XDG base directory specification finds it.
    private Path defaultLedger() {
        String data = environment.getOrDefault("XDG_DATA_HOME", "");
        Path folder = Path.of(data).isAbsolute()
                ? Path.of(data)
                : Path.of(System.getProperty("user.home"), ".local", "share");
        return folder.resolve("clayton").resolve("ledger");
    }
}
