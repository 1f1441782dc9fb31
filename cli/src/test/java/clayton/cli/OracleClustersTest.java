package clayton.cli;

import static org.assertj.core.api.Assertions.assertThat;

import clayton.chain.OutputId;
import clayton.clustering.CoinJoins;
import clayton.evidence.Json;
import clayton.store.Ledger;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Clusters against the figures of another program, and CoinJoins against the truth of the story.
final class OracleClustersTest {
    @TempDir
    private static Path folder;

    private static Path ledger;
    private static JsonNode oracle;

    @BeforeAll
    static void load() throws IOException {
        oracle = SharedData.json("regtest/oracle.json.gz");
        ledger = Sample.ledger(folder);
    }

    private static JsonNode stats(Object... options) throws IOException {
        Object[] words = new Object[options.length + 5];
        System.arraycopy(new Object[] {"cluster", "stats", "--json", "--ledger", ledger}, 0, words, 0, 5);
        System.arraycopy(options, 0, words, 5, options.length);
        return Json.MAPPER.readTree(Run.of(words).out());
    }

    private static void assertCounts(JsonNode stats, JsonNode expected) {
        assertThat(stats.get("clusters")).isEqualTo(expected.get("clusters"));
        assertThat(stats.get("clusters").asInt() - stats.get("singletons").asInt())
                .isEqualTo(expected.get("clusters_of_2_or_more").asInt());
    }

    @Test
    void multiInputClustersAreTheOracles() throws IOException {
        JsonNode stats = stats("--heuristics", "multi-input", "--coinjoin", "merge");
        JsonNode expected = oracle.get("clusters_by_script");
        assertCounts(stats, expected);
        assertThat(stats.get("scripts")).isEqualTo(expected.get("nodes"));
        assertThat(stats.get("largest")).isEqualTo(expected.get("largest"));
    }

    /// The oracle counts a key's P2PK and P2PKH as one node; the story's four such keys are spent together anyway.
    @Test
    void withEquivalentScriptsThereAreAsManyClustersAsTheOracleHas() throws IOException {
        JsonNode stats = stats("--heuristics", "multi-input,equivalent-scripts", "--coinjoin", "merge");
        assertCounts(stats, oracle.get("clusters_p2pk_as_p2pkh"));
    }

    @Test
    void theDefaultLeavesOutJustTheStorysCoinJoins() throws IOException {
        JsonNode stats = stats();
        JsonNode expected = oracle.get("clusters_by_script_without_coinjoins");
        assertCounts(stats, expected);
        assertThat(stats.get("largest")).isEqualTo(expected.get("largest"));
    }

    @Test
    void theRulesFindTheStorysCoinJoinsAndNoOtherTransaction() throws IOException {
        Set<String> expected = new TreeSet<>();
        SharedData.json("regtest/truth.json.gz")
                .get("coinjoins")
                .forEach(coinJoin -> expected.add(coinJoin.get("txid").asText()));
        Set<String> found = new TreeSet<>();
        try (Ledger graph = Ledger.open(ledger)) {
            CoinJoins coinJoins = new CoinJoins(graph);
            for (int height = graph.from(); height <= graph.to(); height++) {
                for (int index = 0; index < graph.transactionsIn(height); index++) {
                    long id = OutputId.of(height, index, OutputId.TRANSACTION);
                    if (coinJoins.contains(id)) {
                        found.add(graph.txid(id).toString());
                    }
                }
            }
        }
        assertThat(found).isEqualTo(expected);
    }
}
