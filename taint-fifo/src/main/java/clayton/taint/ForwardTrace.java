package clayton.taint;

import clayton.chain.Hash256;
import clayton.chain.Network;
import clayton.chain.TransactionGraph;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;

/// The result of a forward trace: where every seeded satoshi ended, and every output that held taint on the way.
/// Held as columns; [Holding]s are made when they are asked for and name themselves through the graph, which must
/// be open. If they were passed to a [HoldingSink], none are left here.
public final class ForwardTrace {
    private final TransactionGraph graph;
    private final TraceSettings settings;
    private final int until;
    private final int reached;
    private final SeedBed seeds;
    private final Totals totals;
    private final Holdings holdings;
    private final long transactions;
    private final boolean cancelled;
    private final LabelSets sets;
    private final Reading reading;
    private final HoldingReader reader;
    private final Hash256 tipHash;

    ForwardTrace(
            TransactionGraph graph,
            TraceSettings settings,
            int until,
            int reached,
            SeedBed seeds,
            LabelSets sets,
            Totals totals,
            Holdings holdings,
            long transactions,
            boolean cancelled)
            throws IOException {
        this.graph = graph;
        this.settings = settings;
        this.until = until;
        this.reached = reached;
        this.seeds = seeds;
        this.sets = sets;
        this.totals = totals;
        this.holdings = holdings;
        this.transactions = transactions;
        this.cancelled = cancelled;
        this.reading = new Reading(graph, settings.policy(), sets);
        this.reader = new HoldingReader(reading, holdings);
        this.tipHash = graph.blockHash(graph.to());
        checkBuckets();
    }

    /// Every satoshi that was seeded stands in a bucket, or nobody may see this result.
    private void checkBuckets() {
        boolean mayGrow = settings.policy() instanceof Policy.Whole;
        buckets().forEach((label, buckets) -> {
            if (mayGrow ? buckets.grownSats() < 0 : buckets.grownSats() != 0) {
                throw new IllegalStateException("label " + label + " was seeded with " + buckets.seededSats()
                        + " satoshis, but " + buckets.endedSats() + " stand in its buckets");
            }
        });
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

    /// The horizon: the one asked for, or of a cancelled trace the last height it finished.
    public int until() {
        return reached;
    }

    /// Whether the trace was stopped before its horizon. It then is just what a trace to [#until] would be, but
    /// that the seeds above that are missing from the buckets.
    public boolean cancelled() {
        return cancelled;
    }

    /// Sorted by outpoint.
    public List<LaidSeed> seeds() {
        return seeds.laid();
    }

    public SortedMap<String, Buckets> buckets() {
        return totals.byLabel();
    }

    /// The buckets of what carries any label, each satoshi counted once; empty where labels are amounts, each
    /// apart.
    public Optional<Buckets> anyLabel() {
        return reading.countsSatoshisOnce() ? Optional.of(totals.any()) : Optional.empty();
    }

    /// Transactions that taint entered, coinbases included.
    public long transactions() {
        return transactions;
    }

    public List<String> notes() {
        List<String> notes = new ArrayList<>(seeds.notes());
        if (from() > 0) {
            notes.add("the loaded range begins at height " + from() + ": nothing before it was looked at");
        }
        if (cancelled) {
            notes.add("cancelled: followed to height " + reached + " of " + until);
        }
        return notes;
    }

    /// Number of outputs and slots that ever held taint.
    public int size() {
        return holdings.count();
    }

    /// Number of runs (of labels' amounts where nothing is placed) in all of them.
    public long runs() {
        return holdings.pieces().runCount();
    }

    /// One of them, in the order in which their states were settled.
    public Holding holding(int number) throws IOException {
        return reader.read(number);
    }

    /// All outputs that ever held taint, sorted by txid text, then vout.
    public List<Holding> outputs() throws IOException {
        return sorted(true);
    }

    /// The fees and unclaimed tails in which taint ended, sorted by txid text.
    public List<Holding> slots() throws IOException {
        return sorted(false);
    }

    /// What was destroyed, by height.
    public List<Destroyed> destroyed() {
        List<Destroyed> list = new ArrayList<>();
        totals.destroyed()
                .forEach((height, sats) -> list.add(new Destroyed(
                        height,
                        reading.countsSatoshisOnce() ? OptionalLong.of(sats.anySats()) : OptionalLong.empty(),
                        sats.byLabel())));
        return list;
    }

    /// What the stop rules stopped, by reason and label.
    public SortedMap<String, SortedMap<String, Long>> stopped() {
        SortedMap<String, SortedMap<String, Long>> byReason = new TreeMap<>();
        totals.stopped().forEach((reason, sats) -> byReason.put(reason, sats.byLabel()));
        return byReason;
    }

    private List<Holding> sorted(boolean outputs) throws IOException {
        List<Holding> list = new ArrayList<>();
        for (int i : holdings.pieces().inChainOrder()) {
            if (outputs == Reading.isOutput(holdings.id(i))) {
                list.add(reader.read(i));
            }
        }
        list.sort(Comparator.comparing(Holding::outPoint));
        return list;
    }

    Holdings holdings() {
        return holdings;
    }

    LabelSets sets() {
        return sets;
    }
}
