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
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;

/// Tells people how a trace ended: what became of each label, and who holds what is left. What is not listed is summed
/// up, so the amounts shown always add up to the whole.
final class TraceText {
    private final Terminal terminal;
    private final ForwardTrace trace;
    private final OutputNames names;
    private final List<Holding> holders;

    TraceText(Terminal terminal, ForwardTrace trace, OutputNames names) throws IOException {
        this.terminal = terminal;
        this.trace = trace;
        this.names = names;
        this.holders = trace.outputs().stream()
                .filter(output -> output.state() == State.UNSPENT && mostSats(output) > 0)
                .sorted(Comparator.<Holding>comparingLong(TraceText::mostSats)
                        .reversed()
                        .thenComparing(Holding::outPoint))
                .toList();
    }

    /// What the result rests on, and the buckets of every label.
    void summary() {
        terminal.field("network", trace.network().name() + ", heights " + trace.from() + " to " + trace.until());
        terminal.field(
                "rule",
                trace.settings().policy().name() + ", coinbases "
                        + trace.settings().coinbaseOrder() + ", fees "
                        + trace.settings().fees());
        terminal.field("passed", trace.transactions() + " transactions");
        trace.notes().forEach(note -> terminal.field("note", note));
        trace.buckets().forEach(this::label);
        List<Destroyed> destroyed = trace.destroyed();
        if (!destroyed.isEmpty()) {
            title("Destroyed");
            destroyed.forEach(each -> row(mostSats(each.amountSats(), each.labels()), "at height " + each.height()));
        }
    }

    private void label(String label, Buckets ends) {
        title(label);
        end(ends.seededSats(), "seeded");
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

    /// The unspent outputs, by the tags of the addresses they pay.
    void byTag(Tags tags) throws IOException {
        SortedMap<String, Long> sats = new TreeMap<>();
        SortedMap<String, Integer> counts = new TreeMap<>();
        for (Holding holder : holders) {
            String tag = String.join(", ", tags.labels(names.of(holder.id()).orElse("")));
            sats.merge(tag, mostSats(holder), Math::addExact);
            counts.merge(tag, 1, Math::addExact);
        }
        title("Held by");
        sats.forEach((tag, held) ->
                row(held, (tag.isEmpty() ? "addresses without a tag" : tag) + " (outputs: " + counts.get(tag) + ")"));
    }

    /// The largest unspent outputs.
    void holders(int top) throws IOException {
        title(holders.size() + " unspent outputs hold tainted satoshis");
        for (Holding holder : holders.subList(0, Math.min(top, holders.size()))) {
            row(
                    mostSats(holder),
                    holder.outPoint() + "  " + names.of(holder.id()).orElse(""));
        }
        if (holders.size() > top) {
            List<Holding> hidden = holders.subList(top, holders.size());
            row(
                    hidden.stream().mapToLong(TraceText::mostSats).reduce(0, Math::addExact),
                    "in " + hidden.size() + " more");
        }
    }

    /// Satoshis with any label; where labels are amounts that may overlap, those of the label that has most.
    private static long mostSats(Holding holder) {
        return mostSats(holder.taintedSats(), holder.labels());
    }

    private static long mostSats(OptionalLong anySats, SortedMap<String, Long> labels) {
        return anySats.orElseGet(
                () -> labels.values().stream().mapToLong(Long::longValue).max().orElse(0));
    }

    private void title(String text) {
        terminal.line("");
        terminal.line(text);
    }

    private void row(long sats, String text) {
        terminal.line("  " + Amounts.column(sats) + "  " + text);
    }
}
