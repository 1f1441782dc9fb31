package clayton.cli;

import java.nio.file.Path;
import java.util.List;

/// Where a transaction graph lies, as `--graph` names it.
sealed interface GraphLocation {
    List<String> NEO4J_SCHEMES = List.of("neo4j", "neo4j+s", "neo4j+ssc", "bolt", "bolt+s", "bolt+ssc");

    record Ledger(Path folder) implements GraphLocation {}

    record Neo4j(String uri) implements GraphLocation {}

    /// Throws `IllegalArgumentException` with the forms that are understood.
    static GraphLocation parse(String text) {
        String scheme = text.substring(0, Math.max(0, text.indexOf(':')));
        if (scheme.equals("ledger") && text.length() > "ledger:".length()) {
            return new Ledger(Path.of(text.substring("ledger:".length())));
        }
        if (NEO4J_SCHEMES.contains(scheme)) {
            return new Neo4j(text);
        }
        throw new IllegalArgumentException("'" + text + "' names no transaction graph: write --graph ledger:DIR");
    }
}
