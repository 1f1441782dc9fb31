package clayton.taint;

import clayton.chain.Hash256;
import clayton.chain.Network;
import clayton.chain.OutputId;
import clayton.chain.TransactionGraph;
import clayton.taint.Origin.Kind;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// The result of a backward trace: where the asked satoshis came from, and through which outputs. Names are read
/// from the graph when they are asked for; it must be open.
public final class BackwardTrace {
    private final TransactionGraph graph;
    private final TraceSettings settings;
    private final SeedBed seeds;
    private final LabelSets sets;
    private final Totals totals;
    private final Pieces ancestors;
    private final Origins origins;
    private final long transactions;
    private final boolean cancelled;
    private final Hash256 tipHash;
    private final Reading reading;

    BackwardTrace(
            TransactionGraph graph,
            TraceSettings settings,
            SeedBed seeds,
            LabelSets sets,
            Totals totals,
            Pieces ancestors,
            Origins origins,
            long transactions,
            boolean cancelled)
            throws IOException {
        this.graph = graph;
        this.settings = settings;
        this.seeds = seeds;
        this.sets = sets;
        this.totals = totals;
        this.ancestors = ancestors;
        this.origins = origins;
        this.transactions = transactions;
        this.cancelled = cancelled;
        this.tipHash = graph.blockHash(graph.to());
        this.reading = new Reading(graph, settings.policy(), sets);
    }

    public Network network() {
        return graph.network();
    }

    /// The loaded range the result rests on: its first and last height, and the last block's hash.
    public int from() {
        return graph.from();
    }

    public int tip() {
        return graph.to();
    }

    public Hash256 tipHash() {
        return tipHash;
    }

    public TraceSettings settings() {
        return settings;
    }

    /// What was asked, sorted by outpoint.
    public List<LaidSeed> seeds() {
        return seeds.laid();
    }

    /// Satoshis asked, by label.
    public SortedMap<String, Long> askedSats() {
        SortedMap<String, Long> asked = new TreeMap<>();
        totals.byLabel().forEach((label, buckets) -> asked.put(label, buckets.seededSats()));
        return asked;
    }

    /// Transactions that were passed through, coinbases included.
    public long transactions() {
        return transactions;
    }

    /// Whether the trace was stopped before it came to all origins; those it did not come to are [Kind#OPEN].
    public boolean cancelled() {
        return cancelled;
    }

    public List<String> notes() {
        List<String> notes = new ArrayList<>(seeds.notes());
        if (from() > 0) {
            notes.add("the loaded range begins at height " + from() + ": what is older has an unknown origin");
        }
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
    public int size() {
        return ancestors.count();
    }

    /// Number of runs (of labels' amounts where nothing is placed) in all of them.
    public long runs() {
        return ancestors.runCount();
    }

    /// The outputs the trace came through, sorted by txid text, then vout.
    public List<Ancestor> outputs() throws IOException {
        List<Ancestor> list = new ArrayList<>();
        for (int i : ancestors.inChainOrder()) {
            long id = ancestors.id(i);
            list.add(new Ancestor(
                    id,
                    reading.outPoint(id),
                    reading.height(id),
                    ancestors.valueSats(i),
                    reading.sats(ancestors, i),
                    reading.labels(ancestors, i),
                    reading.runs(ancestors, i),
                    reading.mixed(ancestors, i)));
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
