package clayton.taint;

import clayton.chain.Block;
import clayton.chain.Hash256;
import clayton.chain.MemoryGraph;
import clayton.chain.Network;
import clayton.chain.PlainDecoder;
import clayton.chain.SpentOutputs;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Assumptions;

/// The shared chains, as the nodes' own JSON tells them, and the reference figures of the regtest one.
final class SharedChain {
    private static final Path FOLDER = Path.of("..", "..", "shared");
    private static final ObjectMapper JSON =
            new ObjectMapper().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

    private SharedChain() {}

    static JsonNode json(String name) {
        try (InputStream in = open(name)) {
            return JSON.readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static MemoryGraph regtest(int from, boolean undo) {
        return graph(Network.REGTEST, "regtest/rpc-dump.jsonl.gz", from, Integer.MAX_VALUE, undo);
    }

    static MemoryGraph mainnet(int to) {
        return graph(Network.MAIN, "mainnet/rpc-dump.jsonl.gz", 0, to, true);
    }

    private static MemoryGraph graph(Network network, String dump, int from, int to, boolean undo) {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(open(dump), StandardCharsets.UTF_8))) {
            List<Block> blocks = new ArrayList<>();
            for (String line = lines.readLine(); line != null && from + blocks.size() <= to; line = lines.readLine()) {
                JsonNode block = JSON.readTree(line);
                if (block.get("height").asInt() >= from) {
                    blocks.add(block(block, undo));
                }
            }
            return MemoryGraph.of(network, blocks);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static InputStream open(String name) throws IOException {
        Path file = FOLDER.resolve(name);
        Assumptions.assumeTrue(Files.exists(file), "needs ../shared/" + name);
        return new GZIPInputStream(Files.newInputStream(file));
    }

    private static Block block(JsonNode node, boolean undo) {
        ByteArrayOutputStream raw = new ByteArrayOutputStream();
        raw.writeBytes(little(node.get("version").asLong()));
        raw.writeBytes(
                node.has("previousblockhash")
                        ? Hash256.parse(node.get("previousblockhash").asText()).toBytes()
                        : new byte[32]);
        raw.writeBytes(Hash256.parse(node.get("merkleroot").asText()).toBytes());
        raw.writeBytes(little(node.get("time").asLong()));
        raw.writeBytes(little(Long.parseLong(node.get("bits").asText(), 16)));
        raw.writeBytes(little(node.get("nonce").asLong()));
        int transactions = node.get("tx").size();
        raw.writeBytes(new byte[] {(byte) 0xfd, (byte) transactions, (byte) (transactions >> 8)});
        node.get("tx")
                .forEach(tx ->
                        raw.writeBytes(HexFormat.of().parseHex(tx.get("hex").asText())));
        Block block = PlainDecoder.decode(raw.toByteArray(), node.get("height").asInt());
        if (!block.hash.toString().equals(node.get("hash").asText())) {
            throw new AssertionError("block " + block.height + " was put together wrongly");
        }
        if (undo) {
            block.spent = spent(node, block.inputs());
        }
        return block;
    }

    private static SpentOutputs spent(JsonNode block, int inputs) {
        SpentOutputs spent = new SpentOutputs();
        spent.value = new long[inputs];
        spent.height = new int[inputs];
        spent.coinbase = new boolean[inputs];
        spent.scriptStart = new int[inputs + 1];
        ByteArrayOutputStream scripts = new ByteArrayOutputStream();
        int input = 0;
        for (JsonNode tx : block.get("tx")) {
            for (JsonNode vin : tx.get("vin")) {
                JsonNode prevout = vin.get("prevout");
                if (prevout != null) {
                    spent.value[input] = sats(prevout.get("value").decimalValue());
                    spent.height[input] = prevout.get("height").asInt();
                    spent.coinbase[input] = prevout.get("generated").asBoolean();
                    scripts.writeBytes(HexFormat.of()
                            .parseHex(prevout.get("scriptPubKey").get("hex").asText()));
                    spent.scriptStart[++input] = scripts.size();
                }
            }
        }
        spent.scripts = scripts.toByteArray();
        return spent;
    }

    private static long sats(BigDecimal coins) {
        return coins.movePointRight(8).longValueExact();
    }

    private static byte[] little(long number) {
        return new byte[] {(byte) number, (byte) (number >> 8), (byte) (number >> 16), (byte) (number >> 24)};
    }
}
