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
        assertThat(text.out()).contains("mixer (outputs: 1)", "mixer: source a report, confidence forensic");
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
