package clayton.cli;

import clayton.store.neo4j.Neo4jAddress;
import java.nio.file.Path;

/// Where a transaction graph lies, as `--graph` names it.
sealed interface GraphLocation {
    String LOCAL = "neo4j:local";

    record Ledger(Path folder) implements GraphLocation {}

    /// The Neo4j that `clayton neo4j start` runs.
    record LocalNeo4j() implements GraphLocation {}

    record Neo4j(String uri) implements GraphLocation {}

    /// Throws `IllegalArgumentException` with the forms that are understood.
    static GraphLocation parse(String text) {
        String scheme = text.substring(0, Math.max(0, text.indexOf(':')));
        if (scheme.equals("ledger") && text.length() > "ledger:".length()) {
            return new Ledger(Path.of(text.substring("ledger:".length())));
        }
        if (text.equals(LOCAL)) {
            return new LocalNeo4j();
        }
        if (Neo4jAddress.isScheme(scheme)) {
            Neo4jAddress.check(text);
            return new Neo4j(text);
        }
        throw new IllegalArgumentException("'" + text
                + "' names no transaction graph: write --graph ledger:DIR, neo4j:local, neo4j://HOST:7687 or"
                + " bolt://HOST:7687");
    }
}
