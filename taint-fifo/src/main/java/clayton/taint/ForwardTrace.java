package clayton.taint;

import clayton.chain.Hash256;
import clayton.chain.Network;
import clayton.chain.OutPoint;
import clayton.chain.OutputId;
import clayton.chain.TransactionGraph;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;

/// The result of a forward trace: where every seeded satoshi ended, and every output that held taint on the way. Held
/// as columns; [Holding]s are made when they are asked for and name themselves through the graph, which must be open.
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

    /// Whether the trace was stopped before its horizon. It then is just what a trace to [#until] would be, but that
    /// the seeds above that are missing from the buckets.
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

    /// The buckets of what carries any label, each satoshi counted once; empty where labels are amounts, each apart.
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

    /// One of them, in the order in which their states were settled.
    public Holding holding(int number) throws IOException {
        return read(number);
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
        SortedMap<Integer, List<Integer>> byHeight = new TreeMap<>();
        for (int i = 0; i < holdings.count(); i++) {
            if (holdings.state(i).bucket() == State.Bucket.DESTROYED) {
                long id = holdings.state(i) == State.DISPLACED ? holdings.spender(i) : holdings.id(i);
                byHeight.computeIfAbsent(OutputId.height(id), height -> new ArrayList<>())
                        .add(i);
            }
        }
        return byHeight.entrySet().stream()
                .map(entry -> destroyed(entry.getKey(), entry.getValue()))
                .toList();
    }

    /// What the stop rules stopped, by reason and label.
    public SortedMap<String, SortedMap<String, Long>> stopped() {
        SortedMap<String, SortedMap<String, Long>> byReason = new TreeMap<>();
        for (int i = 0; i < holdings.count(); i++) {
            if (holdings.state(i) == State.STOPPED) {
                SortedMap<String, Long> sums = byReason.computeIfAbsent(holdings.reason(i), reason -> new TreeMap<>());
                reading.labels(holdings.pieces(), i).forEach((label, sats) -> sums.merge(label, sats, Math::addExact));
            }
        }
        return byReason;
    }

    private Destroyed destroyed(int height, List<Integer> there) {
        SortedMap<String, Long> labels = new TreeMap<>();
        OptionalLong amount = reading.countsSatoshisOnce() ? OptionalLong.of(0) : OptionalLong.empty();
        for (int i : there) {
            reading.labels(holdings.pieces(), i).forEach((label, sats) -> labels.merge(label, sats, Math::addExact));
            if (amount.isPresent()) {
                amount = OptionalLong.of(Math.addExact(
                        amount.getAsLong(), reading.sats(holdings.pieces(), i).orElseThrow()));
            }
        }
        return new Destroyed(height, amount, labels);
    }

    private List<Holding> sorted(boolean outputs) throws IOException {
        List<Holding> list = new ArrayList<>();
        for (int i : holdings.pieces().inChainOrder()) {
            if (outputs == Reading.isOutput(holdings.id(i))) {
                list.add(read(i));
            }
        }
        list.sort(Comparator.comparing(Holding::outPoint));
        return list;
    }

    private Holding read(int i) throws IOException {
        long id = holdings.id(i);
        State state = holdings.state(i);
        return new Holding(
                id,
                reading.outPoint(id),
                reading.height(id),
                holdings.pieces().valueSats(i),
                reading.sats(holdings.pieces(), i),
                reading.labels(holdings.pieces(), i),
                reading.runs(holdings.pieces(), i),
                state,
                spentBy(i, state),
                reason(i, state));
    }

    private Optional<OutPoint> spentBy(int i, State state) throws IOException {
        long spender = holdings.spender(i);
        return Reading.isOutput(holdings.id(i)) && spender != OutputId.UNSPENT && state != State.DISPLACED
                ? Optional.of(reading.outPoint(spender))
                : Optional.empty();
    }

    private Optional<String> reason(int i, State state) throws IOException {
        if (state == State.DISPLACED) {
            return Optional.of(
                    "its name went to a later transaction at height " + OutputId.height(holdings.spender(i)));
        }
        if (state == State.BEYOND) {
            return Optional.of(
                    Reading.isOutput(holdings.id(i))
                            ? "input values of the spender " + graph.txid(holdings.spender(i)) + " are not all known"
                            : "input values of the block are not all known, so its coinbase's stream is not either");
        }
        return Optional.of(holdings.reason(i)).filter(text -> !text.isEmpty());
    }

    Holdings holdings() {
        return holdings;
    }

    LabelSets sets() {
        return sets;
    }
}
