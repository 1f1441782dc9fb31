package clayton.store.neo4j;

import java.net.URI;
import java.util.List;

/// How a database of a Neo4j is reached: by which URI (`bolt://`, or `neo4j://` with routing, plain, `+s` with a
/// trusted certificate, or `+ssc` with one the server signed itself), as whom, and which of its databases.
public record Neo4jAddress(String uri, String username, String password, String database) {
    public static final String DEFAULT_USER = "neo4j";
    public static final String DEFAULT_DATABASE = "neo4j";

    private static final List<String> SCHEMES = List.of("bolt", "bolt+s", "bolt+ssc", "neo4j", "neo4j+s", "neo4j+ssc");

    /// Throws `IllegalArgumentException` with what is wrong with the URI.
    public Neo4jAddress {
        check(uri);
    }

    /// Whether a word is the scheme of such a URI.
    public static boolean isScheme(String scheme) {
        return SCHEMES.contains(scheme);
    }

    /// Throws `IllegalArgumentException` if this is no URI of a Neo4j, or carries a password.
    public static void check(String uri) {
        URI parsed;
        try {
            parsed = URI.create(uri);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("'" + uri + "' is no address of a Neo4j: write bolt://HOST:7687", e);
        }
        if (!isScheme(String.valueOf(parsed.getScheme())) || parsed.getRawAuthority() == null) {
            throw new IllegalArgumentException("'" + uri + "' is no address of a Neo4j: write bolt://HOST:7687");
        }
        if (parsed.getRawAuthority().contains("@")) {
            throw new IllegalArgumentException("a name or password does not belong into the address of a Neo4j: set"
                    + " NEO4J_USERNAME and NEO4J_PASSWORD");
        }
        if (parsed.getHost() == null) {
            throw new IllegalArgumentException("'" + uri + "' names no host of a Neo4j: write bolt://HOST:7687");
        }
    }

    /// Whether everything, the password included, can be read on the way to another machine.
    public boolean isPlainToAnotherHost() {
        URI parsed = URI.create(uri);
        return !parsed.getScheme().contains("+") && !isLoopback(parsed.getHost());
    }

    /// Whether a host names this machine alone.
    public static boolean isLoopback(String host) {
        return host.equals("localhost") || host.equals("[::1]") || host.matches("127(\\.\\d{1,3}){3}");
    }

    /// Without the password.
    @Override
    public String toString() {
        return uri + ", database " + database + ", user " + username;
    }
}
