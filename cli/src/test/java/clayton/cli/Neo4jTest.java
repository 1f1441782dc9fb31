package clayton.cli;

import static org.assertj.core.api.Assertions.assertThat;

import clayton.chain.OutPoint;
import clayton.chain.Progress;
import clayton.evidence.Json;
import clayton.evidence.OutputNames;
import clayton.evidence.Publications;
import clayton.evidence.Traced;
import clayton.store.Ledger;
import clayton.store.neo4j.LocalNeo4j;
import clayton.store.neo4j.Neo4jConnection;
import clayton.store.neo4j.Neo4jGraph;
import clayton.taint.Policies;
import clayton.taint.Seed;
import clayton.taint.TraceSettings;
import clayton.taint.Tracer;
import clayton.workspace.UserFolders;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The commands over a real Neo4j answer what they answer over the ledger.
final class Neo4jTest {
    private static final String ADDRESS = "bcrt1";

    @TempDir
    private static Path folder;

    private static Path ledger = Path.of("");

    @BeforeAll
    static void load() throws IOException {
        ledger = Sample.ledger(folder);
        LocalServer.load(ledger);
    }

    private static JsonNode json(Run run) throws IOException {
        assertThat(run.code()).as(run.err()).isZero();
        return Json.MAPPER.readTree(run.out());
    }

    @Test
    void everyQuestionHasTheSameAnswerAsOverTheLedger() throws IOException {
        String address = json(Run.of("output", Sample.THEFT, "--ledger", ledger, "--json"))
                .get("address")
                .textValue();
        assertThat(address).startsWith(ADDRESS);
        for (String question : List.of(
                "info",
                "tx " + Sample.THEFT_TXID,
                "output " + Sample.THEFT,
                "address " + address,
                "trace forward --policy all " + Sample.THEFT,
                "trace forward --prove --until 300 " + Sample.THEFT,
                "trace forward --stop-at coinjoin " + Sample.THEFT,
                "trace backward --prove " + Sample.THEFT,
                "trace path " + Sample.THEFT + " 906520d19c61c38bb0c0e00ac7b6b65c1c900844f31fa4c47d53cd1fee021f9f:0",
                "cluster explain bcrt1qu3ve6lrc6xs8k27wuay8t4cz0q57qc65a54dcw"
                        + " bcrt1qf46s35w9aymd2xwftdypxq5zjct30xwrgvuums",
                "cluster show " + address,
                "cluster stats",
                "cluster stats --heuristics multi-input,change-fresh-address",
                "peel " + Sample.THEFT,
                "peel find --least-hops 3")) {
            Run over = ask(question, "--graph", "neo4j:local");
            Run ledgers = ask(question, "--ledger", ledger.toString());
            assertThat(over.out()).as(question).isEqualTo(ledgers.out()).contains("schema");
            assertThat(over.code()).as(question).isEqualTo(ledgers.code());
        }
    }

    @Test
    void aServerThatIsStoppedAndStartedAgainDuringATraceIsWaitedFor() throws Exception {
        LocalNeo4j local = new LocalNeo4j(new UserFolders(LocalServer.USER).neo4j());
        TraceSettings poison = TraceSettings.FIFO.with(Policies.named("poison").orElseThrow());
        List<Seed> seeds = List.of(Seed.whole(OutPoint.parse(Sample.THEFT)));
        try (Neo4jConnection connection = Neo4jConnection.open(local.address(), Duration.ofMinutes(3));
                Neo4jGraph graph = Neo4jGraph.open(connection);
                Ledger near = Ledger.open(ledger)) {
            long stopAt = connection.roundTrips() + 10;
            CompletableFuture<Long> restarted = CompletableFuture.supplyAsync(() -> restart(local, connection, stopAt));
            Traced far = Traced.of(new Tracer(graph).forward(seeds, poison, Progress.NONE));
            assertThat(connection.roundTrips()).isGreaterThan(restarted.get());
            Traced expected = Traced.of(new Tracer(near).forward(seeds, poison, Progress.NONE));
            OutputNames names = new OutputNames(near);
            assertThat(Publications.of(far, names).id())
                    .isEqualTo(Publications.of(expected, names).id());
        }
    }

    /// Answers how many round trips there had been when it was stopped.
    private static long restart(LocalNeo4j local, Neo4jConnection connection, long stopAt) {
        while (connection.roundTrips() < stopAt) {
            Thread.onSpinWait();
        }
        try {
            local.stop();
            long before = connection.roundTrips();
            local.start(Progress.NONE);
            return before;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void aBundleOverNeo4jIsTheOneOverTheLedgerWithRawBytesFromWhatIsNamedBeside() throws Exception {
        Path expected = folder.resolve("ledger.zip");
        Path made = folder.resolve("neo4j.zip");
        String blocks = folder.resolve("blocks").toString();
        for (String direction : List.of("forward", "backward")) {
            bundle(expected, direction, "--ledger", ledger);
            bundle(made, direction, "--graph", "neo4j:local", "--ledger", ledger);
            assertThat(made).hasSameBinaryContentAs(expected);
            bundle(made, direction, "--graph", "neo4j:local", "--blocks", blocks);
            assertThat(made).hasSameBinaryContentAs(expected);
            Bundles.assertHolds(made, direction);
        }
    }

    private static void bundle(Path out, String direction, Object... graph) {
        List<Object> words = new ArrayList<>(List.of("export", "bundle", Sample.THEFT, "--direction", direction));
        words.addAll(List.of("--policy", "fifo,haircut", "--out", out));
        words.addAll(List.of(graph));
        Run run = LocalServer.run(words.toArray());
        assertThat(run.code()).as(words + ": " + run.err()).isZero();
    }

    @Test
    void aBundleOverNeo4jAsksForTheBlocksOrALedgerOfThem() {
        Path out = folder.resolve("none.zip");
        Run alone = LocalServer.run("export", "bundle", Sample.THEFT, "--graph", "neo4j:local", "--out", out);
        assertThat(alone.err())
                .contains("--ledger DIR")
                .contains("--blocks DIR")
                .hasLineCount(1);
        assertThat(alone.code()).isEqualTo(ExitCode.USAGE);
        Path part = folder.resolve("part");
        assertThat(Run.of("load", "--blocks", folder.resolve("blocks"), "--ledger", part, "--to", 300)
                        .code())
                .isZero();
        Run other = LocalServer.run(
                "export", "bundle", Sample.THEFT, "--graph", "neo4j:local", "--ledger", part, "--out", out);
        assertThat(other.err()).contains("does not hold the blocks that were traced, heights 0 to 437");
        assertThat(other.code()).isEqualTo(ExitCode.USAGE);
        assertThat(out).doesNotExist();
    }

    private static Run ask(String question, String option, String graph) {
        String words = question + " --json " + option + " " + graph;
        return LocalServer.run((Object[]) words.split(" "));
    }

    @Test
    void statusNamesTheAddressAndWhatIsLoaded() throws IOException {
        JsonNode status = json(LocalServer.run("neo4j", "status", "--json"));
        assertThat(status.get("schema").textValue()).isEqualTo("clayton.neo4j/1");
        assertThat(status.get("running").booleanValue()).isTrue();
        assertThat(status.get("uri").textValue()).startsWith("bolt://127.0.0.1:");
        assertThat(status.get("loaded").get("transactions").longValue()).isPositive();
        JsonNode info = json(
                LocalServer.run("info", "--json", "--graph", status.get("uri").textValue()));
        assertThat(info.get("tip")).isEqualTo(status.get("loaded").get("tip"));
    }

    @Test
    void doctorComparesBothSides() throws IOException {
        Run same = LocalServer.run("doctor", "--graph", "neo4j:local", "--ledger", ledger);
        assertThat(same.out()).contains("has the same digest");
        assertThat(same.code()).isZero();
    }

    @Test
    void aLoadStraightFromTheBlocksGivesTheSameRange() throws IOException {
        assertThat(LocalServer.run("neo4j", "remove", "--from", 0).code()).isZero();
        assertThat(json(LocalServer.run("neo4j", "load", "--blocks", folder.resolve("blocks"), "--to", 120, "--json"))
                        .get("to")
                        .intValue())
                .isEqualTo(120);
        assertThat(json(LocalServer.run("neo4j", "load", "--ledger", ledger, "--to", 200, "--json"))
                        .get("to")
                        .intValue())
                .isEqualTo(200);
        assertThat(LocalServer.run("doctor", "--graph", "neo4j:local", "--ledger", ledger)
                        .out())
                .contains("has the same digest");
        Run middle = LocalServer.run("neo4j", "remove", "--from", 50, "--to", 60);
        assertThat(middle.err()).contains("not the upper end");
        assertThat(middle.code()).isEqualTo(ExitCode.USAGE);
        LocalServer.load(ledger);
    }

    @Test
    void aNeo4jThatRefusesOrIsNotThereIsOneSentenceAndExitCode4() throws IOException {
        Map<String, String> wrong = new HashMap<>(LocalServer.USER);
        wrong.put("NEO4J_PASSWORD", "canary");
        String uri =
                json(LocalServer.run("neo4j", "status", "--json")).get("uri").textValue();
        Run refused = Run.with(wrong, "info", "--graph", uri);
        assertThat(refused.err())
                .contains("NEO4J_PASSWORD")
                .doesNotContain("canary")
                .hasLineCount(1);
        assertThat(refused.code()).isEqualTo(ExitCode.DATABASE);
        Run gone = Run.with(wrong, "info", "--graph", "bolt://127.0.0.1:1");
        assertThat(gone.err()).contains("cannot be reached").hasLineCount(1);
        assertThat(gone.code()).isEqualTo(ExitCode.DATABASE);
        Run stopped = Run.of("info", "--graph", "neo4j:local");
        assertThat(stopped.err()).contains("clayton neo4j start").hasLineCount(1);
        assertThat(stopped.code()).isEqualTo(ExitCode.DATABASE);
    }
}
