package clayton.cli;

import static org.assertj.core.api.Assertions.assertThat;

import clayton.chain.BlockView;
import clayton.chain.Hash256;
import clayton.chain.OutputId;
import clayton.evidence.Json;
import clayton.store.Ledger;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Truth files of either form, and what is said of those that do not fit.
final class EvaluateTest {
    @TempDir
    private static Path folder;

    private static Path ledger;

    @BeforeAll
    static void load() throws IOException {
        ledger = Sample.ledger(folder);
    }

    /// The story's truth written as a generated chain's would be, and read by the other reader.
    @Test
    void bothFormsOfOneTruthGiveTheSameFigures() throws IOException {
        JsonNode story = SharedData.json("regtest/truth.json.gz");
        Path generated = Files.createDirectories(folder.resolve("chain").resolve("truth"));
        writeAsGenerated(story, generated);
        JsonNode expected = evaluate(SharedData.file("regtest/truth.json.gz"));
        assertThat(expected.get("owners").asInt()).isEqualTo(19);
        assertThat(evaluate(generated)).isEqualTo(expected);
        assertThat(evaluate(folder.resolve("chain"))).isEqualTo(expected);
        Path unpacked = folder.resolve("truth.json");
        Files.writeString(unpacked, story.toString());
        assertThat(evaluate(unpacked)).isEqualTo(expected);
    }

    private static JsonNode evaluate(Path truth) throws IOException {
        Run run = Run.of("evaluate", "--ledger", ledger, "--truth", truth, "--json");
        assertThat(run.err()).isEmpty();
        return Json.MAPPER.readTree(run.out());
    }

    private static void writeAsGenerated(JsonNode story, Path into) throws IOException {
        Map<String, String> actors = new HashMap<>();
        story.get("scripts")
                .properties()
                .forEach(script -> actors.put(
                        script.getKey(), script.getValue().get("actor").asText()));
        Map<String, String> hops = new HashMap<>();
        story.get("peel_chain")
                .forEach(hop ->
                        hops.put(hop.get("txid").asText(), "0," + hop.get("hop").asText()));
        List<String> outputs = new ArrayList<>(List.of("output,owner,purpose"));
        List<String> transactions = new ArrayList<>(List.of("transaction,story,peel_chain,peel_hop"));
        try (Ledger graph = Ledger.open(ledger)) {
            BlockView block = new BlockView();
            for (int height = 0; height <= graph.to(); height++) {
                graph.read(OutputId.of(height, 0, OutputId.TRANSACTION), graph.transactionsIn(height), block);
                for (int t = 0; t < block.transactions; t++) {
                    Hash256 txid = graph.txid(block.id(t));
                    JsonNode tx = story.get("txs").path(txid.toString());
                    String kind = height == 0 ? "untold" : tx.path("kind").asText("coinbase");
                    transactions.add(height + "x" + t + "," + kind + "," + hops.getOrDefault(txid.toString(), ","));
                    List<Integer> change = new ArrayList<>();
                    tx.path("change").forEach(vout -> change.add(vout.asInt()));
                    for (int vout = 0; vout < block.outputs(t); vout++) {
                        int script = block.outputScripts[block.firstOutput[t] + vout];
                        String actor = script < 0
                                ? "-"
                                : actors.getOrDefault(HexFormat.of().formatHex(graph.script(script)), "-");
                        outputs.add(height + "x" + t + "x" + vout + "," + actor + ","
                                + (change.contains(vout) ? "change" : "payment"));
                    }
                }
            }
        }
        Files.write(into.resolve("outputs.csv"), outputs);
        Files.write(into.resolve("transactions.csv"), transactions);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1x0,coinbase                 | 1x0x0,s0,reward                      | expected 4 cells, found 1x0,coinbase",
                "1y0,coinbase,,               | 1x0x0,s0,reward                      | expected a coordinate, found 1y0",
                "1x9,coinbase,,               | 1x0x0,s0,reward                      | a transaction of the ledger, found 1x9",
                "1x0,peel,7,first             | 1x0x0,s0,reward                      | expected a number, found first",
                "2x0,coinbase,,;1x0,sweep,,   | 1x0x0,s0                             | expected 3 cells, found 1x0x0,s0",
                "2x0,coinbase,,;1x0,sweep,,   | 2x0x0,s0,reward;1x0x0,s0,reward      | outputs in order of height, found 1x0x0",
                "2x0,coinbase,,;1x0,sweep,,   | 1x0x9,s0,reward                      | an output of the ledger, found 1x0x9",
                "2x0,coinbase,,;1x0,sweep,,   | 1x0x0,s0,reward;1x0x0,s1,reward      | the one owner of a script, found another, s1",
                "2x0,coinbase,,               | 1x0x0,s0,reward                      | found 1: name the truth of the very chain",
            })
    void aLineThatDoesNotFitTheChainIsNamed(String transactions, String outputs, String words) throws IOException {
        Path small = folder.resolve("small");
        if (Files.notExists(small)) {
            Run.of("load", "--blocks", Sample.blocks(folder), "--ledger", small, "--from", 1, "--to", 2);
        }
        Path truth = Files.createTempDirectory(folder, "truth");
        write(truth.resolve("transactions.csv"), "transaction,story,peel_chain,peel_hop", transactions);
        write(truth.resolve("outputs.csv"), "output,owner,purpose", outputs);
        Run run = Run.of("evaluate", "--ledger", small, "--truth", truth);
        assertThat(run.err()).contains(truth.toString()).contains(words).hasLineCount(1);
        assertThat(run.code()).isEqualTo(3);
    }

    private static void write(Path file, String head, String lines) throws IOException {
        Files.write(
                file,
                Stream.concat(Stream.of(head), Stream.of(lines.split(";"))).toList());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "                                | is no truth of a story",
                "{                               | is not JSON",
                "{}                              | No value for property 'scripts'",
                "[]                              | has no fields",
                "{'scripts':{'zz':{'actor':'a'}}} | is no truth of a story",
            })
    void aFileThatIsNoTruthIsNamed(String content, String words) throws IOException {
        Path file = Files.createTempFile(folder, "truth", ".json");
        Files.writeString(file, content == null ? "" : content.replace('\'', '"'));
        Run run = Run.of("evaluate", "--ledger", ledger, "--truth", file);
        assertThat(run.err()).contains(file.toString()).contains(words).hasLineCount(1);
        assertThat(run.code()).isEqualTo(3);
    }

    @Test
    void aTruthThatIsMissingOrOfAnotherChainIsSaidToBe() throws IOException {
        Run none = Run.of("evaluate", "--ledger", ledger, "--truth", folder.resolve("nowhere"));
        assertThat(none.err()).contains("nowhere is missing");
        assertThat(none.code()).isEqualTo(3);
        Run empty = Run.of("evaluate", "--ledger", ledger, "--truth", Files.createTempDirectory(folder, "empty"));
        assertThat(empty.err()).contains("outputs.csv");
        ObjectNode other = Json.MAPPER.createObjectNode();
        other.putObject("scripts");
        other.putObject("coinbases").putObject("00".repeat(32)).put("height", 7);
        Path file = folder.resolve("other.json");
        Files.writeString(file, other.toString());
        Run foreign = Run.of("evaluate", "--ledger", ledger, "--truth", file);
        assertThat(foreign.err()).contains("is not in the ledger; name the truth of the very chain that is loaded");
        assertThat(foreign.code()).isEqualTo(3);
    }
}
