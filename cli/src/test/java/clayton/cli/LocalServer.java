package clayton.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;

/// The local Neo4j that all tests of a run share, started by the command that users start it with, in the folder of
/// build results, and stopped when the tests end.
final class LocalServer {
    /// The user whose it is.
    static final Map<String, String> USER = started();

    private LocalServer() {}

    private static Map<String, String> started() {
        String data =
                Path.of("..", "target", "neo4j").toAbsolutePath().normalize().toString();
        Map<String, String> user = Map.of(
                "XDG_DATA_HOME",
                data,
                "XDG_CACHE_HOME",
                Path.of("target", "user").toAbsolutePath().toString());
        Run start = Run.with(user, "neo4j", "start");
        assertThat(start.code()).as(start.err()).isZero();
        Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(() -> Run.with(user, "neo4j", "stop")));
        return user;
    }

    static Run run(Object... arguments) {
        return Run.with(USER, arguments);
    }

    /// Fills it with what a ledger holds, and nothing else.
    static void load(Path ledger) {
        Run remove = run("neo4j", "remove", "--from", 0);
        assertThat(remove.code()).as(remove.err()).isZero();
        Run load = run("neo4j", "load", "--ledger", ledger);
        assertThat(load.code()).as(load.err()).isZero();
    }
}
