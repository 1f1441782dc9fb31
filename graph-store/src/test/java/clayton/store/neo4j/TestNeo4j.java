package clayton.store.neo4j;

import clayton.chain.Progress;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.UnaryOperator;

/// The real Neo4j that all tests of a run share: fetched as the program fetches it, started by the first test that asks
/// and stopped when the tests end. It lies in the folder of build results, so a second run starts quickly.
final class TestNeo4j {
    static final LocalNeo4j SERVER = started();

    private TestNeo4j() {}

    private static LocalNeo4j started() {
        LocalNeo4j server = new LocalNeo4j(Path.of("..", "target", "neo4j", "clayton", "neo4j"));
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

    /// Ends it as a crash does.
    static void kill() throws IOException {
        SERVER.kill();
    }

    static void startAgain() {
        try {
            SERVER.start(Progress.NONE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Starts it again with other settings.
    static void restart(UnaryOperator<String> change) throws IOException {
        Path settings = SERVER.folder().resolve("home").resolve("conf").resolve("neo4j.conf");
        SERVER.stop();
        Files.writeString(settings, change.apply(Files.readString(settings)));
        SERVER.start(Progress.NONE);
    }

    /// Another server with the same program files, all of whose data lie in a folder of its own.
    static LocalNeo4j another(Path folder) throws IOException {
        try (DirectoryStream<Path> caches = Files.newDirectoryStream(SERVER.folder(), "*.aot")) {
            for (Path cache : caches) {
                Files.createSymbolicLink(folder.resolve(cache.getFileName()), cache);
            }
        }
        return new LocalNeo4j(folder, new ServerJars(SERVER.folder(), LocalNeo4j.VERSION));
    }

    /// A connection that waits for a restart even on a busy machine.
    static Neo4jConnection patient() throws IOException {
        return Neo4jConnection.open(SERVER.address(), Duration.ofSeconds(100));
    }

    /// A connection to its database, which is emptied first.
    static Neo4jConnection empty() throws IOException {
        Neo4jConnection connection = patient();
        connection.run("MATCH (n) CALL (n) { DETACH DELETE n } IN TRANSACTIONS OF 10000 ROWS");
        return connection;
    }
}
