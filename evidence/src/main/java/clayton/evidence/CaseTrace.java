package clayton.evidence;

import clayton.chain.Hash256;
import clayton.chain.OutPoint;
import clayton.chain.Progress;
import clayton.chain.Tag;
import clayton.chain.Tags;
import clayton.chain.TransactionGraph;
import clayton.clustering.CoinJoins;
import clayton.evidence.CaseDocument.Basis;
import clayton.evidence.CaseDocument.Result;
import clayton.evidence.CaseDocument.Stored;
import clayton.taint.CoinbaseOrder;
import clayton.taint.FeeRule;
import clayton.taint.Policies;
import clayton.taint.Policy;
import clayton.taint.Seed;
import clayton.taint.StopRule;
import clayton.taint.Trace;
import clayton.taint.TraceHead;
import clayton.taint.TraceSettings;
import clayton.taint.Tracer;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CancellationException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Puts traces into a case and asks them again. A result is kept as the document that `clayton trace --json`
/// writes, so whoever asks again must come to the same bytes.
public final class CaseTrace {
    private static final Pattern NUMBERED = Pattern.compile("trace-([0-9]{1,9})");

    private CaseTrace() {}

    /// How a result compares with the one that was kept: `why` is empty if the bytes are equal.
    public record Compared(String trace, String policy, boolean equal, String why, String sha256) {}

    /// A question whose answers lie in a case's folder; it counts once the case's document names it. `tags` are
    /// those that its stop rules used, `options` what the log says of it.
    public record Stowed(CaseDocument.Trace trace, Optional<Stored> tags, Map<String, String> options) {
        public CaseDocument in(CaseDocument document) {
            return tags.map(document::with).orElse(document).with(trace);
        }
    }

    /// Adds finished traces of one question, one for each policy, with the tags that their stop rules used.
    /// `asked` is the question in the user's words. Answers the trace's name in the case.
    public static String add(CaseFolder folder, List<Traced> traced, String asked, Tags tags, OutputNames names)
            throws IOException {
        CaseDocument document = folder.document();
        Stowed stowed = stow(folder, nextName(document.traces()), traced, asked, tags, names);
        folder.save("trace", stowed.options(), stowed.in(document));
        return stowed.trace().name();
    }

    /// A name that none of these has or had.
    public static String nextName(Collection<CaseDocument.Trace> traces) {
        int last = traces.stream()
                .map(trace -> NUMBERED.matcher(trace.name()))
                .filter(Matcher::matches)
                .mapToInt(number -> Integer.parseInt(number.group(1)))
                .max()
                .orElse(0);
        return "trace-" + (last + 1);
    }

    /// Writes the answers into the folder, without saving the case.
    public static Stowed stow(
            CaseFolder folder, String name, List<Traced> traced, String asked, Tags tags, OutputNames names)
            throws IOException {
        Trace any = traced.getFirst().trace();
        if (traced.stream().anyMatch(Traced::interrupted)) {
            throw new CancellationException("the trace was interrupted: it is not put into the case");
        }
        List<String> stops = any.settings().stops().stream().map(StopRule::name).toList();
        Optional<Stored> tagsFile = Optional.empty();
        if (stops.stream().anyMatch(stop -> stop.startsWith("tag"))) {
            tagsFile = Optional.of(folder.store("attachments/" + name + "-tags.json", out -> write(tags, out)));
        }
        List<Result> results = new ArrayList<>();
        for (Traced each : traced) {
            String policy = each.trace().settings().policy().name();
            Stored stored = folder.store(
                    "traces/" + name + "-" + policy + ".json", out -> Json.write(TraceDocument.of(each, names), out));
            results.add(new Result(policy, stored));
        }
        TraceHead head = any.head();
        CaseDocument.Trace entry = new CaseDocument.Trace(
                name,
                asked,
                Direction.of(any).toString(),
                head.seeds().stream()
                        .map(seed -> new CaseDocument.Seed(
                                seed.outPoint().toString(), seed.offsetSats(), seed.lengthSats(), seed.label()))
                        .toList(),
                head.settings().coinbaseOrder().toString(),
                head.settings().fees().toString(),
                any.until(),
                stops,
                tagsFile.map(Stored::file).orElse(null),
                new Basis(
                        head.network().name(),
                        head.from(),
                        head.tip(),
                        head.tipHash().toString()),
                results);
        Map<String, String> options = new TreeMap<>(Map.of("name", name, "asked", asked));
        results.forEach(result ->
                options.put("sha256 " + result.policy(), result.document().sha256()));
        return new Stowed(entry, tagsFile, options);
    }

    private static void write(Tags tags, Writer out) throws IOException {
        List<TraceDocument.Tagged> all = new ArrayList<>();
        for (String address : tags.addresses()) {
            tags.of(address).forEach(tag -> all.add(TraceDocument.Tagged.of(tag)));
        }
        Json.write(all, out);
    }

    static Tags tags(byte[] bytes) throws IOException {
        List<Tag> tags = new ArrayList<>();
        for (JsonNode tag : Json.MAPPER.readTree(bytes)) {
            tags.add(new Tag(
                    tag.path("address").asText(),
                    tag.path("label").asText(),
                    tag.path("source").asText(),
                    tag.path("confidence").asText()));
        }
        return new Tags(tags);
    }

    /// Asks a trace of a case again, by every policy it was asked by. Throws `IllegalArgumentException` if the
    /// graph is of another network or does not reach as far.
    public static List<Traced> run(CaseDocument.Trace asked, TransactionGraph graph, Tags tags, Progress progress)
            throws IOException {
        requireSameChain(asked, graph);
        Direction direction = Arrays.stream(Direction.values())
                .filter(each -> each.toString().equals(asked.direction()))
                .findFirst()
                .orElseThrow(() -> unknown(asked, asked.direction()));
        List<Traced> traced = new ArrayList<>();
        for (Result result : asked.results()) {
            Policy policy = Policies.named(result.policy()).orElseThrow(() -> unknown(asked, result.policy()));
            Trace trace =
                    direction.trace(new Tracer(graph), seeds(asked), settings(asked, policy, graph, tags), progress);
            if (trace.cancelled()) {
                throw new CancellationException("interrupted while " + asked.name() + " was traced again");
            }
            traced.add(Traced.of(trace));
        }
        return traced;
    }

    private static IllegalArgumentException unknown(CaseDocument.Trace asked, String word) {
        return new IllegalArgumentException(
                asked.name() + " was asked with '" + word + "', which this version of Clayton does not know");
    }

    /// Throws `IllegalArgumentException` if the graph is of another network, another branch or too short.
    public static void requireSameChain(CaseDocument.Trace asked, TransactionGraph graph) throws IOException {
        Basis basis = asked.basis();
        if (!graph.network().name().equals(basis.network())) {
            throw new IllegalArgumentException(asked.name() + " was traced on " + basis.network()
                    + ", but this graph is " + graph.network().name() + ": name another with --ledger DIR");
        }
        if (graph.to() < basis.tip()) {
            throw new IllegalArgumentException(asked.name() + " rests on blocks up to " + basis.tip()
                    + ", but this graph ends at " + graph.to() + ": load the rest first");
        }
        if (!graph.blockHash(basis.tip()).equals(Hash256.parse(basis.tipHash()))) {
            throw new IllegalArgumentException(asked.name() + " rests on block " + basis.tipHash() + " at height "
                    + basis.tip() + ", but this graph has " + graph.blockHash(basis.tip())
                    + " there: it is another branch of the chain");
        }
    }

    private static List<Seed> seeds(CaseDocument.Trace asked) {
        return asked.seeds().stream()
                .map(seed -> new Seed(
                        OutPoint.parse(seed.outpoint()), seed.offset(), OptionalLong.of(seed.length()), seed.label()))
                .toList();
    }

    private static TraceSettings settings(CaseDocument.Trace asked, Policy policy, TransactionGraph graph, Tags tags) {
        CoinJoins coinJoins = new CoinJoins(graph);
        StopRule[] stops = asked.stopAt().stream()
                .map(words -> switch (words) {
                    case StopWords.COINJOIN -> StopWords.atCoinJoins(coinJoins::contains, graph);
                    case StopWords.TAGS -> StopWords.atTags(words, new OutputNames(graph), tags, tags.labels());
                    default ->
                        words.startsWith(StopWords.ONE_TAG)
                                ? StopWords.atTags(
                                        words,
                                        new OutputNames(graph),
                                        tags,
                                        new TreeSet<>(List.of(words.substring(StopWords.ONE_TAG.length()))))
                                : StopWords.numbered(words);
                })
                .toArray(StopRule[]::new);
        return new TraceSettings(
                        policy,
                        Arrays.stream(CoinbaseOrder.values())
                                .filter(each -> each.toString().equals(asked.coinbaseOrder()))
                                .findFirst()
                                .orElseThrow(() -> unknown(asked, asked.coinbaseOrder())),
                        Arrays.stream(FeeRule.values())
                                .filter(each -> each.toString().equals(asked.fees()))
                                .findFirst()
                                .orElseThrow(() -> unknown(asked, asked.fees())),
                        OptionalInt.of(asked.until()))
                .withStops(stops)
                .with(coinJoins::contains);
    }

    /// Asks all traces of a case again and compares the answers with those that were kept, byte for byte. A
    /// graph that has grown since changes nothing: a result is written as of the block it was kept with.
    public static List<Compared> rerun(CaseFolder folder, TransactionGraph graph, Progress progress)
            throws IOException {
        OutputNames names = new OutputNames(graph);
        List<Compared> compared = new ArrayList<>();
        for (CaseDocument.Trace asked : folder.document().traces()) {
            List<Traced> traced = run(asked, graph, folder.tags(asked), progress);
            for (int i = 0; i < traced.size(); i++) {
                compared.add(compared(asked, asked.results().get(i), traced.get(i), names, graph));
            }
        }
        return compared;
    }

    private static Compared compared(
            CaseDocument.Trace asked, Result kept, Traced traced, OutputNames names, TransactionGraph graph)
            throws IOException {
        CountingDigest written = new CountingDigest();
        try (Writer out = written.writer()) {
            Json.write(asOf(asked.basis(), TraceDocument.of(traced, names)), out);
        }
        String digest = written.hex();
        boolean equal = digest.equals(kept.document().sha256());
        String why = equal
                ? ""
                : graph.from() == asked.basis().from()
                        ? "the result is another"
                        : "this graph begins at height " + graph.from() + ", the case's began at "
                                + asked.basis().from();
        return new Compared(asked.name(), kept.policy(), equal, why, digest);
    }

    private static TraceDocument asOf(Basis basis, TraceDocument document) {
        TraceDocument.Head head = document.head();
        return new TraceDocument(
                new TraceDocument.Head(
                        head.schema(),
                        head.network(),
                        head.from(),
                        new TraceDocument.Tip(basis.tip(), basis.tipHash()),
                        head.direction(),
                        head.policy(),
                        head.coinbaseOrder(),
                        head.fees(),
                        head.until(),
                        head.stopAt(),
                        head.seeds()),
                document.result(),
                document.outputs(),
                document.tags());
    }
}
