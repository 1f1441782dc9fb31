package clayton.evidence;

import clayton.chain.Network;
import clayton.chain.OutputId;
import clayton.chain.Tags;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// Writes the file that GraphSense's Pathfinder saves and opens (`.gs`, form `pathfinder` 1): the addresses and
/// transactions on the picture with their places, and annotations. GraphSense reads everything else from its own
/// data, so amounts and taint have no place in it. The JSON goes through Base64 and LZW with codes of 32 bits,
/// little-endian, as in the dashboard's `src/main.js` and `src/Encode/Pathfinder.elm`.
public final class GraphSenseFile {
    private static final int MOST = 2_000;
    private static final int FIRST_CODE = 256;

    private GraphSenseFile() {}

    /// A thing on the picture.
    private record Placed(String id, double x, double y, boolean start, int index) {}

    /// Throws `IllegalArgumentException` if there is more than Pathfinder can show.
    public static void write(Flow flow, OutputNames names, Tags tags, String title, OutputStream out)
            throws IOException {
        if (flow.transactionCount() > MOST) {
            throw new IllegalArgumentException("the trace has " + flow.transactionCount()
                    + " transactions, more than the " + MOST
                    + " that Pathfinder can be asked to show: narrow it with --stop-at or --until");
        }
        out.write(packed(json(flow, names, tags, title)));
    }

    private static String json(Flow flow, OutputNames names, Tags tags, String title) throws IOException {
        Map<Long, Integer> columns = columns(flow);
        Map<Integer, Integer> rows = new HashMap<>();
        List<Placed> transactions = new ArrayList<>();
        SortedMap<String, Placed> addresses = new TreeMap<>();
        flow.hops(hop -> {
            int column = 2 * columns.getOrDefault(hop.id(), 0) + 1;
            transactions.add(new Placed(
                    hop.txid().toString(),
                    column,
                    rows.merge(column, 1, Math::addExact),
                    false,
                    OutputId.index(hop.id())));
        });
        flow.outputs(output -> {
            String address = names.of(output.id()).orElse("script:");
            if (!address.startsWith("script:")) {
                int column = 2 * columns.getOrDefault(OutputId.transaction(output.id()), -1) + 2;
                Placed known = addresses.get(address);
                addresses.put(
                        address,
                        known == null
                                ? new Placed(address, column, rows.merge(column, 1, Math::addExact), output.seed(), 0)
                                : new Placed(address, known.x(), known.y(), known.start() || output.seed(), 0));
            }
        });
        StringWriter text = new StringWriter();
        try (JsonGenerator json = Json.MAPPER.createGenerator(text)) {
            String network = network(flow.network());
            json.writeStartArray();
            json.writeString("pathfinder");
            json.writeString("1");
            json.writeString(Words.harmless(title));
            placed(json, network, addresses.values(), false);
            placed(json, network, transactions, true);
            json.writeStartArray();
            for (String address : addresses.keySet()) {
                if (!tags.of(address).isEmpty()) {
                    json.writeStartArray();
                    id(json, network, address);
                    json.writeString(Words.harmless(String.join(", ", tags.labels(address))));
                    json.writeNull();
                    json.writeEndArray();
                }
            }
            json.writeEndArray();
            json.writeStartArray();
            json.writeEndArray();
            json.writeEndArray();
        }
        return text.toString();
    }

    /// GraphSense's name of a network; it has none but mainnet's.
    static String network(Network network) {
        return network.name().equals("main") ? "btc" : network.name();
    }

    /// How many transactions stand before each, on the longest way.
    private static Map<Long, Integer> columns(Flow flow) throws IOException {
        Map<Long, Integer> columns = new HashMap<>();
        flow.hops(hop -> {
            int column = 0;
            for (Flow.Output in : hop.in()) {
                Integer before = columns.get(OutputId.transaction(in.id()));
                column = Math.max(column, before == null ? 0 : before + 1);
            }
            columns.put(hop.id(), column);
        });
        return columns;
    }

    private static void placed(JsonGenerator json, String network, Iterable<Placed> things, boolean indexed)
            throws IOException {
        json.writeStartArray();
        for (Placed thing : things) {
            json.writeStartArray();
            id(json, network, thing.id());
            json.writeNumber(thing.x());
            json.writeNumber(thing.y());
            json.writeBoolean(thing.start());
            if (indexed) {
                json.writeNumber(thing.index());
            }
            json.writeEndArray();
        }
        json.writeEndArray();
    }

    private static void id(JsonGenerator json, String network, String id) throws IOException {
        json.writeStartArray();
        json.writeString(network);
        json.writeString(id);
        json.writeEndArray();
    }

    private static byte[] packed(String json) {
        String text = Base64.getEncoder().encodeToString(json.getBytes(StandardCharsets.UTF_8));
        List<Integer> codes = lzw(text);
        ByteBuffer bytes = ByteBuffer.allocate(4 * codes.size()).order(ByteOrder.LITTLE_ENDIAN);
        codes.forEach(bytes::putInt);
        return bytes.array();
    }

    /// LZW over characters below 256, without a limit to the dictionary. A word is its prefix's code and a
    /// character.
    private static List<Integer> lzw(String text) {
        Map<Long, Integer> words = new HashMap<>();
        List<Integer> codes = new ArrayList<>();
        int word = -1;
        for (int i = 0; i < text.length(); i++) {
            char next = text.charAt(i);
            Integer longer = word < 0 ? Integer.valueOf(next) : words.get((long) word << 16 | next);
            if (longer == null) {
                codes.add(word);
                words.put((long) word << 16 | next, FIRST_CODE + words.size());
                word = next;
            } else {
                word = longer;
            }
        }
        if (word >= 0) {
            codes.add(word);
        }
        return codes;
    }
}
