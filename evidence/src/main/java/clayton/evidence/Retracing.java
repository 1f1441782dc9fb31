package clayton.evidence;

import clayton.chain.OutPoint;
import clayton.chain.OutputId;
import clayton.chain.Progress;
import clayton.chain.Tag;
import clayton.chain.Tags;
import clayton.taint.BackwardTrace;
import clayton.taint.CoinJoins;
import clayton.taint.CoinbaseOrder;
import clayton.taint.FeeRule;
import clayton.taint.Fifo;
import clayton.taint.ForwardTrace;
import clayton.taint.Holding;
import clayton.taint.Origin;
import clayton.taint.Policies;
import clayton.taint.Policy;
import clayton.taint.Seed;
import clayton.taint.State;
import clayton.taint.StopRule;
import clayton.taint.Trace;
import clayton.taint.TraceSettings;
import clayton.taint.Tracer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CancellationException;

/// Traces what a bundle's traces say again, over what was proven alone, and compares all that the documents say. How
/// they are written, their white space and the order of properties, proves nothing and does not matter.
final class Retracing {
    private final BundleZip zip;
    private final BundleFiles.Question question;
    private final ProvenGraph graph;
    private final Progress progress;
    private final Tags tags;
    private final CoinJoins coinJoins;
    private final BundleFiles.Claims claims;

    Retracing(
            BundleZip zip,
            BundleFiles.Question question,
            ProvenGraph graph,
            BundleFiles.Claims claims,
            Progress progress) {
        this.zip = zip;
        this.question = question;
        this.graph = graph;
        this.progress = progress;
        this.claims = claims;
        this.tags = new Tags(claims.tags().stream()
                .map(tagged -> new Tag(tagged.address(), tagged.label()))
                .toList());
        Set<String> mixes = new HashSet<>(claims.coinJoins());
        this.coinJoins = id -> mixes.contains(OutputId.height(id) + "x" + OutputId.index(id));
    }

    /// Throws [BrokenFactException] that names the first amount or state that comes out otherwise.
    void run(List<String> proven, List<String> claimed) throws IOException {
        Set<String> files = new TreeSet<>(zip.names());
        files.removeIf(name -> !name.startsWith(BundleFiles.TRACES));
        for (String name : question.policies()) {
            Policy policy = Policies.named(name)
                    .orElseThrow(() -> new BrokenFactException("manifest.json: '" + name + "' is no policy"));
            String file = BundleFiles.TRACES + name + ".json";
            files.remove(file);
            again(policy, file, proven, claimed);
        }
        if (!files.isEmpty()) {
            throw new BrokenFactException(files.iterator().next() + " is not among the policies of manifest.json");
        }
        claimed.add(claims.coinJoins().size() + " of the transactions are CoinJoins, and no other is");
        if (!claims.tags().isEmpty()) {
            claimed.add(claims.tags().size() + " tags say to whom addresses belong");
        }
        claimed.add("this is the chain with the most work: compare its last hash and work with a node's");
        claimed.add("what " + BundleFiles.LIMITS + ", " + BundleFiles.README + " and the notes of the traces say");
    }

    private void again(Policy policy, String file, List<String> proven, List<String> claimed) throws IOException {
        JsonNode given = BundleVerifier.json(zip, file, JsonNode.class);
        graph.subsidyIsEnough(isBackward() && policy instanceof Fifo && order() == CoinbaseOrder.SUBSIDY_FIRST);
        Trace trace = trace(policy, seeds(given));
        requireFees(trace);
        ObjectNode found = document(trace);
        believeNotes(given, found);
        if (!given.equals(found)) {
            throw new BrokenFactException(file + ": " + difference(given, found, ""));
        }
        proven.add(file + ": traced again, every amount of " + trace.size() + " outputs and fees comes out the same");
        if (trace instanceof ForwardTrace forward) {
            claimed.add(unspent(forward, file));
        } else if (trace instanceof BackwardTrace backward && graph.from() == 0) {
            requireOrigins(backward);
        }
    }

    private boolean isBackward() {
        return switch (question.direction()) {
            case "forward" -> false;
            case "backward" -> true;
            default -> throw new BrokenFactException("manifest.json: no trace goes '" + question.direction() + "'");
        };
    }

    private CoinbaseOrder order() {
        return Arrays.stream(CoinbaseOrder.values())
                .filter(order -> order.toString().equals(question.coinbaseOrder()))
                .findFirst()
                .orElseThrow(() -> new BrokenFactException("manifest.json: no coinbase order is so named"));
    }

    private FeeRule fees() {
        return Arrays.stream(FeeRule.values())
                .filter(fees -> fees.toString().equals(question.fees()))
                .findFirst()
                .orElseThrow(() -> new BrokenFactException("manifest.json: no rule for fees is so named"));
    }

    private Trace trace(Policy policy, List<Seed> seeds) throws IOException {
        TraceSettings settings = new TraceSettings(
                policy,
                order(),
                fees(),
                OptionalInt.of(question.until()),
                question.stopAt().stream().map(this::stop).toList(),
                coinJoins);
        Tracer tracer = new Tracer(graph);
        Trace trace = (isBackward() ? Direction.BACKWARD : Direction.FORWARD).trace(tracer, seeds, settings, progress);
        if (trace.cancelled()) {
            throw new CancellationException("interrupted: nothing was said of the bundle");
        }
        return trace;
    }

    private StopRule stop(String words) {
        if (words.equals(StopWords.COINJOIN)) {
            return StopWords.atCoinJoins(coinJoins, graph);
        }
        if (words.equals(StopWords.TAGS)) {
            return StopWords.atTags(words, new OutputNames(graph), tags, tags.labels());
        }
        if (words.startsWith(StopWords.ONE_TAG)) {
            String label = words.substring(StopWords.ONE_TAG.length());
            return StopWords.atTags(words, new OutputNames(graph), tags, new TreeSet<>(Set.of(label)));
        }
        return StopWords.numbered(words);
    }

    private static List<Seed> seeds(JsonNode document) {
        List<Seed> seeds = new ArrayList<>();
        for (JsonNode seed : document.path("seeds")) {
            seeds.add(new Seed(
                    OutPoint.parse(seed.path("outpoint").asText()),
                    seed.path("offset").asLong(-1),
                    OptionalLong.of(seed.path("length").asLong(-1)),
                    seed.path("label").asText()));
        }
        return seeds;
    }

    private ObjectNode document(Trace trace) throws IOException {
        StringWriter text = new StringWriter();
        Json.write(TraceDocument.of(Traced.of(trace), new OutputNames(graph)), text);
        return (ObjectNode) Json.MAPPER.readTree(text.toString());
    }

    /// Notes are words for people; that they are words is all that is looked at.
    private static void believeNotes(JsonNode given, ObjectNode found) {
        ArrayNode notes = found.putArray("notes");
        given.path("notes").valueStream().filter(JsonNode::isTextual).forEach(notes::add);
    }

    /// Where a stream is unknown because fees of its block were left out of the bundle, nothing is shown.
    private void requireFees(Trace trace) throws IOException {
        switch (trace) {
            case ForwardTrace forward -> {
                for (Holding slot : forward.slots()) {
                    if (slot.state() == State.BEYOND) {
                        graph.requireWhole(slot.height());
                    }
                }
            }
            case BackwardTrace backward -> {
                for (Origin origin : backward.origins()) {
                    for (long id : graph.transactions(origin.outPoint().txid())) {
                        if (origin.kind() == Origin.Kind.UNKNOWN
                                && OutputId.isCoinbase(id)
                                && OutputId.height(id) == origin.height()) {
                            graph.requireWhole(origin.height());
                        }
                    }
                }
            }
        }
    }

    /// Where two documents first differ, in words.
    private static String difference(JsonNode given, JsonNode found, String place) {
        if (given.isObject() && found.isObject()) {
            String here =
                    given.has("outpoint") ? place + " " + given.path("outpoint").asText() : place;
            Set<String> names = new TreeSet<>();
            given.fieldNames().forEachRemaining(names::add);
            found.fieldNames().forEachRemaining(names::add);
            for (String name : names) {
                if (!given.path(name).equals(found.path(name))) {
                    return difference(given.path(name), found.path(name), (here + " " + name).strip());
                }
            }
        } else if (given.isArray() && found.isArray()) {
            Iterator<JsonNode> other = found.elements();
            for (JsonNode each : given) {
                JsonNode beside =
                        other.hasNext() ? other.next() : com.fasterxml.jackson.databind.node.MissingNode.getInstance();
                if (!each.equals(beside)) {
                    return difference(each, beside, place);
                }
            }
        }
        return place + " is " + shown(given) + ", but what was proven gives " + shown(found);
    }

    private static String shown(JsonNode node) {
        String text = node.isMissingNode() ? "absent" : node.toString();
        return text.length() > 200 ? text.substring(0, 200) + "…" : text;
    }

    private static String unspent(ForwardTrace trace, String file) throws IOException {
        List<Holding> unspent = trace.outputs(State.UNSPENT);
        long sats = 0;
        for (Holding output : unspent) {
            sats = Math.addExact(sats, output.valueSats());
        }
        return file + ": " + unspent.size() + " outputs worth " + sats + " satoshis are unspent at height "
                + trace.until() + ", and nothing else is tainted";
    }

    private static void requireOrigins(BackwardTrace trace) throws IOException {
        for (Origin origin : trace.origins()) {
            if (origin.kind() == Origin.Kind.UNKNOWN) {
                throw new BrokenFactException(
                        "an origin is unknown in a chain that begins at genesis: " + origin.name());
            }
        }
    }
}
