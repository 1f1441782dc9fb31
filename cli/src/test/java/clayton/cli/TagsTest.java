package clayton.cli;

import static org.assertj.core.api.Assertions.assertThat;

import clayton.evidence.Json;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Imported tags, as a user sees them.
final class TagsTest {
    /// The exchange's, beside one that was tagged as its own.
    private static final String VICTIM = "bcrt1qu3ve6lrc6xs8k27wuay8t4cz0q57qc65a54dcw";

    private static final String OTHER = "bcrt1qf46s35w9aymd2xwftdypxq5zjct30xwrgvuums";

    @TempDir
    private static Path folder;

    private static Path ledger;

    private Map<String, String> user = Map.of();

    @BeforeAll
    static void load() throws IOException {
        ledger = Sample.ledger(folder);
    }

    @BeforeEach
    void newUser(@TempDir Path home) {
        user = Map.of("XDG_DATA_HOME", home.toString(), "XDG_CACHE_HOME", home.toString());
    }

    @Test
    void importedTagsAreUsedByATraceWhichNamesTheirSourceAndConfidence() throws IOException {
        Path tags = folder.resolve("blocks/../tags.csv");
        Files.writeString(tags, "address,label,source,confidence\n" + holder() + ",mixer,a report,forensic\n");
        assertThat(Run.with(user, "tags", "import", tags).code()).isZero();
        Run text = Run.with(user, "trace", "forward", Sample.THEFT, "--ledger", ledger);
        assertThat(text.out()).contains("mixer (outputs: ", "mixer: source a report, confidence forensic");
        Run json = Run.with(user, "trace", "forward", Sample.THEFT, "--ledger", ledger, "--json", "--stop-at", "tags");
        JsonNode document = Json.MAPPER.readTree(json.out());
        assertThat(document.get("tags").toString())
                .isEqualTo("[{\"address\":\"" + holder()
                        + "\",\"label\":\"mixer\",\"source\":\"a report\",\"confidence\":\"forensic\"}]");
        assertThat(document.get("stopped").toString()).contains("tag mixer");
    }

    @Test
    void tagsThatWereNotImportedChangeNothing() {
        Run json = Run.with(user, "trace", "forward", Sample.THEFT, "--ledger", ledger, "--json");
        assertThat(json.out()).doesNotContain("\"tags\"");
        Run list = Run.with(user, "tags", "list");
        assertThat(list.code()).isEqualTo(1);
        assertThat(list.out()).contains("0 tags");
    }

    @Test
    void anAddressAndItsClusterShowTheirTags() throws IOException {
        Path tags = Files.writeString(folder.resolve("victim.csv"), VICTIM + ",=exchange\u202e\n");
        Run.with(user, "tags", "import", tags, "--confidence", "ownership");
        Run address = Run.with(user, "address", VICTIM, "--ledger", ledger);
        assertThat(address.out()).contains("=exchange, source victim.csv, confidence ownership");
        Run cluster = Run.with(user, "cluster", "show", OTHER, "--ledger", ledger, "--json");
        assertThat(cluster.out()).contains("\"label\":\"=exchange\\u202E\"", "\"confidence\":\"ownership\"");
    }

    @Test
    void aTransactionAndAnOutputShowTheirTags() throws IOException {
        Path labels = folder.resolve("labels.jsonl");
        Files.writeString(labels, """
                {"type":"tx","ref":"%1$s","label":"the theft"}
                {"type":"output","ref":"%1$s:1","label":"the loot"}
                """.formatted(Sample.THEFT_TXID));
        assertThat(Run.with(user, "tags", "import", labels, "--source", "a wallet")
                        .code())
                .isZero();
        String thief = document("output", Sample.THEFT).get("address").asText();
        Path report = Files.writeString(folder.resolve("thief.csv"), thief + ",thief\n");
        Run.with(user, "tags", "import", report, "--source", "a report", "--confidence", "forensic");
        assertThat(Run.with(user, "output", Sample.THEFT, "--ledger", ledger).out())
                .contains(": the loot, source a wallet", thief + ": thief, source a report, confidence forensic")
                .doesNotContain("the theft");
        assertThat(Run.with(user, "tx", Sample.THEFT_TXID, "--ledger", ledger).out())
                .contains(Sample.THEFT_TXID + ": the theft, source a wallet", ": thief, source a report");
        assertThat(document("output", Sample.THEFT).get("tags")).hasSize(2);
        JsonNode tags = document("tx", Sample.THEFT_TXID).get("tags");
        assertThat(tags).hasSize(3);
        assertThat(tags.at("/0/confidence").asText()).isEqualTo("forensic");
    }

    private JsonNode document(String command, String subject) throws IOException {
        return Json.MAPPER.readTree(
                Run.with(user, command, subject, "--ledger", ledger, "--json").out());
    }

    @Test
    void aStreamTellsTagsInItsTail() throws IOException {
        Path tags = Files.writeString(folder.resolve("holder.csv"), holder() + ",mixer\n");
        Run.with(user, "tags", "import", tags, "--source", "a report");
        Object[] trace = {"trace", "forward", Sample.THEFT, "--ledger", ledger, "--json"};
        JsonNode whole = Json.MAPPER.readTree(Run.with(user, trace).out());
        assertThat(whole.get("tags")).hasSize(1);
        trace[5] = "--stream";
        String tail = Run.with(user, trace).out().lines().toList().getLast();
        assertThat(Json.MAPPER.readTree(tail).get("tags")).isEqualTo(whole.get("tags"));
    }

    @Test
    void tagsOfSourcesAreRemovedAllOrNone() throws IOException {
        Path two = Files.writeString(folder.resolve("two.csv"), VICTIM + ",exchange\n" + OTHER + ",exchange\n");
        Path one = Files.writeString(folder.resolve("one.csv"), VICTIM + ",bank\n");
        Run.with(user, "tags", "import", two, one);
        Run none = Run.with(user, "tags", "remove", "--source", "two.csv", "--source", "nobody");
        assertThat(none.code()).isEqualTo(1);
        assertThat(none.err()).contains("'nobody'").hasLineCount(1);
        assertThat(Run.with(user, "tags", "list").out()).contains("3 tags");
        Run some = Run.with(user, "tags", "remove", "--source", "two.csv");
        assertThat(some.out()).contains("removed 2 tags; 1 tag left in ");
        assertThat(Run.with(user, "tags", "list").out()).contains("bank").doesNotContain("exchange");
    }

    @Test
    void findingsOfClustersAreExportedAsHeuristicAtMost() throws IOException {
        Path tags = Files.writeString(folder.resolve("victim.csv"), VICTIM + ",exchange\n");
        Run.with(user, "tags", "import", tags, "--confidence", "ownership");
        Path out = folder.resolve("out.yaml");
        Run export = Run.with(user, "tags", "export", "--clusters", "--ledger", ledger, "--out", out);
        assertThat(export.code()).as(export.err()).isZero();
        String pack = Files.readString(out);
        assertThat(pack).contains("address: \"" + OTHER + "\"", "in one cluster with " + VICTIM);
        assertThat(pack.split("confidence: \"ownership\"", -1)).hasSize(2);
        assertThat(pack.split("confidence: \"heuristic\"", -1)).hasSizeGreaterThan(2);
        assertThat(Run.with(user, "tags", "import", out).out()).contains("TagPack");
    }

    @Test
    void aFileThatIsDamagedIsTakenNotAtAll() throws IOException {
        Path good = Files.writeString(folder.resolve("good.csv"), VICTIM + ",exchange\n");
        Path bad = Files.writeString(folder.resolve("bad.yaml"), "title: !!java.io.File x\n");
        Run run = Run.with(user, "tags", "import", good, bad);
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).contains("bad.yaml: line 1: the type").hasLineCount(1);
        assertThat(Run.with(user, "tags", "list").code()).isEqualTo(1);
    }

    /// An address that holds some of the loot at the end.
    private static String holder() throws IOException {
        JsonNode outputs = Json.MAPPER
                .readTree(Run.of("trace", "forward", Sample.THEFT, "--ledger", ledger, "--json")
                        .out())
                .get("outputs");
        for (JsonNode output : outputs) {
            if (output.get("state").asText().equals("unspent")) {
                return output.get("address").asText();
            }
        }
        throw new AssertionError("nothing is unspent");
    }
}
