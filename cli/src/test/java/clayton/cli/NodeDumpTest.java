package clayton.cli;

import static org.assertj.core.api.Assertions.assertThat;

import clayton.chain.BlockView;
import clayton.chain.Hash256;
import clayton.chain.OutPoint;
import clayton.evidence.Json;
import clayton.store.Ledger;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The documents of every transaction and output of the sample chain, held against what the node itself says of
/// them.
final class NodeDumpTest {
    private static final String DUMP = "regtest/rpc-dump.jsonl.gz";

    @TempDir
    private static Path folder;

    private static Path ledgerFolder;
    private static final Map<String, String> SPENDERS = new HashMap<>();

    @BeforeAll
    static void load() throws Exception {
        forEachBlock(block -> {
            for (JsonNode transaction : block.get("tx")) {
                int input = 0;
                for (JsonNode in : transaction.get("vin")) {
                    if (in.has("txid")) {
                        SPENDERS.put(outPoint(in), transaction.get("txid").textValue() + ":" + input);
                    }
                    input++;
                }
            }
        });
        ledgerFolder = Sample.ledger(folder);
    }

    @Test
    void everyTransactionIsAsTheNodeSays() throws IOException {
        try (Ledger ledger = Ledger.open(ledgerFolder)) {
            GraphFacts facts = new GraphFacts(ledger);
            forEachBlock(block -> {
                int index = 0;
                for (JsonNode transaction : block.get("tx")) {
                    Hash256 txid = Hash256.parse(transaction.get("txid").textValue());
                    JsonNode document =
                            Json.MAPPER.valueToTree(facts.transaction(txid).orElseThrow());
                    place(document, block, index++);
                    money(document, transaction);
                    inputs(document, transaction);
                    outputs(document, transaction, facts);
                }
            });
        }
    }

    @Test
    void everyTransactionHasTheVersionLockTimeSequenceAndWeightThatTheNodeSays() throws IOException {
        BlockView view = new BlockView();
        try (Ledger ledger = Ledger.open(ledgerFolder)) {
            forEachBlock(block -> {
                ledger.sweep().read(block.get("height").intValue(), view);
                int index = 0;
                for (JsonNode transaction : block.get("tx")) {
                    String txid = transaction.get("txid").textValue();
                    assertThat(view.version(index)).as(txid).isEqualTo((int)
                            transaction.get("version").longValue());
                    assertThat(Integer.toUnsignedLong(view.lockTime(index)))
                            .as(txid)
                            .isEqualTo(transaction.get("locktime").longValue());
                    assertThat(Integer.toUnsignedLong(view.lowestSequence(index)))
                            .as(txid)
                            .isEqualTo(lowestSequence(transaction));
                    assertThat(view.weight(index))
                            .as(txid)
                            .isEqualTo(transaction.get("weight").intValue());
                    index++;
                }
            });
        }
    }

    private static long lowestSequence(JsonNode transaction) {
        long lowest = 0xffff_ffffL;
        for (JsonNode in : transaction.get("vin")) {
            lowest = in.has("coinbase")
                    ? lowest
                    : Math.min(lowest, in.get("sequence").longValue());
        }
        return lowest;
    }

    @Test
    void theCommandsPrintTheseDocuments() throws IOException {
        OutPoint theft = OutPoint.parse(Sample.THEFT);
        try (Ledger ledger = Ledger.open(ledgerFolder)) {
            GraphFacts facts = new GraphFacts(ledger);
            assertThat(Run.of("tx", theft.txid(), "--ledger", ledgerFolder, "--json")
                            .out())
                    .isEqualTo(text(facts.transaction(theft.txid()).orElseThrow()));
            assertThat(Run.of("output", theft, "--graph", "ledger:" + ledgerFolder, "--json")
                            .out())
                    .isEqualTo(text(facts.output(theft).orElseThrow()));
        }
    }

    private static void place(JsonNode document, JsonNode block, int index) {
        assertThat(document.get("height")).isEqualTo(block.get("height"));
        assertThat(document.get("index").intValue()).isEqualTo(index);
        assertThat(document.get("coordinate").textValue()).isEqualTo(block.get("height") + "x" + index);
        assertThat(document.get("block")).isEqualTo(block.get("hash"));
        assertThat(document.get("time").longValue()).isEqualTo(block.get("time").longValue());
        assertThat(document.get("medianTime").longValue())
                .isEqualTo(block.get("mediantime").longValue());
    }

    private static void money(JsonNode document, JsonNode transaction) {
        assertThat(document.get("coinbase").booleanValue())
                .isEqualTo(transaction.get("vin").get(0).has("coinbase"));
        assertThat(document.get("unresolved").booleanValue()).isFalse();
        if (transaction.has("fee")) {
            assertThat(document.get("fee").longValue()).isEqualTo(sats(transaction.get("fee")));
        } else {
            long paid = 0;
            for (JsonNode output : transaction.get("vout")) {
                paid += sats(output.get("value"));
            }
            assertThat(document.has("fee")).isFalse();
            assertThat(document.get("subsidy").longValue()
                            + document.get("blockFees").longValue())
                    .isEqualTo(paid + document.get("unclaimed").longValue());
        }
    }

    private static void inputs(JsonNode document, JsonNode transaction) {
        int number = 0;
        for (JsonNode in : transaction.get("vin")) {
            if (in.has("txid")) {
                JsonNode found = document.get("inputs").get(number);
                JsonNode prevout = in.get("prevout");
                assertThat(found.get("outpoint").textValue()).isEqualTo(outPoint(in));
                assertThat(found.get("height")).isEqualTo(prevout.get("height"));
                assertThat(found.get("coinbase")).isEqualTo(prevout.get("generated"));
                assertThat(found.get("spentBy").textValue())
                        .isEqualTo(transaction.get("txid").textValue() + ":" + number);
                script(found, prevout);
                number++;
            }
        }
        assertThat(document.get("inputs")).hasSize(number);
    }

    private static void outputs(JsonNode document, JsonNode transaction, GraphFacts facts) throws IOException {
        assertThat(document.get("outputs")).hasSize(transaction.get("vout").size());
        for (JsonNode out : transaction.get("vout")) {
            String outPoint = transaction.get("txid").textValue() + ":" + out.get("n");
            JsonNode found = document.get("outputs").get(out.get("n").intValue());
            assertThat(found.get("outpoint").textValue()).isEqualTo(outPoint);
            assertThat(Optional.ofNullable(found.get("spentBy")).map(JsonNode::textValue))
                    .isEqualTo(Optional.ofNullable(SPENDERS.get(outPoint)));
            boolean burned = out.get("scriptPubKey").get("hex").textValue().startsWith("6a")
                    || document.get("coordinate").textValue().equals("0x0");
            assertThat(found.get("state").textValue())
                    .isEqualTo(burned ? "burned" : found.has("spentBy") ? "spent" : "unspent");
            script(found, out);
            JsonNode alone = Json.MAPPER.valueToTree(
                    facts.output(OutPoint.parse(outPoint)).orElseThrow());
            found.properties()
                    .forEach(
                            property -> assertThat(alone.get(property.getKey())).isEqualTo(property.getValue()));
        }
    }

    private static void script(JsonNode found, JsonNode said) {
        JsonNode script = said.get("scriptPubKey");
        assertThat(found.get("value").longValue()).isEqualTo(sats(said.get("value")));
        assertThat(found.get("type")).isEqualTo(script.get("type"));
        assertThat(found.get("script")).isEqualTo(script.get("hex"));
        String hex = script.get("hex").textValue();
        assertThat(found.get("address").textValue())
                .isEqualTo(script.has("address") ? script.get("address").textValue() : "script:" + hex);
    }

    private static String outPoint(JsonNode in) {
        return in.get("txid").textValue() + ":" + in.get("vout");
    }

    private static long sats(JsonNode bitcoins) {
        return new BigDecimal(bitcoins.asText()).movePointRight(8).longValueExact();
    }

    private static String text(Object document) throws IOException {
        StringWriter text = new StringWriter();
        Json.write(document, text);
        return text.toString();
    }

    private interface BlockCheck {
        void check(JsonNode block) throws IOException;
    }

    private static void forEachBlock(BlockCheck check) throws IOException {
        try (BufferedReader lines = SharedData.lines(DUMP)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                check.check(Json.MAPPER.readTree(line));
            }
        }
    }
}
