package clayton.desktop.flow;

import clayton.chain.OutputId;
import clayton.chain.TransactionGraph;
import clayton.desktop.flow.FlowNode.Kind;
import clayton.desktop.session.Thing;
import clayton.taint.State;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;

/// The outputs of a sheet that are drawn, each once, and the boxes of transactions they lie between. A box is named by
/// its first transaction: a folded peel chain is one.
final class DrawnOutputs {
    private final FlowGraph graph;
    private final Map<Long, Long> folded;
    private final Map<Long, Box> boxes = new LinkedHashMap<>();
    private final List<Drawn> drawn = new ArrayList<>();

    private DrawnOutputs(FlowGraph graph) {
        this.graph = graph;
        this.folded = graph.folded();
    }

    /// A box of transactions, in chain order.
    static final class Box {
        final long id;
        final List<FlowTransaction> members = new ArrayList<>();
        int hiddenInputs;
        int hiddenOutputs;

        Box(long id) {
            this.id = id;
        }

        int height() {
            return members.getFirst().height();
        }

        static String key(long id) {
            return "t" + OutputId.text(id);
        }

        String key() {
            return key(id);
        }
    }

    /// An output from the box that creates it to the box that spends it, as far as these are on the sheet. `name` is
    /// what it pays, `label` the tags on that; `sats` may be unknown. `kind` is what becomes of it; what ends on the
    /// sheet may be unspent all the same.
    record Drawn(
            long output,
            OptionalLong from,
            OptionalLong to,
            Kind kind,
            String name,
            String label,
            long sats,
            long taintedSats,
            boolean isUnspent) {
        long knownSats() {
            return known(sats);
        }

        /// The sum of what is known.
        static long sum(List<Drawn> outputs) {
            return outputs.stream().mapToLong(Drawn::knownSats).reduce(0, Math::addExact);
        }

        /// The sum; [Taint#UNSAID] without a trace.
        static long taintedSum(List<Drawn> outputs) {
            return outputs.stream()
                    .mapToLong(Drawn::taintedSats)
                    .reduce((one, other) -> one < 0 ? one : Math.addExact(one, other))
                    .orElse(Taint.UNSAID);
        }

        boolean isBetween() {
            return from.isPresent() && to.isPresent();
        }

        String key() {
            return OutputId.isBoundary(output) ? "b" + OutputId.boundaryNumber(output) : OutputId.text(output);
        }
    }

    static DrawnOutputs of(FlowGraph graph) {
        DrawnOutputs outputs = new DrawnOutputs(graph);
        outputs.collect();
        return outputs;
    }

    Iterable<Box> boxes() {
        return boxes.values();
    }

    List<Drawn> drawn() {
        return drawn;
    }

    private void collect() {
        for (FlowTransaction transaction : graph.transactions().values()) {
            boxes.computeIfAbsent(box(transaction.id()), Box::new).members.add(transaction);
        }
        for (Box box : boxes.values()) {
            for (FlowTransaction member : box.members) {
                collectOutputs(box, member);
                collectInputs(box, member);
            }
        }
        Set<Long> lone = new TreeSet<>(graph.taint().seeds());
        drawn.forEach(each -> lone.remove(each.output()));
        lone.forEach(this::collectLoneSeed);
    }

    /// A seed neither of whose transactions is on the sheet.
    private void collectLoneSeed(long seed) {
        long tainted = graph.taint().of(seed);
        drawn.add(new Drawn(
                seed,
                OptionalLong.empty(),
                OptionalLong.empty(),
                Kind.SEED,
                "",
                "",
                Math.max(0, tainted),
                tainted,
                false));
    }

    private long box(long transaction) {
        return folded.getOrDefault(transaction, transaction);
    }

    private OptionalLong boxOf(long transaction) {
        return graph.transactions().containsKey(transaction) ? OptionalLong.of(box(transaction)) : OptionalLong.empty();
    }

    private void collectOutputs(Box box, FlowTransaction member) {
        boolean open =
                graph.openOutputs().contains(member.id()) || !graph.taint().isTraced();
        for (int vout = 0; vout < member.values().length; vout++) {
            long output = member.output(vout);
            boolean seed = graph.taint().seeds().contains(output);
            OptionalLong to = boxOf(member.spender(vout));
            long tainted = graph.taint().of(output);
            String name = member.addresses()[vout];
            if (seed || (to.isPresent() ? to.getAsLong() != box.id : tainted > 0 || open)) {
                drawn.add(new Drawn(
                        output,
                        OptionalLong.of(box.id),
                        to,
                        seed ? Kind.SEED : kind(member, vout),
                        name,
                        member.label(name),
                        member.values()[vout],
                        tainted,
                        member.spender(vout) == OutputId.UNSPENT && !member.unspendable()[vout]));
            } else if (to.isEmpty()) {
                box.hiddenOutputs++;
            }
        }
    }

    private Kind kind(FlowTransaction member, int vout) {
        State state = graph.taint().states().get(member.output(vout));
        return state == State.STOPPED || state == State.BEYOND
                ? Kind.STOPPED
                : member.unspendable()[vout] || state == State.DISPLACED
                        ? Kind.BURNED
                        : member.spender(vout) == OutputId.UNSPENT ? Kind.UNSPENT : Kind.CONTINUES;
    }

    /// Those whose creator is not on the sheet: the others were collected there.
    private void collectInputs(Box box, FlowTransaction member) {
        boolean open =
                graph.openInputs().contains(member.id()) || !graph.taint().isTraced();
        for (int i = 0; i < member.prevouts().length; i++) {
            long prevout = member.prevouts()[i];
            long tainted = graph.taint().of(prevout);
            boolean seed = graph.taint().seeds().contains(prevout);
            boolean collected =
                    !OutputId.isBoundary(prevout) && graph.transactions().containsKey(OutputId.transaction(prevout));
            String name = member.payers()[i];
            if (!collected && (seed || open || tainted > 0)) {
                drawn.add(new Drawn(
                        prevout,
                        OptionalLong.empty(),
                        OptionalLong.of(box.id),
                        seed ? Kind.SEED : Kind.SOURCE,
                        name,
                        member.label(name),
                        member.inputValues()[i],
                        tainted,
                        false));
            } else if (!collected) {
                box.hiddenInputs++;
            }
        }
    }

    static long known(long sats) {
        return sats == TransactionGraph.UNKNOWN ? 0 : sats;
    }

    /// Taint that a transaction pays as a fee goes to its block's coinbase.
    List<FlowEdge> fees() {
        List<FlowEdge> fees = new ArrayList<>();
        if (!graph.taint().isTraced()) {
            return fees;
        }
        for (FlowTransaction each : graph.transactions().values()) {
            long coinbase = OutputId.of(each.height(), 0, OutputId.TRANSACTION);
            long fee = each.isCoinbase() || boxOf(coinbase).isEmpty() ? 0 : taintedFee(each);
            if (fee > 0) {
                fees.add(new FlowEdge(Box.key(box(each.id())), Box.key(box(coinbase)), List.of(), fee, fee, true));
            }
        }
        return fees;
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

    /// A box of transactions as it is drawn.
    FlowNode node(Box box) {
        FlowTransaction first = box.members.getFirst();
        return new FlowNode(
                box.key(),
                kind(box),
                Optional.of(new Thing.Transaction(first.id())),
                first.txid().toString(),
                inflow(box),
                taintedInflow(box),
                box.height(),
                box.members.size(),
                box.hiddenInputs,
                box.hiddenOutputs,
                false,
                box.members.stream().map(FlowTransaction::id).toList(),
                FlowNode.Held.NOTHING);
    }

    private static Kind kind(Box box) {
        FlowTransaction first = box.members.getFirst();
        return box.members.size() > 1
                ? Kind.PEEL_CHAIN
                : first.isCoinbase() ? Kind.COINBASE : first.coinJoin() ? Kind.COINJOIN : Kind.TRANSACTION;
    }

    /// What comes into a box from outside it; of a coinbase, what it pays out.
    private long inflow(Box box) {
        long sats = 0;
        for (FlowTransaction member : box.members) {
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

    private long taintedInflow(Box box) {
        if (!graph.taint().isTraced()) {
            return Taint.UNSAID;
        }
        long sats = 0;
        for (FlowTransaction member : box.members) {
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

    private boolean isInside(Box box, long output) {
        return !OutputId.isBoundary(output) && box(OutputId.transaction(output)) == box.id;
    }
}
