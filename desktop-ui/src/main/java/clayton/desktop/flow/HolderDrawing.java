package clayton.desktop.flow;

import clayton.desktop.flow.DrawnOutputs.Box;
import clayton.desktop.flow.DrawnOutputs.Drawn;
import clayton.desktop.flow.FlowNode.Held;
import clayton.desktop.flow.FlowNode.Kind;
import clayton.desktop.session.Thing;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// A sheet by addresses or clusters: each holder is one box with all its outputs, a line for each transaction that pays
/// it and one for each that it pays. It stands where it first occurs, though it pays and is paid over time. Holders
/// through which something flows, and those of seeds, are always drawn; of those that only get or only give, the
/// largest few of each transaction, the rest folded with all they hold.
final class HolderDrawing {
    private final FlowGraph graph;
    private final DrawnOutputs outputs;
    private final Map<Thing, Holder> holders = new LinkedHashMap<>();
    private final Map<Long, Set<Holder>> paid = new HashMap<>();
    private final Map<Long, Set<Holder>> spent = new HashMap<>();
    private final Map<String, FlowNode> nodes = new LinkedHashMap<>();
    private final List<FlowEdge> edges = new ArrayList<>();

    HolderDrawing(FlowGraph graph, DrawnOutputs outputs) {
        this.graph = graph;
        this.outputs = outputs;
    }

    private static final class Holder {
        final Thing thing;
        final String key;
        final List<Drawn> held = new ArrayList<>();
        final Map<Long, List<Drawn>> from = new LinkedHashMap<>();
        final Map<Long, List<Drawn>> to = new LinkedHashMap<>();
        boolean shown;

        Holder(Thing thing, Drawn first) {
            this.thing = thing;
            this.key = switch (thing) {
                case Thing.Address address -> "a" + address.name();
                case Thing.Cluster cluster -> "c" + cluster.name();
                case Thing.Output output -> "o" + first.key();
                case Thing.Transaction none -> throw new IllegalArgumentException(none + " holds no output");
                case Thing.Block none -> throw new IllegalArgumentException(none + " holds no output");
            };
        }

        void add(Drawn output) {
            held.add(output);
            output.from()
                    .ifPresent(box -> from.computeIfAbsent(box, first -> new ArrayList<>())
                            .add(output));
            output.to()
                    .ifPresent(box ->
                            to.computeIfAbsent(box, first -> new ArrayList<>()).add(output));
            shown |= output.kind() == Kind.SEED || !from.isEmpty() && !to.isEmpty();
        }

        List<Drawn> at(Box box, boolean outputs) {
            return (outputs ? from : to).getOrDefault(box.id, List.of());
        }
    }

    FlowPicture draw() {
        for (Drawn each : outputs.drawn()) {
            Holder holder = holders.computeIfAbsent(
                    graph.holders().of(each.output(), each.name()), thing -> new Holder(thing, each));
            holder.add(each);
            each.from()
                    .ifPresent(box -> paid.computeIfAbsent(box, first -> new LinkedHashSet<>())
                            .add(holder));
            each.to()
                    .ifPresent(box -> spent.computeIfAbsent(box, first -> new LinkedHashSet<>())
                            .add(holder));
        }
        for (Box box : outputs.boxes()) {
            choose(box, false);
            choose(box, true);
        }
        for (Box box : outputs.boxes()) {
            draw(side(box, false), box.height());
            nodes.put(box.key(), outputs.node(box));
            draw(side(box, true), box.height());
            drawMore(box, false);
            drawMore(box, true);
        }
        holders.values().forEach(lone -> draw(List.of(lone), OutputDrawing.height(lone.held.getFirst())));
        edges.addAll(outputs.fees());
        return new FlowPicture(nodes, edges);
    }

    private Collection<Holder> side(Box box, boolean ofOutputs) {
        return (ofOutputs ? paid : spent).getOrDefault(box.id, Set.of());
    }

    /// Shows the largest holders at one side of a transaction.
    private void choose(Box box, boolean ofOutputs) {
        List<Holder> ends = side(box, ofOutputs).stream()
                .filter(holder -> holder.from.isEmpty() || holder.to.isEmpty())
                .sorted(Comparator.comparingLong((Holder holder) -> Drawn.taintedSum(holder.at(box, ofOutputs)))
                        .thenComparingLong(holder -> Drawn.sum(holder.at(box, ofOutputs)))
                        .reversed()
                        .thenComparing(holder -> holder.key))
                .toList();
        boolean open = (ofOutputs ? graph.openOutputs() : graph.openInputs()).contains(box.id);
        ends.subList(0, FlowPicture.shown(ends.size(), open, ofOutputs)).forEach(holder -> holder.shown = true);
    }

    private void draw(Collection<Holder> some, int height) {
        for (Holder holder : some) {
            if (holder.shown && !nodes.containsKey(holder.key)) {
                nodes.put(holder.key, node(holder, height));
                holder.from.forEach((box, all) -> edges.add(FlowEdge.of(Box.key(box), holder.key, all)));
                holder.to.forEach((box, all) -> edges.add(FlowEdge.of(holder.key, Box.key(box), all)));
            }
        }
    }

    private void drawMore(Box box, boolean ofOutputs) {
        List<Holder> rest =
                side(box, ofOutputs).stream().filter(holder -> !holder.shown).toList();
        if (!rest.isEmpty()) {
            List<Drawn> folded = rest.stream()
                    .flatMap(holder -> holder.at(box, ofOutputs).stream())
                    .toList();
            More more = More.of(box, folded, rest.size(), ofOutputs);
            nodes.put(more.node().key(), more.node());
            edges.add(more.edge());
        }
    }

    private static FlowNode node(Holder holder, int height) {
        if (holder.thing instanceof Thing.Output) {
            return OutputDrawing.node(holder.held.getFirst(), holder.key, height);
        }
        Set<String> labels = new TreeSet<>();
        Set<Thing> things = new HashSet<>();
        Set<Kind> ends = EnumSet.noneOf(Kind.class);
        long unspentSats = 0;
        for (Drawn each : holder.held) {
            things.add(new Thing.Output(each.output()));
            things.add(new Thing.Address(each.name()));
            labels.add(each.label());
            if (each.to().isEmpty() || each.kind() != Kind.CONTINUES) {
                ends.add(each.kind());
            }
            unspentSats = Math.addExact(unspentSats, each.isUnspent() ? each.knownSats() : 0);
        }
        labels.remove("");
        boolean cluster = holder.thing instanceof Thing.Cluster;
        return new FlowNode(
                holder.key,
                cluster ? Kind.CLUSTER : Kind.ADDRESS,
                Optional.of(holder.thing),
                labels.isEmpty() ? holder.key.substring(1) : String.join(", ", labels),
                Drawn.sum(holder.held),
                Drawn.taintedSum(holder.held),
                height,
                holder.held.size(),
                0,
                0,
                !labels.isEmpty(),
                List.of(),
                new Held(Set.copyOf(things), unspentSats, Set.copyOf(ends)));
    }
}
