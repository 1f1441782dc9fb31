package clayton.cli;

import static org.assertj.core.api.Assertions.assertThat;

import clayton.evidence.Json;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Peel chains of the sample chain against the truth of its story.
final class PeelTest {
    private static final String LOOT = "8395ef3101dfa444a90a26dc94e0149ce73229c0a8e580a763b64991c82ba83c:1";

    @TempDir
    private static Path folder;

    private static Path ledger;

    @BeforeAll
    static void load() throws IOException {
        ledger = Sample.ledger(folder);
    }

    private static JsonNode peel(Object outPoint) throws IOException {
        return Json.MAPPER.readTree(
                Run.of("peel", outPoint, "--json", "--ledger", ledger).out());
    }

    /// One hop more is found than the story has: from what was left the thief paid a mule two thirds, fifty blocks
    /// later.
    @Test
    void theStorysChainIsFollowedFromItsFirstHopToItsLast() throws IOException {
        JsonNode truth = SharedData.json("regtest/truth.json.gz").get("peel_chain");
        JsonNode hops = peel(LOOT).get("hops");
        assertThat(hops).hasSize(truth.size() + 1);
        for (int i = 0; i < truth.size(); i++) {
            JsonNode expected = truth.get(i);
            JsonNode hop = hops.get(i);
            String txid = expected.get("txid").asText();
            JsonNode input =
                    expected.get("inputs").get(expected.get("peel_input").asInt());
            assertThat(hop.get("txid").asText()).isEqualTo(txid);
            assertThat(hop.get("height")).isEqualTo(expected.get("height"));
            assertThat(hop.get("in").asText())
                    .isEqualTo(
                            input.get("txid").asText() + ":" + input.get("vout").asInt());
            assertThat(hop.get("change").asText())
                    .isEqualTo(txid + ":" + expected.get("change_vout").asInt());
            assertThat(hop.get("peeled").get(0).asText())
                    .isEqualTo(txid + ":" + expected.get("payment_vout").asInt());
            assertThat(hop.get("amount").asLong())
                    .isEqualTo(expected.get("payment").get("sat").asLong());
            assertThat(hop.get("to").get(0).asText())
                    .isEqualTo(expected.get("payment").get("address").asText());
            assertThat(hop.get("remaining").asLong())
                    .isEqualTo(expected.get("change").get("sat").asLong());
        }
    }

    @Test
    void aChainIsTheSameFromEachOfItsCoins() throws IOException {
        JsonNode whole = peel(LOOT);
        List<String> coins = new ArrayList<>();
        whole.get("hops").forEach(hop -> coins.add(hop.get("change").asText()));
        for (String coin : coins) {
            JsonNode chain = peel(coin);
            assertThat(chain.get("hops")).isEqualTo(whole.get("hops"));
            assertThat(chain.get("endedBecause")).isEqualTo(whole.get("endedBecause"));
            assertThat(chain.get("beganBecause")).isEqualTo(whole.get("beganBecause"));
        }
    }

    @Test
    void everyChainThatIsFoundIsFollowed() throws IOException {
        Run find = Run.of("peel", "find", "--least-hops", 2, "--json", "--ledger", ledger);
        JsonNode chains = Json.MAPPER.readTree(find.out()).get("chains");
        assertThat(chains).hasSizeGreaterThan(50);
        for (JsonNode chain : chains) {
            JsonNode hops = peel(chain.get("remainder").asText()).get("hops");
            assertThat(hops).hasSize(chain.get("hops").asInt());
            assertThat(hops.get(0).get("txid")).isEqualTo(chain.get("first"));
            assertThat(hops.get(hops.size() - 1).get("txid")).isEqualTo(chain.get("last"));
            assertThat(hops.get(hops.size() - 1).get("remaining")).isEqualTo(chain.get("remainingAfterLast"));
        }
    }

    @Test
    void whatIsInNoChainIsANegativeAnswer() {
        Run theft = Run.of("peel", Sample.THEFT, "--ledger", ledger);
        assertThat(theft.code()).isEqualTo(1);
        assertThat(theft.out()).startsWith("In no peel chain: ");
        Run find = Run.of("peel", "find", "--least-hops", 1000, "--ledger", ledger);
        assertThat(find.code()).isEqualTo(1);
        assertThat(find.out()).startsWith("0 peel chains of at least 1000 hops");
    }

    @Test
    void peopleReadWhatWasPeeledOffToWhomAndWhyTheChainGoesOn() {
        Run peel = Run.of("peel", LOOT, "--until", 187, "--ledger", ledger);
        assertThat(peel.code()).isZero();
        assertThat(peel.out())
                .contains("1. ec3f44eac01c60522bbff70ecd997d3c7c654c41df15a9ab2521114570385334 at height 187")
                .contains("8.38113080 BTC  to bcrt1qy8rp5def44w8vvwrlrlyexszaar60f0tanqynk")
                .contains("larger-output: the larger of two")
                .contains("Ended because: the remaining coin is not spent up to the horizon.");
    }
}
