package clayton.cli;

import clayton.chain.Tags;
import clayton.taint.Buckets;
import clayton.taint.Destroyed;
import clayton.taint.ForwardTrace;
import clayton.taint.Holding;
import clayton.taint.State;
import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;

/// Tells people how a trace ended: what became of each label, and who holds what is left. What is not listed is
/// summed up, so the amounts shown always add up to the whole. Where labels may overlap on the same satoshis they
/// are shown apart, because no sum over them would mean anything.
final class TraceText {
    private final Terminal terminal;
    private final ForwardTrace trace;
    private final OutputNames names;
    private final List<Holding> unspent;

    TraceText(Terminal terminal, ForwardTrace trace, OutputNames names) throws IOException {
        this.terminal = terminal;
        this.trace = trace;
        this.names = names;
        this.unspent = trace.outputs().stream()
                .filter(output -> output.state() == State.UNSPENT)
                .toList();
    }

    /// What results rest on that differ in their policy at most.
    static void settings(Terminal terminal, List<ForwardTrace> traces) {
        ForwardTrace any = traces.getFirst();
        terminal.field("network", any.network().name() + ", heights " + any.from() + " to " + any.until());
        terminal.field(
                "rule",
                traces.stream().map(trace -> trace.settings().policy().name()).collect(Collectors.joining(", "))
                        + ", coinbases "
                        + any.settings().coinbaseOrder() + ", fees "
                        + any.settings().fees());
    }

    /// What the result rests on, and the buckets of every label.
    void summary() {
        settings(terminal, List.of(trace));
        terminal.field("passed", trace.transactions() + " transactions");
        trace.notes().forEach(note -> terminal.field("note", note));
        trace.buckets().forEach(this::label);
        List<Destroyed> destroyed = trace.destroyed();
        if (!destroyed.isEmpty()) {
            title("Destroyed");
            destroyed.forEach(this::destroyed);
        }
    }

    private void label(String label, Buckets ends) {
        title(label);
        row(ends.seededSats(), "seeded");
        end(ends.grownSats(), "grown");
        end(ends.unspentSats(), "unspent");
        end(ends.burnedSats(), "burned");
        end(ends.destroyedSats(), "destroyed");
        end(ends.feesSats(), "ended as fees");
        end(ends.stoppedSats(), "stopped");
        end(ends.beyondSats(), "beyond what is known");
    }

    private void end(long sats, String name) {
        if (sats != 0) {
            row(sats, name);
        }
    }

    private void destroyed(Destroyed destroyed) {
        String where = "at height " + destroyed.height();
        if (destroyed.amountSats().isPresent()) {
            row(destroyed.amountSats().getAsLong(), where);
        } else {
            destroyed.labels().forEach((label, sats) -> row(sats, where + ", " + label));
        }
    }

    /// The unspent outputs, by the tags of the addresses they pay.
    void byTag(Tags tags) throws IOException {
        for (Map.Entry<String, ToLongFunction<Holding>> amount : amounts().entrySet()) {
            title("Held by" + amount.getKey());
            byTag(tags, amount.getValue());
        }
    }

    private void byTag(Tags tags, ToLongFunction<Holding> amount) throws IOException {
        SortedMap<String, Long> sats = new TreeMap<>();
        SortedMap<String, Integer> counts = new TreeMap<>();
        for (Holding holder : holders(amount)) {
            String tag = String.join(", ", tags.labels(names.of(holder.id()).orElse("")));
            sats.merge(tag, amount.applyAsLong(holder), Math::addExact);
            counts.merge(tag, 1, Math::addExact);
        }
        sats.forEach((tag, held) ->
                row(held, (tag.isEmpty() ? "addresses without a tag" : tag) + " (outputs: " + counts.get(tag) + ")"));
    }

    /// The largest unspent outputs.
    void holders(int top) throws IOException {
        for (Map.Entry<String, ToLongFunction<Holding>> amount : amounts().entrySet()) {
            List<Holding> holders = holders(amount.getValue());
            title((holders.size() == 1 ? "1 unspent output holds" : holders.size() + " unspent outputs hold")
                    + " tainted satoshis" + amount.getKey());
            list(holders, amount.getValue(), Math.clamp(top, 0, holders.size()));
        }
    }

    private void list(List<Holding> holders, ToLongFunction<Holding> amount, int shown) throws IOException {
        for (Holding holder : holders.subList(0, shown)) {
            row(
                    amount.applyAsLong(holder),
                    holder.outPoint() + "  " + names.of(holder.id()).orElse(""));
        }
        if (shown < holders.size()) {
            long hidden = 0;
            for (Holding holder : holders.subList(shown, holders.size())) {
                hidden = Math.addExact(hidden, amount.applyAsLong(holder));
            }
            row(hidden, "in " + (holders.size() - shown) + " more");
        }
    }

    private List<Holding> holders(ToLongFunction<Holding> amount) {
        return unspent.stream()
                .filter(output -> amount.applyAsLong(output) > 0)
                .sorted(Comparator.comparingLong(amount).reversed().thenComparing(Holding::outPoint))
                .toList();
    }

    /// What to count of an output, under the words that say it: satoshis with any label, or each label's.
    private SortedMap<String, ToLongFunction<Holding>> amounts() {
        SortedMap<String, ToLongFunction<Holding>> amounts = new TreeMap<>();
        if (unspent.stream().allMatch(output -> output.taintedSats().isPresent())) {
            amounts.put("", output -> output.taintedSats().orElseThrow());
        } else {
            trace.buckets()
                    .keySet()
                    .forEach(label ->
                            amounts.put(", " + label, output -> output.labels().getOrDefault(label, 0L)));
        }
        return amounts;
    }

    private void title(String text) {
        terminal.line("");
        terminal.line(text);
    }

    private void row(long sats, String text) {
        terminal.line("  " + Amounts.column(sats) + "  " + text);
    }
}
