package clayton.desktop.flow;

import clayton.chain.OutputId;
import clayton.chain.TransactionGraph;
import clayton.desktop.flow.FlowNode.Kind;
import clayton.desktop.session.Formats;
import clayton.desktop.session.Thing;
import clayton.taint.State;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The boxes and lines that a [FlowGraph] is drawn with. Outputs between two transactions that are shown are lines; of
/// the others the largest few get a box each, the rest one together. With a trace only tainted outputs are drawn,
/// unless a transaction was opened.
record FlowPicture(Map<String, FlowNode> nodes, List<FlowEdge> edges) {
    static final int SHOWN_INPUTS = 8;
    static final int SHOWN_OUTPUTS = 6;
    static final int SHOWN_OPENED = 40;

    static final FlowPicture EMPTY = new FlowPicture(Map.of(), List.of());

    static FlowPicture of(FlowGraph graph) {
        return new Drawing(graph).draw();
    }

    /// An output that ends on the sheet, as its box would be.
    private record End(long output, Kind kind, String name, long sats, long taintedSats, boolean tagged) {
        static final Comparator<End> LARGEST = Comparator.comparingLong(End::taintedSats)
                .thenComparingLong(End::sats)
                .reversed()
                .thenComparingLong(End::output);
    }

    private static final class Drawing {
        private final FlowGraph graph;
        private final Map<Long, Long> folded;
        private final Map<String, FlowNode> nodes = new LinkedHashMap<>();
        private final List<FlowEdge> edges = new ArrayList<>();
        private final Map<Long, List<FlowTransaction>> boxes = new LinkedHashMap<>();

        Drawing(FlowGraph graph) {
            this.graph = graph;
            this.folded = graph.folded();
        }

        FlowPicture draw() {
            for (FlowTransaction transaction : graph.transactions().values()) {
                boxes.computeIfAbsent(box(transaction.id()), first -> new ArrayList<>())
                        .add(transaction);
            }
            boxes.forEach(this::draw);
            drawFees();
            for (long seed : graph.taint().seeds()) {
                drawLoneSeed(seed);
            }
            return new FlowPicture(nodes, edges);
        }

        private long box(long transaction) {
            return folded.getOrDefault(transaction, transaction);
        }

        private static String key(long box) {
            return "t" + OutputId.text(box);
        }

        private void draw(long box, List<FlowTransaction> members) {
            Sides sides = new Sides();
            for (FlowTransaction member : members) {
                collectOutputs(box, member, sides);
                collectInputs(box, member, sides);
            }
            FlowTransaction first = members.getFirst();
            int height = first.height();
            nodes.put(
                    key(box),
                    new FlowNode(
                            key(box),
                            kind(members),
                            Optional.of(new Thing.Transaction(first.id())),
                            first.txid().toString(),
                            inflow(box, members),
                            taintedInflow(box, members),
                            height,
                            members.size(),
                            sides.hiddenInputs,
                            sides.hiddenOutputs,
                            false,
                            members.stream().map(FlowTransaction::id).toList()));
            ends(box, height, sides.outputs, true);
            ends(box, height, sides.inputs, false);
        }

        private static Kind kind(List<FlowTransaction> members) {
            FlowTransaction first = members.getFirst();
            return members.size() > 1
                    ? Kind.PEEL_CHAIN
                    : first.isCoinbase() ? Kind.COINBASE : first.coinJoin() ? Kind.COINJOIN : Kind.TRANSACTION;
        }

        /// What comes into a box from outside it; of a coinbase, what it pays out.
        private long inflow(long box, List<FlowTransaction> members) {
            long sats = 0;
            for (FlowTransaction member : members) {
                for (int i = 0; i < member.prevouts().length; i++) {
                    sats += isInside(box, member.prevouts()[i]) ? 0 : known(member.inputValues()[i]);
                }
                if (member.isCoinbase()) {
                    for (long value : member.values()) {
                        sats += value;
                    }
                }
            }
            return sats;
        }

        private long taintedInflow(long box, List<FlowTransaction> members) {
            if (!graph.taint().isTraced()) {
                return Taint.UNSAID;
            }
            long sats = 0;
            for (FlowTransaction member : members) {
                for (long prevout : member.prevouts()) {
                    sats += isInside(box, prevout) ? 0 : graph.taint().of(prevout);
                }
                if (member.isCoinbase()) {
                    for (int vout = 0; vout < member.values().length; vout++) {
                        sats += graph.taint().of(member.output(vout));
                    }
                }
            }
            return sats;
        }

        private boolean isInside(long box, long output) {
            return !OutputId.isBoundary(output) && box(OutputId.transaction(output)) == box;
        }

        private static long known(long sats) {
            return sats == TransactionGraph.UNKNOWN ? 0 : sats;
        }

        /// What one box has on its two sides, apart from lines to other boxes.
        private static final class Sides {
            final List<End> inputs = new ArrayList<>();
            final List<End> outputs = new ArrayList<>();
            int hiddenInputs;
            int hiddenOutputs;
        }

        private void collectOutputs(long box, FlowTransaction member, Sides sides) {
            boolean open =
                    graph.openOutputs().contains(member.id()) || !graph.taint().isTraced();
            for (int vout = 0; vout < member.values().length; vout++) {
                long output = member.output(vout);
                long spender = member.spender(vout);
                boolean spenderShown = graph.transactions().containsKey(spender);
                long tainted = graph.taint().of(output);
                if (graph.taint().seeds().contains(output)) {
                    drawSeed(output, member, vout);
                } else if (spenderShown) {
                    edge(key(box), key(box(spender)), output, member.values()[vout], tainted);
                } else if (tainted > 0 || open) {
                    sides.outputs.add(end(member, vout, tainted));
                } else {
                    sides.hiddenOutputs++;
                }
            }
        }

        private End end(FlowTransaction member, int vout, long tainted) {
            long output = member.output(vout);
            State state = graph.taint().states().get(output);
            boolean tagged = !member.labels()[vout].isEmpty();
            Kind kind = state == State.STOPPED || state == State.BEYOND
                    ? Kind.STOPPED
                    : member.unspendable()[vout] || state == State.DISPLACED
                            ? Kind.BURNED
                            : tagged
                                    ? Kind.TAGGED
                                    : member.spender(vout) == OutputId.UNSPENT ? Kind.UNSPENT : Kind.CONTINUES;
            return new End(
                    output,
                    kind,
                    tagged ? member.labels()[vout] : member.addresses()[vout],
                    member.values()[vout],
                    tainted,
                    tagged);
        }

        private void collectInputs(long box, FlowTransaction member, Sides sides) {
            boolean open =
                    graph.openInputs().contains(member.id()) || !graph.taint().isTraced();
            for (int i = 0; i < member.prevouts().length; i++) {
                long prevout = member.prevouts()[i];
                boolean creatorShown = !OutputId.isBoundary(prevout)
                        && graph.transactions().containsKey(OutputId.transaction(prevout));
                long tainted = graph.taint().of(prevout);
                if (graph.taint().seeds().contains(prevout)) {
                    seedNode(prevout, member.inputValues()[i]);
                    edge(seedKey(prevout), key(box), prevout, member.inputValues()[i], tainted);
                } else if (!creatorShown && (open || tainted > 0)) {
                    sides.inputs.add(new End(prevout, Kind.SOURCE, "", member.inputValues()[i], tainted, false));
                } else if (!creatorShown) {
                    sides.hiddenInputs++;
                }
            }
        }

        private void ends(long box, int height, List<End> ends, boolean outputs) {
            ends.sort(End.LARGEST);
            boolean open = (outputs ? graph.openOutputs() : graph.openInputs()).contains(box);
            int most = open ? SHOWN_OPENED : outputs ? SHOWN_OUTPUTS : SHOWN_INPUTS;
            int shown = ends.size() <= most + 1 ? ends.size() : most;
            for (End end : ends.subList(0, shown)) {
                String key = (outputs ? "o" : "i") + name(end.output());
                nodes.put(
                        key,
                        new FlowNode(
                                key,
                                end.kind(),
                                Optional.of(new Thing.Output(end.output())),
                                end.name(),
                                end.sats(),
                                end.taintedSats(),
                                height,
                                0,
                                0,
                                0,
                                end.tagged(),
                                List.of()));
                edge(outputs ? key(box) : key, outputs ? key : key(box), end.output(), end.sats(), end.taintedSats());
            }
            if (shown < ends.size()) {
                more(box, height, ends.subList(shown, ends.size()), outputs);
            }
        }

        private static String name(long output) {
            return OutputId.isBoundary(output) ? "b" + OutputId.boundaryNumber(output) : OutputId.text(output);
        }

        private void more(long box, int height, List<End> rest, boolean outputs) {
            String key = (outputs ? "mo" : "mi") + OutputId.text(box);
            long sats = 0;
            long tainted = graph.taint().isTraced() ? 0 : Taint.UNSAID;
            for (End end : rest) {
                sats += known(end.sats());
                tainted += graph.taint().isTraced() ? end.taintedSats() : 0;
            }
            nodes.put(
                    key,
                    new FlowNode(
                            key,
                            outputs ? Kind.MORE_OUTPUTS : Kind.MORE_INPUTS,
                            Optional.of(new Thing.Transaction(box)),
                            "",
                            sats,
                            tainted,
                            height,
                            rest.size(),
                            0,
                            0,
                            false,
                            List.of(box)));
            edges.add(new FlowEdge(
                    outputs ? key(box) : key,
                    outputs ? key : key(box),
                    rest.stream().map(End::output).toList(),
                    sats,
                    tainted,
                    false));
        }

        private void edge(String from, String to, long output, long sats, long tainted) {
            if (!from.equals(to)) {
                edges.add(new FlowEdge(from, to, List.of(output), known(sats), tainted, false));
            }
        }

        private static String seedKey(long seed) {
            return "s" + name(seed);
        }

        private void drawSeed(long seed, FlowTransaction creator, int vout) {
            seedNode(seed, creator.values()[vout]);
            edge(
                    key(box(creator.id())),
                    seedKey(seed),
                    seed,
                    creator.values()[vout],
                    graph.taint().of(seed));
        }

        private void seedNode(long seed, long sats) {
            nodes.putIfAbsent(
                    seedKey(seed),
                    new FlowNode(
                            seedKey(seed),
                            Kind.SEED,
                            Optional.of(new Thing.Output(seed)),
                            "",
                            known(sats),
                            graph.taint().of(seed),
                            OutputId.isBoundary(seed) ? 0 : OutputId.height(seed),
                            0,
                            0,
                            0,
                            false,
                            List.of()));
        }

        /// A seed neither of whose transactions is on the sheet.
        private void drawLoneSeed(long seed) {
            if (!nodes.containsKey(seedKey(seed))) {
                seedNode(seed, Math.max(0, graph.taint().of(seed)));
            }
        }

        /// Taint that a transaction pays as a fee goes to its block's coinbase.
        private void drawFees() {
            if (!graph.taint().isTraced()) {
                return;
            }
            for (FlowTransaction each : graph.transactions().values()) {
                long coinbase = OutputId.of(each.height(), 0, OutputId.TRANSACTION);
                FlowTransaction miner = graph.transactions().get(coinbase);
                long fee = miner == null || each.isCoinbase() ? 0 : taintedFee(each);
                if (fee > 0) {
                    edges.add(new FlowEdge(key(box(each.id())), key(box(coinbase)), List.of(), fee, fee, true));
                }
            }
        }

        private long taintedFee(FlowTransaction each) {
            long fee = 0;
            for (long prevout : each.prevouts()) {
                fee += graph.taint().of(prevout);
            }
            for (int vout = 0; vout < each.values().length; vout++) {
                fee -= graph.taint().of(each.output(vout));
            }
            return fee;
        }
    }

    /// A name for a box, short enough to be drawn.
    static String shortName(FlowNode node) {
        return node.tagged() ? Formats.shortened(node.name(), 13, 0) : Formats.shortened(node.name(), 8, 4);
    }
}
