package clayton.cli;

import clayton.store.Ledger;
import clayton.store.StoredGraph;
import clayton.store.neo4j.Neo4jGraph;
import clayton.workspace.UserFolders;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
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

    @Option(
            names = "--graph",
            paramLabel = "GRAPH",
            description =
                    "transaction graph: ledger:DIR, neo4j:local, neo4j://HOST:7687 or bolt://HOST:7687 (also +s and"
                            + " +ssc; NEO4J_USERNAME, NEO4J_PASSWORD, NEO4J_DATABASE)")
    private @Nullable String graph;

    private final UserFolders folders;
    private final Neo4jSettings neo4j;
    private boolean besideNeo4j;

    GraphOption(Terminal terminal, Map<String, String> environment) {
        this.folders = new UserFolders(environment);
        this.neo4j = new Neo4jSettings(terminal, environment);
    }

    /// Where the graph that was asked for lies.
    GraphLocation location() {
        if (ledger != null && graph != null && (isLedger() || !besideNeo4j)) {
            throw new IllegalArgumentException("--ledger and --graph say the same thing: give one of them");
        }
        return graph == null ? new GraphLocation.Ledger(ledgerBeside()) : GraphLocation.parse(graph);
    }

    boolean isLedger() {
        return graph == null || GraphLocation.parse(graph) instanceof GraphLocation.Ledger;
    }

    /// Opens the graph that was asked for, for reading.
    StoredGraph open() throws IOException {
        return switch (location()) {
            case GraphLocation.Ledger place -> openLedger(place.folder());
            case GraphLocation.LocalNeo4j place -> neo4j.graph(GraphLocation.LOCAL);
            case GraphLocation.Neo4j place -> neo4j.graph(place.uri());
        };
    }

    private static Ledger openLedger(Path folder) throws IOException {
        Ledger opened = Ledger.open(folder);
        if (opened.to() < opened.from()) {
            opened.close();
            throw new NoSuchFileException(
                    opened.folder().toString(), null, "nothing is loaded there yet; run clayton load again");
        }
        return opened;
    }

    /// For a command that reads a Neo4j and takes what it lacks from a ledger.
    void allowLedgerBesideNeo4j() {
        besideNeo4j = true;
    }

    Optional<Path> namedLedger() {
        return Optional.ofNullable(ledger);
    }

    /// Whether no graph was named.
    boolean isDefault() {
        return ledger == null && graph == null;
    }

    /// Folder of the ledger that was asked for. Throws `IllegalArgumentException` if another graph was.
    Path ledgerFolder() {
        if (location() instanceof GraphLocation.Ledger place) {
            return place.folder();
        }
        throw new IllegalArgumentException(
                "--graph " + graph + " is no ledger: this needs one; name it with --ledger DIR");
    }

    /// Folder of the ledger that is named with --ledger, beside whatever graph, or of the user's own.
    Path ledgerBeside() {
        return ledger == null ? folders.ledger() : ledger;
    }

    /// Opens the Neo4j that was asked for; a ledger may be named beside it.
    Neo4jGraph openNeo4j() throws IOException {
        return neo4j.graph(String.valueOf(graph));
    }
}
