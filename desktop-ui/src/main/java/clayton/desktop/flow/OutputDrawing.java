package clayton.desktop.flow;

import clayton.chain.OutputId;
import clayton.desktop.flow.DrawnOutputs.Box;
import clayton.desktop.flow.DrawnOutputs.Drawn;
import clayton.desktop.flow.FlowNode.Held;
import clayton.desktop.flow.FlowNode.Kind;
import clayton.desktop.session.Thing;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/// A sheet by outputs: those between two transactions are lines; of the others the largest few get a box each, the rest
/// one together.
final class OutputDrawing {
    private static final Comparator<Drawn> LARGEST = Comparator.comparingLong(Drawn::taintedSats)
            .thenComparingLong(Drawn::sats)
            .reversed()
            .thenComparingLong(Drawn::output);

    private final FlowGraph graph;
    private final DrawnOutputs outputs;
    private final Map<Long, List<Drawn>> paid = new HashMap<>();
    private final Map<Long, List<Drawn>> spent = new HashMap<>();
    private final Map<String, FlowNode> nodes = new LinkedHashMap<>();
    private final List<FlowEdge> edges = new ArrayList<>();

    OutputDrawing(FlowGraph graph, DrawnOutputs outputs) {
        this.graph = graph;
        this.outputs = outputs;
    }

    FlowPicture draw() {
        for (Drawn each : outputs.drawn()) {
            if (each.kind() == Kind.SEED) {
                drawEnd(each, "s" + each.key(), height(each));
            } else if (each.isBetween()) {
                edges.add(FlowEdge.of(
                        Box.key(each.from().getAsLong()), Box.key(each.to().getAsLong()), List.of(each)));
            } else {
                Map<Long, List<Drawn>> ends = each.from().isPresent() ? paid : spent;
                ends.computeIfAbsent(box(each), first -> new ArrayList<>()).add(each);
            }
        }
        for (Box box : outputs.boxes()) {
            nodes.put(box.key(), outputs.node(box));
            drawEnds(box, paid.getOrDefault(box.id, List.of()), true);
            drawEnds(box, spent.getOrDefault(box.id, List.of()), false);
        }
        edges.addAll(outputs.fees());
        return new FlowPicture(nodes, edges);
    }

    private static long box(Drawn end) {
        return end.from().orElseGet(() -> end.to().getAsLong());
    }

    static int height(Drawn seed) {
        return OutputId.isBoundary(seed.output()) ? 0 : OutputId.height(seed.output());
    }

    private void drawEnds(Box box, List<Drawn> ends, boolean outputs) {
        List<Drawn> sorted = ends.stream().sorted(LARGEST).toList();
        boolean open = (outputs ? graph.openOutputs() : graph.openInputs()).contains(box.id);
        int shown = FlowPicture.shown(sorted.size(), open, outputs);
        for (Drawn end : sorted.subList(0, shown)) {
            drawEnd(end, (outputs ? "o" : "i") + end.key(), box.height());
        }
        if (shown < sorted.size()) {
            More more = More.of(box, sorted.subList(shown, sorted.size()), sorted.size() - shown, outputs);
            nodes.put(more.node().key(), more.node());
            edges.add(more.edge());
        }
    }

    /// A box with the lines to the transactions that create and spend the output, as far as they are there.
    private void drawEnd(Drawn end, String key, int height) {
        nodes.put(key, node(end, key, height));
        OptionalLong from = end.from();
        OptionalLong to = end.to();
        from.ifPresent(box -> edges.add(FlowEdge.of(Box.key(box), key, List.of(end))));
        to.ifPresent(box -> edges.add(FlowEdge.of(key, Box.key(box), List.of(end))));
    }

    /// An output as a box of its own.
    static FlowNode node(Drawn end, String key, int height) {
        boolean isTold = end.kind() == Kind.UNSPENT || end.kind() == Kind.CONTINUES;
        boolean tagged = end.from().isPresent()
                && end.kind() != Kind.SEED
                && !end.label().isEmpty();
        return new FlowNode(
                key,
                tagged && isTold ? Kind.TAGGED : end.kind(),
                Optional.of(new Thing.Output(end.output())),
                tagged ? end.label() : end.name(),
                end.sats(),
                end.taintedSats(),
                height,
                0,
                0,
                0,
                tagged,
                List.of(),
                Held.NOTHING);
    }
}
