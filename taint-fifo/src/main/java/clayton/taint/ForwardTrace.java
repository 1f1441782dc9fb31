package clayton.taint;

import clayton.chain.TransactionGraph;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.LongPredicate;

/// The result of a forward trace: where every seeded satoshi ended, and every output that held taint on the way.
/// Held as columns; [Holding]s are made when they are asked for and name themselves through the graph, which must
/// be open. If they were passed to a [HoldingSink], none are left here.
public final class ForwardTrace implements Trace {
    private final TraceHead head;
    private final int reached;
    private final Totals totals;
    private final Holdings holdings;
    private final long transactions;
    private final boolean cancelled;
    private final LabelSets sets;
    private final Reading reading;
    private final HoldingReader reader;

    ForwardTrace(
            TransactionGraph graph,
            TraceHead head,
            int reached,
            LabelSets sets,
            Totals totals,
            Holdings holdings,
            long transactions,
            boolean cancelled) {
        this.head = head;
        this.reached = reached;
        this.sets = sets;
        this.totals = totals;
        this.holdings = holdings;
        this.transactions = transactions;
        this.cancelled = cancelled;
        this.reading = new Reading(graph, settings().policy(), sets);
        this.reader = new HoldingReader(reading, holdings);
        checkBuckets();
    }

    /// Every satoshi that was seeded stands in a bucket, or nobody may see this result.
    private void checkBuckets() {
        boolean mayGrow = settings().policy() instanceof Policy.Whole;
        buckets().forEach((label, buckets) -> {
            if (mayGrow ? buckets.grownSats() < 0 : buckets.grownSats() != 0) {
                throw new IllegalStateException("label " + label + " was seeded with " + buckets.seededSats()
                        + " satoshis, but " + buckets.endedSats() + " stand in its buckets");
            }
        });
    }

    @Override
    public TraceHead head() {
        return head;
    }

    /// The horizon: the one asked for, or of a cancelled trace the last height it finished.
    @Override
    public int until() {
        return reached;
    }

    /// Whether the trace was stopped before its horizon. It then is just what a trace to [#until] would be, but
    /// that the seeds above that are missing from the buckets.
    @Override
    public boolean cancelled() {
        return cancelled;
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
    @Override
    public long transactions() {
        return transactions;
    }

    @Override
    public List<String> notes() {
        List<String> notes = new ArrayList<>(head.notes());
        if (buckets().values().stream().anyMatch(ends -> ends.beyondSats() > 0)) {
            notes.add("taint came to transactions whose input values are not all known: it stands in beyond");
        }
        if (cancelled) {
            notes.add("cancelled: followed to height " + reached + " of " + head.until());
        }
        return notes;
    }

    /// Number of outputs and slots that ever held taint.
    @Override
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

    /// The numbers of all of them in chain order, to go over them without holding them.
    public int[] inChainOrder() {
        return holdings.pieces().inChainOrder();
    }

    /// The id of one of them, without reading anything.
    public long id(int number) {
        return holdings.id(number);
    }

    /// All outputs that ever held taint, sorted by txid text, then vout.
    public List<Holding> outputs() throws IOException {
        return sorted(Reading::isOutput, Set.of(State.values()));
    }

    /// The fees and unclaimed tails in which taint ended, sorted by txid text.
    public List<Holding> slots() throws IOException {
        return sorted(id -> !Reading.isOutput(id), Set.of(State.values()));
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

    /// Those in this state, sorted as all are.
    public List<Holding> outputs(State state) throws IOException {
        return sorted(Reading::isOutput, Set.of(state));
    }

    private List<Holding> sorted(LongPredicate which, Set<State> states) throws IOException {
        List<Holding> list = new ArrayList<>();
        for (int i : holdings.pieces().inChainOrder()) {
            if (which.test(holdings.id(i)) && states.contains(holdings.state(i))) {
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
