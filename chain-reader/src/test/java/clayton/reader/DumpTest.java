package clayton.reader;

import static org.assertj.core.api.Assertions.assertThat;

import clayton.chain.Block;
import clayton.chain.Hash256;
import clayton.chain.Network;
import clayton.chain.Progress;
import clayton.chain.ScriptKind;
import clayton.chain.SpentOutputs;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a node says of its blocks, and what the reader makes of the same blocks' files, line by line.
final class DumpTest {
    @TempDir
    private Path temp;

    interface Dump {
        void each(Consumer<JsonNode> block) throws IOException;
    }

    @Test
    void everyRegtestFolderTellsWhatTheNodeTold() throws IOException {
        Map<Integer, List<String>> expected = told(SharedData::regtestDump);
        for (String name : SharedData.REGTEST_FOLDERS) {
            compare(SharedData.regtest(name, temp.resolve(name)), Network.REGTEST, expected);
        }
    }

    @Test
    void theMainnetFolderTellsWhatTheNodeTold() throws IOException {
        compare(SharedData.mainnet(temp), Network.MAIN, told(SharedData::mainnetDump));
    }

    private static void compare(Path folder, Network network, Map<Integer, List<String>> expected) throws IOException {
        BlockFolder blocks = BlockFolder.open(folder, Optional.empty(), Optional.empty(), Progress.NONE);
        Addresses addresses = Addresses.of(network);
        CollectingSink sink = new CollectingSink(block -> assertThat(told(block, addresses))
                .as("height %s of %s", block.height, folder)
                .isEqualTo(expected.get(block.height)));
        LoadReport report = ChainLoader.load(blocks, 1, Integer.MAX_VALUE, sink, LoadOptions.standard(), Progress.NONE);
        assertThat(report.blocks()).isEqualTo(expected.size() - 1);
        assertThat(report.withoutUndo()).as(report.notes().toString()).isZero();
    }

    private static Map<Integer, List<String>> told(Dump dump) throws IOException {
        Map<Integer, List<String>> told = new HashMap<>();
        dump.each(block -> told.put(block.get("height").asInt(), lines(block)));
        return told;
    }

    private static List<String> lines(JsonNode block) {
        List<String> lines = new ArrayList<>();
        lines.add(block.get("hash").asText());
        for (JsonNode tx : block.get("tx")) {
            lines.add(tx.get("txid").asText() + " of " + tx.get("size").asInt());
            for (JsonNode input : tx.get("vin")) {
                JsonNode prevout = input.get("prevout");
                if (prevout != null) {
                    lines.add("in " + input.get("txid").asText() + ":"
                            + input.get("vout").asInt() + " " + sats(prevout) + " "
                            + prevout.get("height").asInt() + " "
                            + prevout.get("generated").asBoolean() + " "
                            + prevout.at("/scriptPubKey/hex").asText());
                }
            }
            for (JsonNode output : tx.get("vout")) {
                JsonNode script = output.get("scriptPubKey");
                JsonNode address = script.get("address");
                lines.add("out " + sats(output) + " " + script.get("hex").asText() + " "
                        + script.get("type").asText() + " " + (address == null ? "-" : address.asText()));
            }
        }
        return lines;
    }

    private static long sats(JsonNode output) {
        return new BigDecimal(output.get("value").asText()).movePointRight(8).longValueExact();
    }

    private static List<String> told(Block block, Addresses addresses) {
        SpentOutputs spent = Objects.requireNonNull(block.spent);
        List<String> lines = new ArrayList<>();
        lines.add(block.hash.toString());
        for (int t = 0; t < block.transactions; t++) {
            lines.add(block.txid(t) + " of " + block.txLength[t]);
            for (int i = block.firstInput[t]; i < block.firstInput[t + 1]; i++) {
                byte[] script = Arrays.copyOfRange(spent.scripts, spent.scriptStart[i], spent.scriptStart[i + 1]);
                lines.add("in " + Hash256.at(block.bytes, block.prevout[i]) + ":" + block.prevoutVout(i) + " "
                        + spent.value[i] + " " + spent.height[i] + " " + spent.coinbase[i] + " "
                        + HexFormat.of().formatHex(script));
            }
            for (int o = block.firstOutput[t]; o < block.firstOutput[t + 1]; o++) {
                byte[] script =
                        Arrays.copyOfRange(block.bytes, block.script[o], block.script[o] + block.scriptLength[o]);
                Optional<String> address = addresses.address(script);
                address.ifPresent(
                        text -> assertThat(addresses.script(text)).as(text).isEqualTo(script));
                lines.add("out " + block.value[o] + " " + HexFormat.of().formatHex(script) + " "
                        + ScriptKind.of(script).coreName() + " " + address.orElse("-"));
            }
        }
        return lines;
    }
}
