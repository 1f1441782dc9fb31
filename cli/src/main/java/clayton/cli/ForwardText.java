package clayton.cli;

import clayton.chain.Tags;
import clayton.evidence.OutputNames;
import clayton.taint.Buckets;
import clayton.taint.Destroyed;
import clayton.taint.ForwardTrace;
import clayton.taint.Holding;
import clayton.taint.State;
import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/// Tells people what became of each label, and who holds what is left.
final class ForwardText {
    private final Terminal terminal;
    private final ForwardTrace trace;
    private final OutputNames names;
    private final List<Ranking<Holding>> unspent;

    ForwardText(Terminal terminal, ForwardTrace trace, OutputNames names) throws IOException {
        this.terminal = terminal;
        this.trace = trace;
        this.names = names;
        this.unspent = Ranking.of(
                trace.outputs(State.UNSPENT),
                trace.buckets().keySet(),
                Holding::taintedSats,
                Holding::labels,
                Comparator.comparing(Holding::outPoint));
    }

    /// The buckets of every label, and what lies in those that need an explanation.
    void ends() {
        trace.buckets().forEach(this::label);
        SortedMap<String, SortedMap<String, Long>> stopped = trace.stopped();
        if (!stopped.isEmpty()) {
            terminal.title("Stopped");
            stopped.forEach(
                    (reason, labels) -> labels.forEach((label, sats) -> terminal.row(sats, reason + ofSeveral(label))));
        }
        List<Destroyed> destroyed = trace.destroyed();
        if (!destroyed.isEmpty()) {
            terminal.title("Destroyed");
            destroyed.forEach(this::destroyed);
        }
    }

    private String ofSeveral(String label) {
        return trace.buckets().size() == 1 ? "" : ", " + label;
    }

    private void label(String label, Buckets ends) {
        terminal.title(label);
        terminal.row(ends.seededSats(), "seeded");
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
            terminal.row(sats, name);
        }
    }

    private void destroyed(Destroyed destroyed) {
        String where = "at height " + destroyed.height();
        if (destroyed.amountSats().isPresent()) {
            terminal.row(destroyed.amountSats().getAsLong(), where);
        } else {
            destroyed.labels().forEach((label, sats) -> terminal.row(sats, where + ", " + label));
        }
    }

    /// The unspent outputs, by the tags of the addresses they pay.
    void byTag(Tags tags) throws IOException {
        for (Ranking<Holding> holders : unspent) {
            terminal.title("Held by" + holders.words());
            byTag(tags, holders);
        }
    }

    private void byTag(Tags tags, Ranking<Holding> holders) throws IOException {
        SortedMap<String, Long> sats = new TreeMap<>();
        SortedMap<String, Integer> counts = new TreeMap<>();
        for (Holding holder : holders.rows()) {
            String tag = String.join(", ", tags.labels(names.of(holder.id()).orElse("")));
            sats.merge(tag, holders.sats().applyAsLong(holder), Math::addExact);
            counts.merge(tag, 1, Math::addExact);
        }
        sats.forEach((tag, held) -> terminal.row(
                held, (tag.isEmpty() ? "addresses without a tag" : tag) + " (outputs: " + counts.get(tag) + ")"));
    }

    /// Who says so, of every tag of an address where taint is or was stopped.
    void provenance(Tags tags) throws IOException {
        SortedSet<String> lines = new TreeSet<>();
        for (State state : List.of(State.UNSPENT, State.STOPPED)) {
            for (Holding output : trace.outputs(state)) {
                tags.of(names.of(output.id()).orElse(""))
                        .forEach(tag -> lines.add(tag.label() + ": " + ImportedTags.provenance(tag)));
            }
        }
        if (!lines.isEmpty()) {
            terminal.title("Who says so");
            lines.forEach(line -> terminal.line("  " + line));
        }
    }

    /// The largest unspent outputs.
    void holders(int top) throws IOException {
        for (Ranking<Holding> holders : unspent) {
            int count = holders.rows().size();
            terminal.title((count == 1 ? "1 unspent output holds" : count + " unspent outputs hold")
                    + " tainted satoshis" + holders.words());
            holders.print(
                    terminal,
                    top,
                    holder -> holder.outPoint() + "  " + names.of(holder.id()).orElse(""));
        }
    }
}
