package clayton.store.neo4j;

import clayton.chain.Progress;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;

/// The real Neo4j that all tests of a run share: fetched as the program fetches it, started by the first test that asks
/// and stopped when the tests end. It lies in the folder of build results, so a second run starts quickly.
final class TestNeo4j {
    static final LocalNeo4j SERVER = started();

    private TestNeo4j() {}

    private static LocalNeo4j started() {
        LocalNeo4j server = new LocalNeo4j(Path.of("..", "target", "neo4j"));
        try {
            server.start(Progress.NONE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(() -> stop(server)));
        return server;
    }

    private static void stop(LocalNeo4j server) {
        try {
            server.stop();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// A connection to its database, which is emptied first.
    static Neo4jConnection empty() throws IOException {
        Neo4jConnection connection = Neo4jConnection.open(SERVER.address());
        connection.run("MATCH (n) CALL (n) { DETACH DELETE n } IN TRANSACTIONS OF 10000 ROWS");
        return connection;
    }
}
