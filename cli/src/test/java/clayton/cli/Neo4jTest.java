package clayton.cli;

import static org.assertj.core.api.Assertions.assertThat;

import clayton.evidence.Json;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
