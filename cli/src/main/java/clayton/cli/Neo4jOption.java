package clayton.cli;

import clayton.store.neo4j.Neo4jConnection;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Says which Neo4j a command writes to.
final class Neo4jOption {
    @Option(
            names = "--neo4j",
            paramLabel = "URI",
            description = "the Neo4j: neo4j:local, neo4j://HOST:7687 or bolt://HOST:7687, also +s and +ssc (default:"
                    + " NEO4J_URI, else the local one; NEO4J_USERNAME, NEO4J_PASSWORD, NEO4J_DATABASE)")
    private @Nullable String uri;

    private final Neo4jSettings settings;

    Neo4jOption(Terminal terminal, Map<String, String> environment) {
        this.settings = new Neo4jSettings(terminal, environment);
    }

    String place() {
        return settings.place(Optional.ofNullable(uri));
    }

    Neo4jConnection connect() throws IOException {
        return settings.connect(place());
    }

    Neo4jSettings settings() {
        return settings;
    }
}
