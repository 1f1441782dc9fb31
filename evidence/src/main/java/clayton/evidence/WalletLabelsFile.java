package clayton.evidence;

import clayton.chain.Hash256;
import clayton.chain.OutPoint;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;

/// Labels that a wallet gave (BIP 329): JSON Lines with `type`, `ref` and `label`. Those of addresses,
/// transactions and outputs are read; those of keys and inputs name nothing that is looked up here.
final class WalletLabelsFile {
    private static final int LONGEST_LINE = 1 << 20;

    private WalletLabelsFile() {}

    static boolean isOne(String line) {
        try {
            JsonNode first = Json.MAPPER.readTree(line);
            return first != null && first.has("type") && first.has("ref");
        } catch (JsonProcessingException e) {
            return false;
        }
    }

    static List<AttributionTag> read(
            String text, String source, String confidence, SortedMap<String, Integer> leftOut) {
        List<AttributionTag> tags = new ArrayList<>();
        int number = 0;
        for (String line : text.lines().toList()) {
            number++;
            if (!line.isBlank()) {
                label(line, number, source, confidence, tags, leftOut);
            }
        }
        return tags;
    }

    private static void label(
            String line,
            int number,
            String source,
            String confidence,
            List<AttributionTag> tags,
            SortedMap<String, Integer> leftOut) {
        JsonNode entry = parsed(line, number);
        String type = entry.path("type").asText();
        String ref = entry.path("ref").asText();
        String label = entry.path("label").asText("").strip();
        if (type.isEmpty() || ref.isEmpty()) {
            throw new IllegalArgumentException("line " + number + ": a label has a type and a ref (BIP 329)");
        }
        if (label.isEmpty()) {
            leftOut.merge("entries without a label", 1, Math::addExact);
            return;
        }
        try {
            switch (type) {
                case "addr" -> tags.add(tag(AttributionTag.ADDRESS, ref, label, source, confidence));
                case "tx" ->
                    tags.add(tag(AttributionTag.TRANSACTION, Hash256.parse(ref).toString(), label, source, confidence));
                case "output" ->
                    tags.add(tag(AttributionTag.OUTPUT, OutPoint.parse(ref).toString(), label, source, confidence));
                default -> leftOut.merge("labels of type " + type, 1, Math::addExact);
            }
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("line " + number + ": " + e.getMessage(), e);
        }
    }

    private static AttributionTag tag(String kind, String ref, String label, String source, String confidence) {
        return AttributionTag.of(kind, ref, label, source, confidence);
    }

    private static JsonNode parsed(String line, int number) {
        if (line.length() > LONGEST_LINE) {
            throw new IllegalArgumentException("line " + number + " is longer than any label: it is refused");
        }
        try {
            return Json.MAPPER.readTree(line);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("line " + number + ": this is not JSON", e);
        }
    }
}
