package clayton.cli;

import clayton.store.neo4j.LocalNeo4j;
import clayton.store.neo4j.Neo4jAddress;
import clayton.store.neo4j.Neo4jConnection;
import clayton.store.neo4j.Neo4jGraph;
import clayton.workspace.UserFolders;
import java.io.Console;
import java.io.IOException;
import java.net.URI;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/// Which Neo4j is meant and how to log in to it: the local one has its own password; for any other it comes from
/// NEO4J_PASSWORD or is asked for, and never from a command's words.
final class Neo4jSettings {
    private final Terminal terminal;
    private final Map<String, String> environment;
    private final LocalNeo4j local;

    Neo4jSettings(Terminal terminal, Map<String, String> environment) {
        this.terminal = terminal;
        this.environment = environment;
        this.local = new LocalNeo4j(new UserFolders(environment).neo4j());
    }

    LocalNeo4j local() {
        return local;
    }

    /// The one that a command names, else NEO4J_URI, else the local one.
    String place(Optional<String> named) {
        return named.or(() -> setting("NEO4J_URI")).orElse(GraphLocation.LOCAL);
    }

    Neo4jGraph graph(String place) throws IOException {
        Neo4jConnection connection = connect(place);
        try {
            return Neo4jGraph.open(connection);
        } catch (IOException | RuntimeException e) {
            connection.close();
            throw e;
        }
    }

    /// Connects to the local one (`neo4j:local`) or to one that a URI names.
    Neo4jConnection connect(String place) throws IOException {
        Neo4jAddress address = address(place);
        if (address.isPlainToAnotherHost()) {
            terminal.warn("the connection to " + address.uri()
                    + " is not encrypted: others on the way can read the password and all data; use bolt+s:// or"
                    + " neo4j+s://");
        }
        return Neo4jConnection.open(address);
    }

    private Neo4jAddress address(String place) throws IOException {
        if (place.equals(GraphLocation.LOCAL)) {
            return local.address();
        }
        Neo4jAddress.check(place);
        String username = setting("NEO4J_USERNAME").orElse(Neo4jAddress.DEFAULT_USER);
        String database = setting("NEO4J_DATABASE").orElse(Neo4jAddress.DEFAULT_DATABASE);
        Optional<String> known = setting("NEO4J_PASSWORD");
        String password = known.isPresent() ? known.get() : password(place, username);
        return new Neo4jAddress(place, username, password, database);
    }

    private Optional<String> setting(String name) {
        return Optional.ofNullable(environment.get(name)).filter(value -> !value.isEmpty());
    }

    private String password(String uri, String username) throws IOException {
        if (isLocal(uri)) {
            return local.address().password();
        }
        Console console = Objects.requireNonNull(System.console());
        if (!console.isTerminal()) {
            throw new IllegalArgumentException(
                    "the password of user '" + username + "' at " + uri + " is not known: set NEO4J_PASSWORD");
        }
        char[] typed = console.readPassword("Password of %s at %s: ", username, uri);
        return typed == null ? "" : new String(typed);
    }

    /// Whether a URI leads to the local one.
    private boolean isLocal(String uri) throws IOException {
        URI asked = URI.create(uri);
        return local.isRunning()
                && Neo4jAddress.isLoopback(asked.getHost())
                && asked.getPort() == URI.create(local.address().uri()).getPort();
    }
}
