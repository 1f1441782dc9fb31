package clayton.evidence;

import clayton.chain.OutPoint;
import clayton.chain.OutputId;
import clayton.chain.Progress;
import clayton.chain.Tags;
import clayton.chain.TransactionGraph;
import clayton.evidence.GraphItem.Attribute;
import clayton.evidence.GraphItem.Attribute.Kind;
import clayton.taint.BackwardTrace;
import clayton.taint.FeeRule;
import clayton.taint.Origin;
import clayton.taint.State;
import clayton.taint.StopRule;
import clayton.taint.TraceHead;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// A trace as a graph to export: transactions, and between them outputs, or the addresses or clusters that
/// outputs pay. Two outputs of one transaction are never joined to one of its inputs: that satoshis went from
/// this to that output is the policy's word, and stands in the amounts. Nodes come before edges, both in chain
/// order; addresses and clusters by name. By outputs nothing is held; by addresses and clusters one sum for
/// each edge.
public final class FlowGraph {
    static final List<Attribute> NODE = List.of(
            new Attribute("kind", Kind.TEXT),
            new Attribute("label", Kind.TEXT),
            new Attribute("height", Kind.NUMBER),
            new Attribute("time", Kind.TIME),
            new Attribute("coordinate", Kind.TEXT),
            new Attribute("valueSats", Kind.SATOSHIS),
            new Attribute("taintedSats", Kind.SATOSHIS),
            new Attribute("labels", Kind.TEXT),
            new Attribute("unspentSats", Kind.SATOSHIS),
            new Attribute("state", Kind.TEXT),
            new Attribute("reason", Kind.TEXT),
            new Attribute("seed", Kind.FLAG),
            new Attribute("mixed", Kind.FLAG),
            new Attribute("address", Kind.TEXT),
            new Attribute("size", Kind.NUMBER),
            new Attribute("tags", Kind.TEXT));

    static final List<Attribute> EDGE = List.of(
            new Attribute("kind", Kind.TEXT),
            new Attribute("taintedSats", Kind.SATOSHIS),
            new Attribute("labels", Kind.TEXT));

    private final TransactionGraph graph;
    private final Flow flow;
    private final Holders holders;
    private final Tags tags;
    private int timeHeight = -1;
    private String timeText = "";

    /// What the nodes between transactions are.
    public sealed interface Holders {
        record Outputs() implements Holders {}

        record Addresses() implements Holders {}

        /// `of` answers the name of an address's cluster, the oldest script's, and its size.
        record Clusters(Finder of, String basis) implements Holders {}

        /// The words that people choose them by.
        List<String> WORDS = List.of("outputs", "addresses", "clusters");

        /// By one of these words. Clusters are those up to a height; throws `CancellationException` if `progress` says
        /// stop.
        static Holders by(String word, TransactionGraph graph, int until, Progress progress) throws IOException {
            return switch (word) {
                case "addresses" -> new Addresses();
                case "clusters" -> ClusterHolders.upTo(until, graph, progress);
                default -> new Outputs();
            };
        }
    }

    /// Finds the cluster of an output by its id and its address.
    public interface Finder {
        Cluster of(long output, String address) throws IOException;
    }

    public record Cluster(String id, long size) {}

    /// What a format is given: first the nodes, then the edges.
    interface Sink {
        void node(GraphItem node) throws IOException;

        void edge(GraphItem edge) throws IOException;
    }

    public FlowGraph(TransactionGraph graph, Flow flow, Holders holders, Tags tags) {
        this.graph = graph;
        this.flow = flow;
        this.holders = holders;
        this.tags = tags;
    }

    /// What the graph rests on, in words a program can read, in order.
    Map<String, String> about() {
        TraceHead head = flow.traced().trace().head();
        Map<String, String> about = new LinkedHashMap<>();
        about.put("schema", "clayton.graph/1");
        about.put("network", head.network().name());
        about.put("tip", head.tip() + " " + head.tipHash());
        about.put("direction", Direction.of(flow.traced().trace()).toString());
        about.put("policy", head.settings().policy().name());
        about.put("coinbaseOrder", head.settings().coinbaseOrder().toString());
        about.put("fees", head.settings().fees().toString());
        about.put("until", String.valueOf(flow.traced().trace().until()));
        about.put("stopAt", head.settings().stops().stream().map(StopRule::name).collect(Collectors.joining(" ")));
        about.put(
                "by",
                switch (holders) {
                    case Holders.Outputs all -> "outputs";
                    case Holders.Addresses all -> "addresses";
                    case Holders.Clusters all -> "clusters";
                });
        if (holders instanceof Holders.Clusters clusters) {
            about.put("clusters", clusters.basis());
        }
        return about;
    }

    /// Hands over everything; each call does it anew.
    void write(Sink sink) throws IOException {
        minted(sink);
        flow.hops(hop -> sink.node(transaction(hop)));
        if (holders instanceof Holders.Outputs) {
            OutputNames names = new OutputNames(graph);
            flow.outputs(output -> sink.node(node(output, names.of(output.id()).orElse(null))));
            mintedEdges(sink);
            flow.hops(hop -> edges(hop, sink));
        } else {
            grouped(sink);
        }
    }

    private GraphItem transaction(Flow.Hop hop) throws IOException {
        Map<String, @Nullable Object> values = new HashMap<>();
        values.put("kind", hop.isCoinbase() ? "coinbase" : "transaction");
        values.put("label", shortened(hop.txid().toString()));
        values.put("height", (long) hop.height());
        values.put("time", time(hop.height()));
        values.put("coordinate", hop.height() + "x" + OutputId.index(hop.id()));
        return GraphItem.node(name(hop), values(NODE, values));
    }

    private GraphItem node(Flow.Output output, @Nullable String address) throws IOException {
        Map<String, @Nullable Object> values = new HashMap<>();
        values.put("kind", "output");
        values.put(
                "label",
                shortened(output.outPoint().txid().toString()) + ":"
                        + output.outPoint().vout());
        values.put("height", output.height() < 0 ? null : (long) output.height());
        boolean loaded = !OutputId.isBoundary(output.id());
        values.put("time", loaded ? time(output.height()) : null);
        values.put("coordinate", loaded ? OutputId.text(output.id()) : null);
        values.put("valueSats", output.valueSats() < 0 ? null : output.valueSats());
        values.put("taintedSats", boxed(output.taintedSats()));
        values.put("labels", labels(output.labels()));
        values.put("state", output.state().map(State::toString).orElse(null));
        values.put("reason", output.reason().orElse(null));
        values.put("seed", output.seed());
        values.put("mixed", !output.mixed().isEmpty());
        values.put("address", address);
        values.put("tags", tags(address));
        return GraphItem.node(name(output), values(NODE, values));
    }

    private void edges(Flow.Hop hop, Sink sink) throws IOException {
        for (Flow.Output in : hop.in()) {
            sink.edge(edge(name(in), name(hop), "spends", in.taintedSats(), in.labels()));
        }
        for (Flow.Output out : hop.out()) {
            if (!out.arrived().isEmpty()) {
                sink.edge(edge(name(hop), name(out), "creates", arrived(out), out.arrived()));
            }
        }
        fee(hop, sink);
    }

    private void fee(Flow.Hop hop, Sink sink) throws IOException {
        long coinbase = Flow.coinbase(hop.id());
        if (!hop.fee().isEmpty()
                && flow.traced().trace().settings().fees() == FeeRule.FOLLOW
                && flow.passes(coinbase)) {
            OptionalLong sats = hop.fee().size() == 1
                    ? OptionalLong.of(hop.fee().values().iterator().next())
                    : OptionalLong.empty();
            sink.edge(edge(name(hop), name(coinbase), "fee", sats, hop.fee()));
        }
    }

    /// Satoshis with any label that did not begin here, where they can be counted.
    private static OptionalLong arrived(Flow.Output output) {
        if (!output.seed()) {
            return output.taintedSats();
        }
        return output.arrived().size() == 1
                ? OptionalLong.of(output.arrived().values().iterator().next())
                : OptionalLong.empty();
    }

    private static GraphItem edge(
            String source, String target, String kind, OptionalLong sats, SortedMap<String, Long> labels) {
        return GraphItem.edge(source, target, Arrays.asList(kind, boxed(sats), labels(labels)));
    }

    /// Backward, where satoshis were minted.
    private List<Origin> origins() throws IOException {
        return flow.traced().trace() instanceof BackwardTrace trace
                ? trace.origins().stream()
                        .filter(origin -> origin.kind() == Origin.Kind.MINTED)
                        .toList()
                : List.of();
    }

    private void minted(Sink sink) throws IOException {
        for (Origin origin : origins()) {
            Map<String, @Nullable Object> values = new HashMap<>();
            values.put("kind", "minted");
            values.put("label", "minted at height " + origin.height());
            values.put("height", (long) origin.height());
            values.put("time", time(origin.height()));
            values.put("taintedSats", boxed(origin.amountSats()));
            values.put("labels", labels(origin.labels()));
            sink.node(GraphItem.node("minted:" + origin.height(), values(NODE, values)));
        }
    }

    private void mintedEdges(Sink sink) throws IOException {
        for (Origin origin : origins()) {
            long coinbase = OutputId.of(origin.height(), 0, OutputId.TRANSACTION);
            if (flow.passes(coinbase)) {
                sink.edge(edge(
                        "minted:" + origin.height(), name(coinbase), "mints", origin.amountSats(), origin.labels()));
            }
        }
    }

    /// The sum of what the outputs of one holder are or get.
    private static final class Sum {
        private final String name;
        private final SortedSet<String> tagged = new TreeSet<>();
        private final SortedMap<String, Long> labels = new TreeMap<>();
        private long sats;
        private long unspent;
        private boolean counted = true;
        private boolean seed;
        private boolean mixed;
        private long size;

        Sum(String name) {
            this.name = name;
        }

        void add(OptionalLong more, SortedMap<String, Long> moreLabels) {
            counted &= more.isPresent();
            sats = Math.addExact(sats, more.orElse(0));
            moreLabels.forEach((label, amount) -> labels.merge(label, amount, Math::addExact));
        }

        OptionalLong sats() {
            return counted ? OptionalLong.of(sats) : OptionalLong.empty();
        }
    }

    private void grouped(Sink sink) throws IOException {
        OutputNames names = new OutputNames(graph);
        SortedMap<String, Sum> sums = new TreeMap<>();
        flow.outputs(output -> add(output, names, sums));
        for (Map.Entry<String, Sum> entry : sums.entrySet()) {
            sink.node(holder(entry.getKey(), entry.getValue()));
        }
        mintedEdges(sink);
        flow.hops(hop -> {
            SortedMap<String, Sum> in = new TreeMap<>();
            for (Flow.Output output : hop.in()) {
                sum(in, holder(output, names)).add(output.taintedSats(), output.labels());
            }
            SortedMap<String, Sum> out = new TreeMap<>();
            for (Flow.Output output : hop.out()) {
                if (!output.arrived().isEmpty()) {
                    sum(out, holder(output, names)).add(arrived(output), output.arrived());
                }
            }
            for (Map.Entry<String, Sum> entry : in.entrySet()) {
                Sum sum = entry.getValue();
                sink.edge(edge(entry.getKey(), name(hop), "spends", sum.sats(), sum.labels));
            }
            for (Map.Entry<String, Sum> entry : out.entrySet()) {
                Sum sum = entry.getValue();
                sink.edge(edge(name(hop), entry.getKey(), "creates", sum.sats(), sum.labels));
            }
            fee(hop, sink);
        });
    }

    private static Sum sum(SortedMap<String, Sum> sums, String holder) {
        return sums.computeIfAbsent(holder, Sum::new);
    }

    private void add(Flow.Output output, OutputNames names, SortedMap<String, Sum> sums) throws IOException {
        Sum sum = sum(sums, holder(output, names));
        sum.add(output.taintedSats(), output.labels());
        boolean unspent = output.state().filter(State.UNSPENT::equals).isPresent();
        sum.unspent = Math.addExact(sum.unspent, unspent ? output.taintedSats().orElse(0) : 0);
        sum.seed |= output.seed();
        sum.mixed |= !output.mixed().isEmpty();
        String address = names.of(output.id()).orElse(null);
        String tagged = tags(address);
        if (tagged != null) {
            sum.tagged.add(tagged);
        }
        if (holders instanceof Holders.Clusters clusters && address != null) {
            sum.size = clusters.of().of(output.id(), address).size();
        }
    }

    private String holder(Flow.Output output, OutputNames names) throws IOException {
        String address = names.of(output.id()).orElse(null);
        if (address == null) {
            return name(output);
        }
        return holders instanceof Holders.Clusters clusters
                ? clusters.of().of(output.id(), address).id()
                : address;
    }

    private GraphItem holder(String id, Sum sum) {
        Map<String, @Nullable Object> values = new HashMap<>();
        boolean clusters = holders instanceof Holders.Clusters;
        values.put("kind", clusters ? "cluster" : "address");
        values.put("label", shortened(sum.name));
        values.put("taintedSats", boxed(sum.sats()));
        values.put("labels", labels(sum.labels));
        values.put("unspentSats", sum.counted ? sum.unspent : null);
        values.put("seed", sum.seed);
        values.put("mixed", sum.mixed);
        values.put("address", clusters ? null : id);
        values.put("size", clusters ? sum.size : null);
        values.put("tags", sum.tagged.isEmpty() ? null : String.join("; ", sum.tagged));
        return GraphItem.node(id, values(NODE, values));
    }

    private @Nullable String tags(@Nullable String address) {
        if (address == null || tags.of(address).isEmpty()) {
            return null;
        }
        return tags.of(address).stream()
                .map(tag -> tag.label() + " (source " + tag.source() + ", confidence " + tag.confidence() + ")")
                .collect(Collectors.joining("; "));
    }

    private static List<@Nullable Object> values(List<Attribute> attributes, Map<String, @Nullable Object> values) {
        List<@Nullable Object> list = new ArrayList<>();
        attributes.forEach(attribute -> list.add(values.get(attribute.name())));
        return list;
    }

    /// The txid; of two transactions that share one, the earlier is told by its height.
    private String name(Flow.Hop hop) throws IOException {
        return named(hop.txid().toString(), hop.id());
    }

    private String name(long transaction) throws IOException {
        return named(graph.txid(transaction).toString(), transaction);
    }

    private String name(Flow.Output output) throws IOException {
        OutPoint name = output.outPoint();
        return OutputId.isBoundary(output.id()) ? name.toString() : named(name.toString(), output.id());
    }

    private String named(String name, long id) throws IOException {
        if (!OutputId.isCoinbase(id)) {
            return name;
        }
        long[] namesakes = graph.transactions(graph.txid(id));
        return namesakes.length > 1 && OutputId.height(namesakes[namesakes.length - 1]) != OutputId.height(id)
                ? name + "@" + OutputId.height(id)
                : name;
    }

    private String time(int height) throws IOException {
        if (height != timeHeight) {
            timeText =
                    Instant.ofEpochSecond(Times.ofHeader(graph.header(height))).toString();
            timeHeight = height;
        }
        return timeText;
    }

    private static String shortened(String name) {
        return name.length() > 20 ? name.substring(0, 8) + "\u2026" + name.substring(name.length() - 6) : name;
    }

    /// `LABEL=SATOSHIS`, several with a space between them.
    static String labels(SortedMap<String, Long> labels) {
        return labels.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + entry.getValue())
                .collect(Collectors.joining(" "));
    }

    private static @Nullable Long boxed(OptionalLong sats) {
        return TaintedRow.boxed(sats);
    }
}
