package clayton.cli;

import clayton.chain.Hash256;
import clayton.chain.OutputId;
import clayton.chain.TransactionGraph;
import clayton.clustering.Truth;
import clayton.evidence.Json;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Map;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.zip.GZIPInputStream;

/// Reads the truth of a test network's scripted story: one JSON object, packed by gzip or not. `scripts` has the
/// `actor` of each scriptPubKey (`none` is nobody), `txs` the `kind`, `height` and numbers of `change` outputs of each
/// transaction but coinbases, `coinbases` these, `peel_chain` the `txid` and number of each `hop` of the one peel chain
/// there is. What lies outside of the loaded range is passed over.
final class StoryTruth {
    private static final Map<String, String> COIN_JOINS = Map.of("coinjoin", "equal-outputs");
    private static final String NOBODY = "none";
    private static final int ONLY_CHAIN = 0;

    private final Path file;
    private final TransactionGraph graph;
    private final Truth.Builder truth;

    StoryTruth(Path file, TransactionGraph graph) throws IOException {
        this.file = file;
        this.graph = graph;
        truth = new Truth.Builder(graph, COIN_JOINS);
    }

    Truth read() throws IOException {
        JsonNode story = json();
        try {
            for (Map.Entry<String, JsonNode> script : story.required("scripts").properties()) {
                owner(script.getKey(), script.getValue().required("actor").asText());
            }
            for (Map.Entry<String, JsonNode> coinbase :
                    story.required("coinbases").properties()) {
                OptionalLong id = transaction(coinbase.getKey(), coinbase.getValue());
                id.ifPresent(found -> truth.story(found, "coinbase"));
            }
            for (Map.Entry<String, JsonNode> tx : story.required("txs").properties()) {
                transaction(tx.getKey(), tx.getValue()).ifPresent(id -> story(id, tx.getValue()));
            }
            JsonNode transactions = story.required("txs");
            for (JsonNode hop : story.required("peel_chain")) {
                String txid = hop.required("txid").asText();
                transaction(txid, transactions.required(txid))
                        .ifPresent(
                                id -> truth.hop(ONLY_CHAIN, hop.required("hop").asInt(), id));
            }
        } catch (IllegalArgumentException e) {
            throw new IOException(file + " is no truth of a story: " + e.getMessage(), e);
        }
        return truth.build();
    }

    private JsonNode json() throws IOException {
        try (InputStream raw = new BufferedInputStream(Files.newInputStream(file))) {
            raw.mark(2);
            boolean isPacked = raw.read() == 0x1f && raw.read() == 0x8b;
            raw.reset();
            return Json.MAPPER.readTree(isPacked ? new GZIPInputStream(raw) : raw);
        } catch (JsonProcessingException e) {
            throw new IOException(file + " is not JSON: " + e.getOriginalMessage(), e);
        }
    }

    private void owner(String script, String actor) throws IOException {
        OptionalInt number = graph.scriptNumber(HexFormat.of().parseHex(script));
        if (number.isPresent() && !actor.equals(NOBODY)) {
            truth.owner(number.getAsInt(), actor);
        }
    }

    private void story(long id, JsonNode tx) {
        truth.story(id, tx.required("kind").asText());
        tx.required("change").forEach(vout -> truth.change(OutputId.withVout(id, vout.asInt())));
    }

    /// Empty if it is not in the loaded range.
    private OptionalLong transaction(String txid, JsonNode described) throws IOException {
        int height = described.required("height").asInt();
        if (height < graph.from() || height > graph.to()) {
            return OptionalLong.empty();
        }
        long[] found = graph.transactions(Hash256.parse(txid));
        if (found.length == 0) {
            throw new IllegalArgumentException(
                    "transaction " + txid + " is not in the ledger; name the truth of the very chain that is loaded");
        }
        return OptionalLong.of(OutputId.transaction(found[0]));
    }
}
