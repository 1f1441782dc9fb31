package clayton.cli;

import static org.assertj.core.api.Assertions.assertThat;

import clayton.store.neo4j.LocalNeo4j;
import clayton.store.neo4j.Neo4jConnection;
import clayton.store.neo4j.Neo4jPublisher;
import clayton.workspace.UserFolders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What the demo publishes in the local Neo4j, and what docs/neo4j.md promises analysts of it.
final class Neo4jPublishTest {
    private static final Path PAGE = Path.of("..", "docs", "neo4j.md");
    private static final Pattern PARAMETER = Pattern.compile("(?m)^:param (\\w+) => '([^'\n]*)'$");
    private static final Pattern QUESTION =
            Pattern.compile("### ([^\n]*)\n(?:(?!###).)*?```cypher\n(.*?)```\n\n```text\n(.*?)```\n", Pattern.DOTALL);

    /// The server that the tests of the store use too, one after the other.
    private static final Map<String, String> USER = Map.of(
            "XDG_DATA_HOME",
            Path.of("..", "target", "neo4j").toAbsolutePath().normalize().toString(),
            "XDG_CACHE_HOME",
            Path.of("target", "user").toAbsolutePath().toString());

    @TempDir
    private static Path folder;

    private static Run demo = new Run(0, "", "");

    @BeforeAll
    static void publish() {
        Run.with(USER, "neo4j", "reset");
        demo = Run.with(USER, "demo", "--neo4j", "--out", folder.resolve("demo"));
    }

    @AfterAll
    static void stop() {
        Run.with(USER, "neo4j", "stop");
    }

    @Test
    void theDemoOverNeo4jEqualsTheLedgersAndSaysSo() {
        assertThat(demo.code()).as(demo.err()).isZero();
        assertThat(demo.out())
                .contains("6 documents equal the ledger's byte for byte")
                .contains("trace-751a1991ff3540c5, by fifo")
                .contains("clayton neo4j unpublish --all")
                .contains("MATCH (t:Trace)");
    }

    @Test
    void everyQuestionOfThePageHasTheAnswerThatStandsThere() throws IOException {
        String page = Files.readString(PAGE);
        Map<String, Object> parameters = new HashMap<>();
        Matcher parameter = PARAMETER.matcher(page);
        while (parameter.find()) {
            parameters.put(parameter.group(1), parameter.group(2));
        }
        List<String> asked = new ArrayList<>();
        try (Neo4jConnection connection = connect()) {
            Matcher question = QUESTION.matcher(page);
            while (question.find()) {
                asked.add(question.group(1));
                assertThat(answer(connection, question.group(2), parameters))
                        .as(question.group(1))
                        .isNotEmpty()
                        .isEqualTo(question.group(3));
            }
        }
        assertThat(asked).hasSizeGreaterThanOrEqualTo(12);
        assertThat(page.split("```cypher", -1)).hasSize(asked.size() + 1);
    }

    @Test
    void theDemosOwnQuestionsHaveAnswers() throws IOException {
        try (Neo4jConnection connection = connect()) {
            for (String question : Neo4jPublisher.FIRST_QUESTIONS) {
                assertThat(demo.out()).contains(question.lines().findFirst().orElseThrow());
                assertThat(connection.query(question, Map.of())).as(question).isNotEmpty();
            }
        }
    }

    @Test
    void aCaseIsPublishedWithItsTracesAndTakenAwayAlone() throws IOException {
        Path dossier = folder.resolve("case");
        assertThat(Run.with(USER, "case", "new", dossier, "--title", "The `theft` $id")
                        .code())
                .isZero();
        Run traced = Run.with(
                USER, "trace", "forward", Sample.THEFT, "--case", dossier, "--ledger", folder.resolve("demo/ledger"));
        assertThat(traced.code()).as(traced.err()).isZero();
        Run published = Run.with(USER, "neo4j", "publish", "--case", dossier);
        assertThat(published.code()).as(published.err()).isZero();
        assertThat(published.out()).contains("trace-751a1991ff3540c5, by fifo: was there already");
        try (Neo4jConnection connection = connect()) {
            String held = "MATCH (c:Case)-[h:HOLDS]->(t:Trace) RETURN c.title, h.name, t.policy, c.id";
            Map<String, Object> row = connection.query(held, Map.of()).getFirst();
            assertThat(row.values()).startsWith("The `theft` $id", "trace-1", "fifo");
            Run removed = Run.with(USER, "neo4j", "unpublish", row.get("c.id"), "--json");
            assertThat(removed.out()).contains("\"nodes\":1,\"relationships\":1,\"left\":0");
            assertThat(connection.query(held, Map.of())).isEmpty();
        }
    }

    @Test
    void aBackwardTraceIsPublishedWithItsOrigins() throws IOException {
        Run published = Run.with(USER, "neo4j", "publish", Sample.THEFT, "--direction", "backward");
        assertThat(published.code()).as(published.err()).isZero();
        try (Neo4jConnection connection = connect()) {
            Map<String, Object> row = connection
                    .query(
                            "MATCH (t:Trace {direction: 'backward'})-[r:COMES_FROM {kind: 'minted'}]->(:Transaction)"
                                    + " RETURN t.id AS id, t.seededSats[0] AS asked, sum(r.sats) AS found",
                            Map.of())
                    .getFirst();
            assertThat(row.get("found")).isEqualTo(row.get("asked"));
            assertThat(Run.with(USER, "neo4j", "unpublish", row.get("id")).code())
                    .isZero();
        }
    }

    @Test
    void whatIsNotPublishedCannotBeTakenAway() {
        Run run = Run.with(USER, "neo4j", "unpublish", "trace-0");
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err())
                .contains("'trace-0' is not published there; what is: clusters-")
                .hasLineCount(1);
    }

    private static Neo4jConnection connect() throws IOException {
        return Neo4jConnection.open(new LocalNeo4j(new UserFolders(USER).neo4j()).address());
    }

    private static String answer(Neo4jConnection connection, String question, Map<String, Object> parameters)
            throws IOException {
        return connection.query(question, parameters).stream()
                .map(row -> row.values().stream().map(String::valueOf).collect(Collectors.joining(", ")) + "\n")
                .collect(Collectors.joining());
    }
}
