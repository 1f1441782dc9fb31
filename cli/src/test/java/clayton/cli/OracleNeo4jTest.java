package clayton.cli;

import java.nio.file.Path;
import java.util.List;

/// The reference's runs over a real Neo4j, one range after the other.
final class OracleNeo4jTest extends OracleContract {
    private static Path loaded = Path.of("none");

    @Override
    Run ask(List<Object> words, Path ledger) {
        if (!ledger.equals(loaded)) {
            LocalServer.load(ledger);
            loaded = ledger;
        }
        words.addAll(List.of("--graph", "neo4j:local"));
        return LocalServer.run(words.toArray());
    }
}
