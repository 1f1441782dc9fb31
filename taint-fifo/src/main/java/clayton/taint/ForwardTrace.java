package clayton.taint;

import clayton.chain.Hash256;
import clayton.chain.Network;
import clayton.chain.OutPoint;
import clayton.chain.OutputId;
import clayton.chain.TransactionGraph;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
    private final LabelSets sets;
    private final Totals totals;
    private final Holdings holdings;
    private final long transactions;
    private final boolean cancelled;
    private final int[] order;
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
        this.order = holdings.inChainOrder();
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
        return countsOnce() ? Optional.of(totals.any()) : Optional.empty();
    }

    private boolean countsOnce() {
        return settings.countsSatoshisOnce(sets.labels().size());
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
        return order.length;
    }

    /// One of them, in chain order (boundary outputs first).
    public Holding holding(int number) throws IOException {
        int i = order[number];
        return holding(i, outPoint(holdings.id(i)));
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

    private Destroyed destroyed(int height, List<Integer> there) {
        SortedMap<String, Long> labels = new TreeMap<>();
        OptionalLong amount = countsOnce() ? OptionalLong.of(0) : OptionalLong.empty();
        for (int i : there) {
            byLabel(i).forEach((label, sats) -> labels.merge(label, sats, Math::addExact));
            if (amount.isPresent()) {
                amount = OptionalLong.of(Math.addExact(amount.getAsLong(), sumSats(i)));
            }
        }
        return new Destroyed(height, amount, labels);
    }

    private List<Holding> sorted(boolean outputs) throws IOException {
        List<Holding> list = new ArrayList<>();
        Map<Long, Hash256> txids = new HashMap<>();
        for (int i : order) {
            long id = holdings.id(i);
            if (outputs == isOutput(id)) {
                list.add(holding(i, OutputId.isBoundary(id) ? outPoint(id) : outPoint(id, txids)));
            }
        }
        list.sort(Comparator.comparing(Holding::outPoint));
        return list;
    }

    private static boolean isOutput(long id) {
        return OutputId.isBoundary(id) || OutputId.vout(id) < OutputId.UNCLAIMED;
    }

    private OutPoint outPoint(long id) throws IOException {
        return OutputId.isBoundary(id) ? graph.output(id).outPoint() : new OutPoint(graph.txid(id), OutputId.vout(id));
    }

    /// As the other, asking for each txid once.
    private OutPoint outPoint(long id, Map<Long, Hash256> txids) throws IOException {
        Hash256 txid = txids.get(OutputId.transaction(id));
        if (txid == null) {
            txid = graph.txid(id);
            txids.put(OutputId.transaction(id), txid);
        }
        return new OutPoint(txid, OutputId.vout(id));
    }

    private Holding holding(int i, OutPoint outPoint) throws IOException {
        long id = holdings.id(i);
        State state = holdings.state(i);
        Optional<OutPoint> spentBy = spentBy(i, state);
        return new Holding(
                id,
                outPoint,
                OutputId.isBoundary(id) ? graph.output(id).height() : OutputId.height(id),
                holdings.valueSats(i),
                countsOnce() ? OptionalLong.of(sumSats(i)) : OptionalLong.empty(),
                byLabel(i),
                settings.policy() instanceof Policy.Places ? runs(i) : List.of(),
                state,
                spentBy,
                reason(i, state));
    }

    private Optional<OutPoint> spentBy(int i, State state) throws IOException {
        long spender = holdings.spender(i);
        return isOutput(holdings.id(i)) && spender != OutputId.UNSPENT && state != State.DISPLACED
                ? Optional.of(new OutPoint(graph.txid(spender), OutputId.vout(spender)))
                : Optional.empty();
    }

    private Optional<String> reason(int i, State state) throws IOException {
        if (state == State.DISPLACED) {
            return Optional.of(
                    "its name went to a later transaction at height " + OutputId.height(holdings.spender(i)));
        }
        if (state == State.BEYOND) {
            return Optional.of(
                    isOutput(holdings.id(i))
                            ? "input values of the spender " + graph.txid(holdings.spender(i)) + " are not all known"
                            : "input values of the block are not all known, so its coinbase's stream is not either");
        }
        return Optional.of(holdings.reason(i)).filter(text -> !text.isEmpty());
    }

    private long sumSats(int i) {
        long sum = 0;
        for (int run = holdings.from(i); run < holdings.to(i); run++) {
            sum = Math.addExact(sum, holdings.runs().length(run));
        }
        return sum;
    }

    private SortedMap<String, Long> byLabel(int i) {
        SortedMap<String, Long> sats = new TreeMap<>();
        for (int run = holdings.from(i); run < holdings.to(i); run++) {
            long length = holdings.runs().length(run);
            sets.members(holdings.runs().labels(run)).stream()
                    .forEach(label -> sats.merge(sets.labels().get(label), length, Math::addExact));
        }
        return sats;
    }

    private List<Run> runs(int i) {
        Run[] list = new Run[holdings.to(i) - holdings.from(i)];
        Arrays.setAll(list, n -> {
            int run = holdings.from(i) + n;
            return new Run(
                    holdings.runs().start(run),
                    holdings.runs().length(run),
                    sets.names(holdings.runs().labels(run)));
        });
        return List.of(list);
    }
}
