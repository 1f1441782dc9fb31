package clayton.desktop.transaction;

import clayton.chain.OutputId;
import clayton.chain.TransactionView;
import clayton.desktop.session.Thing;
import clayton.taint.Run;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A transaction as a stream of satoshis by fifo: which range of which input became which range of which output.
/// Inputs fill the stream in their order, outputs and at last the fee cut it in theirs; a coinbase's stream is its
/// subsidy, then the fees of its block. Exact to the satoshi.
public record Sankey(List<Slot> inputs, List<Slot> outputs, List<Flow> flows, long totalSats) {
    /// More inputs or outputs than this are taken together; those that are lie one after the other in the stream.
    static final int MOST_SLOTS = 24;

    /// An input, an output or a slot: what it is, where in the stream it begins, and how many there are of it.
    public record Slot(Kind kind, int number, int count, Optional<Thing> thing, long startSats, long sats) {
        long endSats() {
            return startSats + sats;
        }
    }

    public enum Kind {
        INPUT,
        OUTPUT,
        SUBSIDY,
        FEES,
        FEE,
        UNCLAIMED,
        MORE
    }

    /// A range of the stream that comes from one input and goes to one output; offsets are those inside these.
    /// `tainted`
    /// are its parts that carry taint, as ranges of the stream.
    public record Flow(int input, int output, long startSats, long sats, List<Part> tainted) {
        public long taintedSats() {
            return tainted.stream().mapToLong(Part::sats).sum();
        }
    }

    public record Part(long startSats, long sats) {}

    /// `runs` are the tainted ranges inside the spent outputs, by their ids. Throws `IllegalArgumentException` if a
    /// value that the stream is made of is not known.
    static Sankey of(TransactionView view, Map<Long, List<Run>> runs) {
        if (view.unresolved) {
            throw new IllegalArgumentException("values of its inputs are not known");
        }
        List<Slot> inputs = folded(inputs(view));
        List<Slot> outputs = folded(outputs(view));
        return new Sankey(inputs, outputs, flows(inputs, outputs, tainted(view, runs)), end(outputs));
    }

    private static long end(List<Slot> slots) {
        return slots.isEmpty() ? 0 : slots.getLast().endSats();
    }

    private static void add(List<Slot> slots, Kind kind, Optional<Thing> thing, long sats) {
        slots.add(new Slot(kind, slots.size(), 1, thing, end(slots), sats));
    }

    private static List<Slot> inputs(TransactionView view) {
        List<Slot> slots = new ArrayList<>();
        if (view.isCoinbase()) {
            add(slots, Kind.SUBSIDY, Optional.empty(), view.subsidy);
            add(slots, Kind.FEES, Optional.empty(), view.blockFees);
        }
        for (int i = 0; i < view.inputs; i++) {
            add(slots, Kind.INPUT, Optional.of(new Thing.Output(view.prevouts[i])), view.inputValues[i]);
        }
        return slots;
    }

    private static List<Slot> outputs(TransactionView view) {
        List<Slot> slots = new ArrayList<>();
        for (int vout = 0; vout < view.outputs; vout++) {
            add(slots, Kind.OUTPUT, Optional.of(new Thing.Output(OutputId.withVout(view.id, vout))), view.values[vout]);
        }
        if (view.fee > 0) {
            add(slots, view.isCoinbase() ? Kind.UNCLAIMED : Kind.FEE, Optional.empty(), view.fee);
        }
        return slots;
    }

    private static List<Slot> folded(List<Slot> slots) {
        if (slots.size() <= MOST_SLOTS) {
            return slots;
        }
        List<Slot> some = new ArrayList<>(slots.subList(0, MOST_SLOTS - 1));
        long start = end(some);
        some.add(new Slot(
                Kind.MORE, some.size(), slots.size() - some.size(), Optional.empty(), start, end(slots) - start));
        return some;
    }

    /// Tainted ranges of the stream, in its order.
    private static List<Part> tainted(TransactionView view, Map<Long, List<Run>> runs) {
        List<Part> parts = new ArrayList<>();
        long start = 0;
        for (int i = 0; i < view.inputs; i++) {
            for (Run run : runs.getOrDefault(view.prevouts[i], List.of())) {
                parts.add(new Part(start + run.offsetSats(), run.lengthSats()));
            }
            start += view.inputValues[i];
        }
        return parts;
    }

    private static List<Flow> flows(List<Slot> inputs, List<Slot> outputs, List<Part> tainted) {
        List<Flow> flows = new ArrayList<>();
        int in = 0;
        int out = 0;
        while (in < inputs.size() && out < outputs.size()) {
            long start = Math.max(inputs.get(in).startSats(), outputs.get(out).startSats());
            long end = Math.min(inputs.get(in).endSats(), outputs.get(out).endSats());
            if (end > start) {
                flows.add(new Flow(in, out, start, end - start, inside(tainted, start, end)));
            }
            if (inputs.get(in).endSats() <= outputs.get(out).endSats()) {
                in++;
            } else {
                out++;
            }
        }
        return flows;
    }

    private static List<Part> inside(List<Part> parts, long start, long end) {
        List<Part> inside = new ArrayList<>();
        for (Part part : parts) {
            long from = Math.max(start, part.startSats());
            long to = Math.min(end, part.startSats() + part.sats());
            if (to > from) {
                inside.add(new Part(from, to - from));
            }
        }
        return inside;
    }
}
