package clayton.taint;

import clayton.chain.OutputId;
import clayton.taint.Origin.Kind;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// The result of a backward trace: where the asked satoshis came from, and through which outputs. Names are read
/// from the graph when they are asked for; it must be open. If the outputs were passed to an [AncestorSink], none
/// are left here.
public final class BackwardTrace implements Trace {
    private final TraceHead head;
    private final LabelSets sets;
    private final Totals totals;
    private final Pieces ancestors;
    private final Origins origins;
    private final long transactions;
    private final boolean cancelled;
    private final Reading reading;

    BackwardTrace(
            TraceHead head,
            Reading reading,
            LabelSets sets,
            Totals totals,
            Pieces ancestors,
            Origins origins,
            long transactions,
            boolean cancelled) {
        this.head = head;
        this.sets = sets;
        this.totals = totals;
        this.ancestors = ancestors;
        this.origins = origins;
        this.transactions = transactions;
        this.cancelled = cancelled;
        this.reading = reading;
    }

    @Override
    public TraceHead head() {
        return head;
    }

    /// Satoshis asked, by label.
    public SortedMap<String, Long> askedSats() {
        SortedMap<String, Long> asked = new TreeMap<>();
        totals.byLabel().forEach((label, buckets) -> asked.put(label, buckets.seededSats()));
        return asked;
    }

    /// Transactions that were passed through, coinbases included.
    @Override
    public long transactions() {
        return transactions;
    }

    /// Whether the trace was stopped before it came to all origins; those it did not come to are [Kind#OPEN].
    @Override
    public boolean cancelled() {
        return cancelled;
    }

    @Override
    public List<String> notes() {
        List<String> notes = new ArrayList<>(head.notes());
        if (cancelled) {
            notes.add("cancelled: outputs of kind open were not followed");
        }
        return notes;
    }

    /// All ends: minted by height, then unknown origins, fees and open ends, each by name.
    public List<Origin> origins() throws IOException {
        List<Origin> list = new ArrayList<>();
        for (Kind kind : Kind.values()) {
            List<Origin> some = new ArrayList<>();
            Pieces pieces = origins.of(kind);
            for (int i : pieces.inChainOrder()) {
                some.add(origin(kind, pieces, i));
            }
            if (kind != Kind.MINTED) {
                some.sort(Comparator.comparing(Origin::outPoint).thenComparingInt(Origin::height));
            }
            list.addAll(some);
        }
        return list;
    }

    private Origin origin(Kind kind, Pieces pieces, int i) throws IOException {
        long id = pieces.id(i);
        return new Origin(
                kind,
                reading.outPoint(kind == Kind.MINTED ? OutputId.withVout(id, 0) : id),
                reading.height(id),
                reading.sats(pieces, i),
                reading.labels(pieces, i),
                reading.runs(pieces, i),
                reading.mixed(pieces, i));
    }

    /// Number of outputs the trace came through.
    @Override
    public int size() {
        return ancestors.count();
    }

    /// Number of runs (of labels' amounts where nothing is placed) in all of them.
    public long runs() {
        return ancestors.runCount();
    }

    /// The numbers of the outputs the trace came through in chain order, to go over them without holding them.
    public int[] inChainOrder() {
        return ancestors.inChainOrder();
    }

    /// The id of one of them, without reading anything.
    public long id(int number) {
        return ancestors.id(number);
    }

    public Ancestor ancestor(int number) throws IOException {
        return reading.ancestor(ancestors, number);
    }

    /// The outputs the trace came through, sorted by txid text, then vout.
    public List<Ancestor> outputs() throws IOException {
        List<Ancestor> list = new ArrayList<>();
        for (int i : ancestors.inChainOrder()) {
            list.add(reading.ancestor(ancestors, i));
        }
        list.sort(Comparator.comparing(Ancestor::outPoint).thenComparingInt(Ancestor::height));
        return list;
    }

    Pieces ancestors() {
        return ancestors;
    }

    Origins ends() {
        return origins;
    }

    LabelSets sets() {
        return sets;
    }
}
