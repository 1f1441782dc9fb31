package clayton.cli;

import static org.assertj.core.api.Assertions.assertThat;

import clayton.evidence.Json;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The first real blocks, and the first payment in them.
final class MainnetTest {
    private static final String COINBASE_OF_9 = "0437cd7f8525ceed2324359c2d0ba26006d92d856a9c20fa0241106ee5a597c9:0";
    private static final String FIRST_PAYMENT = "f4184fc596403b9d638783cf57adfe4c75c605f6356fbc91338530e9831e9e16";
    private static final long COIN = 100_000_000;

    @TempDir
    private static Path folder;

    private static Path ledger;

    @BeforeAll
    static void load() throws Exception {
        Path blocks = SharedData.unpacked("mainnet/mainnet-0-4312.tar.xz", folder.resolve("blocks"));
        ledger = folder.resolve("ledger");
        Run load = Run.of("load", "--blocks", blocks, "--ledger", ledger);
        assertThat(load.code()).as(load.err()).isZero();
    }

    @Test
    void theFirstBlocksAreCountedAsTheNodeCountsThem() throws IOException {
        JsonNode info = json("info");
        assertThat(info.get("network").textValue()).isEqualTo("main");
        assertThat(info.get("tip").textValue())
                .isEqualTo("00000000a9da635727dce622d78361b153ce3334e6a60d4377fad529abfc7863");
        assertThat(info.get("blocks").intValue()).isEqualTo(4313);
        assertThat(info.get("staleBlocks").intValue()).isZero();
        assertThat(info.get("transactions").intValue()).isEqualTo(4371);
        assertThat(info.get("inputs").intValue()).isEqualTo(4560);
        assertThat(info.get("outputs").intValue()).isEqualTo(4397);
        assertThat(info.get("fees").longValue()).isEqualTo(201_000_000);
        assertThat(info.get("utxos").intValue()).isEqualTo(4149);
        assertThat(info.get("utxoValue").longValue()).isEqualTo(21_560_000_000_000L);
    }

    @Test
    void halFinneysTenBitcoinsCameFromTheCoinbaseOfBlock9() throws IOException {
        JsonNode trace = json("trace", "forward", COINBASE_OF_9, "--until", 170);
        Map<String, Long> found = new TreeMap<>();
        trace.get("outputs")
                .forEach(output -> found.put(
                        output.get("outpoint").textValue(),
                        output.get("tainted").longValue()));
        assertThat(found)
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        COINBASE_OF_9, 50 * COIN, FIRST_PAYMENT + ":0", 10 * COIN, FIRST_PAYMENT + ":1", 40 * COIN));
        assertThat(trace.get("outputs").get(1).toString()).isEqualTo("""
                        {"outpoint":"%s:0","height":170,"value":1000000000,"tainted":1000000000,\
                        "labels":{"%2$s":1000000000},"runs":[[0,1000000000,["%2$s"]]],"state":"unspent",\
                        "address":"script:4104ae1a62fe09c5f51b13905f07f06b99a2f7159b2225f374cd378d71302fa28414e7aab\
                        37397f554a7df5f142c21c1b7303b8a0626f1baded5c72a704f7e6cd84cac"}""".formatted(FIRST_PAYMENT, COINBASE_OF_9));
    }

    @Test
    void theChangeIsSpentAtTheHeightsThatThePageNames() throws IOException {
        JsonNode trace = json("trace", "forward", COINBASE_OF_9, "--until", 255);
        assertThat(trace.get("outputs"))
                .extracting(output -> output.get("height").intValue())
                .containsOnly(9, 170, 181, 182, 183, 187, 221, 248);
    }

    @Test
    void theGenesisOutputIsKnownAndCannotBeSpent() throws IOException {
        JsonNode output = json("output", "4a5e1e4baab89f3a32518a88c31bc87f618f76673e2cc77ab2127b7afdeda33b:0");
        assertThat(output.get("state").textValue()).isEqualTo("burned");
        assertThat(output.get("coordinate").textValue()).isEqualTo("0x0x0");
    }

    private static JsonNode json(Object... words) throws IOException {
        Object[] all = Stream.concat(Arrays.stream(words), Stream.of("--ledger", ledger, "--json"))
                .toArray();
        Run run = Run.of(all);
        assertThat(run.code()).as(run.err()).isZero();
        return Json.MAPPER.readTree(run.out());
    }
}
