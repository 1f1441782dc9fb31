package clayton.evidence;

import clayton.chain.Hash256;
import clayton.chain.Network;
import clayton.chain.OutPoint;
import clayton.chain.OutputId;
import clayton.chain.Progress;
import clayton.chain.TransactionGraph;
import clayton.chain.TransactionView;
import clayton.taint.Ancestor;
import clayton.taint.BackwardTrace;
import clayton.taint.FeeRule;
import clayton.taint.ForwardTrace;
import clayton.taint.Holding;
import clayton.taint.LaidSeed;
import clayton.taint.Policy;
import clayton.taint.Run;
import clayton.taint.State;
import clayton.taint.Trace;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// A trace as transactions and the outputs between them, in chain order. Of the result itself nothing is
/// copied: 12 bytes for each of its outputs and 8 for each transaction are all that is held; outputs and
/// transactions are made when they are asked for, one after the other. The graph must be open. Asked to stop, it ends
/// whatever goes through it with a `CancellationException`.
public final class Flow {
    private final TransactionGraph graph;
    private final Traced traced;
    private final Progress progress;
    private final boolean forward;

    /// Ids in chain order; the same id may stand there twice, with what was stopped and with what went on.
    private final long[] ids;

    /// Of each id, its number in the trace; below zero −1 − the number of a seed that the trace itself does not
    /// list.
    private final int[] numbers;

    private final List<LaidSeed> seeds;
    private final Map<Long, List<LaidSeed>> laid;
    private final TransactionView view = new TransactionView();
    private long[] transactions = {};

    /// A tainted output. `state` and `reason` are those of a forward trace; `arrived` is its taint without what
    /// was seeded there.
    public record Output(
            long id,
            OutPoint outPoint,
            int height,
            long valueSats,
            OptionalLong taintedSats,
            SortedMap<String, Long> labels,
            List<Run> runs,
            SortedMap<String, Long> arrived,
            SortedSet<String> mixed,
            Optional<State> state,
            Optional<String> reason,
            boolean seed) {
        /// Whether its taint went on into its spender.
        boolean goesOn() {
            return state.isEmpty() ? !seed : state.get() == State.SPENT;
        }

        public String name() {
            return outPoint.toString();
        }
    }

    /// A transaction that taint passed. `fee` is what of it went into the fee, by label.
    public record Hop(
            long id, Hash256 txid, int height, List<Output> in, List<Output> out, SortedMap<String, Long> fee) {
        public boolean isCoinbase() {
            return OutputId.isCoinbase(id);
        }
    }

    /// Is told of things in chain order.
    public interface Each<T> {
        void on(T thing) throws IOException;
    }

    private Flow(TransactionGraph graph, Traced traced, long[] ids, int[] numbers, Progress progress) {
        this.graph = graph;
        this.traced = traced;
        this.progress = progress;
        this.forward = traced.trace() instanceof ForwardTrace;
        this.seeds = traced.trace().seeds();
        this.laid = seeds.stream().collect(Collectors.groupingBy(LaidSeed::id));
        this.ids = ids;
        this.numbers = numbers;
    }

    /// One that nobody can stop.
    public static Flow of(TransactionGraph graph, Traced traced) throws IOException {
        return of(graph, traced, Progress.NONE);
    }

    public static Flow of(TransactionGraph graph, Traced traced, Progress progress) throws IOException {
        int[] order = order(traced.trace());
        List<LaidSeed> unlisted = traced.trace() instanceof ForwardTrace
                ? List.of()
                : traced.trace().seeds();
        long[] ids = new long[order.length + unlisted.size()];
        int[] numbers = new int[ids.length];
        for (int i = 0; i < order.length; i++) {
            ids[i] = id(traced.trace(), order[i]);
            numbers[i] = order[i];
        }
        for (int i = 0; i < unlisted.size(); i++) {
            insert(ids, numbers, order.length + i, unlisted.get(i).id(), -1 - i);
        }
        Flow flow = new Flow(graph, traced, ids, numbers, progress);
        flow.transactions = flow.findTransactions();
        return flow;
    }

    private static int[] order(Trace trace) {
        return switch (trace) {
            case ForwardTrace all -> {
                int[] order = all.inChainOrder();
                yield Arrays.stream(order).filter(i -> isOutput(all.id(i))).toArray();
            }
            case BackwardTrace all -> all.inChainOrder();
        };
    }

    private static long id(Trace trace, int number) {
        return switch (trace) {
            case ForwardTrace all -> all.id(number);
            case BackwardTrace all -> all.id(number);
        };
    }

    private static boolean isOutput(long id) {
        return OutputId.isBoundary(id) || OutputId.vout(id) < OutputId.UNCLAIMED;
    }

    /// Puts a seed in its place among the first `count` ids.
    private static void insert(long[] ids, int[] numbers, int count, long id, int number) {
        int at = count;
        while (at > 0 && ids[at - 1] > id) {
            ids[at] = ids[at - 1];
            numbers[at] = numbers[at - 1];
            at--;
        }
        ids[at] = id;
        numbers[at] = number;
    }

    public Traced traced() {
        return traced;
    }

    public Network network() {
        return graph.network();
    }

    /// How many transactions taint passed.
    public int transactionCount() {
        return transactions.length;
    }

    /// All outputs, each once.
    public void outputs(Each<Output> each) throws IOException {
        for (int i = 0; i < ids.length; i++) {
            Step.take(progress, "going through outputs", i, ids.length);
            if (i == 0 || ids[i] != ids[i - 1]) {
                each.on(output(i));
            }
        }
    }

    /// All transactions.
    public void hops(Each<Hop> each) throws IOException {
        for (int i = 0; i < transactions.length; i++) {
            Step.take(progress, "going through transactions", i, transactions.length);
            each.on(hop(transactions[i]));
        }
    }

    /// Those that spend tainted outputs, the coinbases that took tainted fees, and backward those that made an
    /// output.
    private long[] findTransactions() throws IOException {
        long[] found = new long[2 * ids.length];
        int count = 0;
        for (int i = 0; i < ids.length; i++) {
            Step.take(progress, "finding transactions", i, ids.length);
            if (goesOn(i)) {
                found[count++] = OutputId.transaction(graph.output(ids[i]).spender());
            }
            if (!forward && !OutputId.isBoundary(ids[i])) {
                found[count++] = OutputId.transaction(ids[i]);
            }
        }
        long[] passed = distinct(found, count);
        return forward && traced.trace().settings().fees() == FeeRule.FOLLOW ? withCoinbases(passed) : passed;
    }

    private boolean goesOn(int i) throws IOException {
        return switch (traced.trace()) {
            case ForwardTrace trace -> trace.holding(numbers[i]).state() == State.SPENT;
            case BackwardTrace trace -> numbers[i] >= 0;
        };
    }

    private long[] withCoinbases(long[] passed) throws IOException {
        long[] all = Arrays.copyOf(passed, 2 * passed.length);
        int count = passed.length;
        for (long transaction : passed) {
            Step.take(progress, "finding coinbases", count, passed.length);
            if (!OutputId.isCoinbase(transaction) && !hop(transaction).fee().isEmpty()) {
                all[count++] = coinbase(transaction);
            }
        }
        return distinct(all, count);
    }

    static long coinbase(long transaction) {
        return OutputId.of(OutputId.height(transaction), 0, OutputId.TRANSACTION);
    }

    private static long[] distinct(long[] values, int count) {
        return Arrays.stream(values, 0, count).sorted().distinct().toArray();
    }

    boolean passes(long transaction) {
        return Arrays.binarySearch(transactions, transaction) >= 0;
    }

    private Hop hop(long transaction) throws IOException {
        graph.read(transaction, view);
        List<Output> in = new ArrayList<>();
        for (int i = 0; i < view.inputs; i++) {
            Output input = find(view.prevouts[i]);
            if (input != null && input.goesOn()) {
                in.add(input);
            }
        }
        long fee = view.fee;
        List<Output> out = new ArrayList<>();
        int outputs = view.outputs;
        for (int vout = 0; vout < outputs; vout++) {
            Output output = find(OutputId.withVout(transaction, vout));
            if (output != null) {
                out.add(output);
            }
        }
        return new Hop(
                transaction,
                graph.txid(transaction),
                OutputId.height(transaction),
                in,
                out,
                OutputId.isCoinbase(transaction) ? new TreeMap<>() : fee(in, out, fee));
    }

    /// What came in and did not go out is in the fee; under poison the fee is tainted whole.
    private SortedMap<String, Long> fee(List<Output> in, List<Output> out, long fee) {
        SortedMap<String, Long> labels = new TreeMap<>();
        in.forEach(output -> output.labels().forEach((label, sats) -> labels.merge(label, sats, Math::addExact)));
        if (traced.trace().settings().policy() instanceof Policy.Whole) {
            labels.replaceAll((label, sats) -> fee);
        } else {
            out.forEach(
                    output -> output.arrived().forEach((label, sats) -> labels.merge(label, -sats, Math::addExact)));
        }
        labels.values().removeIf(sats -> sats <= 0);
        return labels;
    }

    /// Empty if it holds no taint.
    private @Nullable Output find(long id) throws IOException {
        int at = Arrays.binarySearch(ids, id);
        if (at < 0) {
            return null;
        }
        while (at > 0 && ids[at - 1] == id) {
            at--;
        }
        return output(at);
    }

    /// The output at this place, with all that is known of it there and at the next places.
    private Output output(int at) throws IOException {
        Output output = one(at);
        for (int next = at + 1; next < ids.length && ids[next] == ids[at]; next++) {
            output = together(output, one(next));
        }
        return output;
    }

    private Output one(int at) throws IOException {
        if (numbers[at] < 0) {
            LaidSeed seed = seeds.get(-1 - numbers[at]);
            SortedMap<String, Long> labels = new TreeMap<>();
            labels.put(seed.label(), seed.lengthSats());
            clayton.chain.Output known = graph.output(seed.id());
            return new Output(
                    seed.id(),
                    seed.outPoint(),
                    known.height(),
                    known.valueSats(),
                    OptionalLong.of(seed.lengthSats()),
                    labels,
                    List.of(),
                    labels,
                    new TreeSet<>(),
                    Optional.empty(),
                    Optional.empty(),
                    true);
        }
        return switch (traced.trace()) {
            case ForwardTrace trace -> of(trace.holding(numbers[at]));
            case BackwardTrace trace -> of(trace.ancestor(numbers[at]));
        };
    }

    private Output of(Holding holding) {
        SortedMap<String, Long> arrived = new TreeMap<>(holding.labels());
        boolean seeded = false;
        for (LaidSeed seed : laid.getOrDefault(holding.id(), List.of())) {
            seeded = true;
            arrived.merge(seed.label(), -seed.lengthSats(), Math::addExact);
        }
        arrived.values().removeIf(sats -> sats <= 0);
        return new Output(
                holding.id(),
                holding.outPoint(),
                holding.height(),
                holding.valueSats(),
                holding.taintedSats(),
                holding.labels(),
                holding.runs(),
                arrived,
                holding.mixed(),
                Optional.of(holding.state()),
                holding.reason(),
                seeded);
    }

    private static Output of(Ancestor ancestor) {
        return new Output(
                ancestor.id(),
                ancestor.outPoint(),
                ancestor.height(),
                ancestor.valueSats(),
                ancestor.taintedSats(),
                ancestor.labels(),
                ancestor.runs(),
                ancestor.labels(),
                ancestor.mixed(),
                Optional.empty(),
                Optional.empty(),
                false);
    }

    /// What was stopped there and what went on: that it went on is what the flow needs to know.
    private static Output together(Output one, Output other) {
        Output on = one.goesOn() ? one : other;
        Output off = one.goesOn() ? other : one;
        SortedSet<String> mixed = new TreeSet<>(one.mixed());
        mixed.addAll(other.mixed());
        List<Run> runs = new ArrayList<>(one.runs());
        runs.addAll(other.runs());
        return new Output(
                one.id(),
                one.outPoint(),
                one.height(),
                one.valueSats(),
                sum(one.taintedSats(), other.taintedSats()),
                sum(one.labels(), other.labels()),
                runs,
                sum(one.arrived(), other.arrived()),
                mixed,
                on.state(),
                off.reason().or(on::reason),
                one.seed() || other.seed());
    }

    private static OptionalLong sum(OptionalLong one, OptionalLong other) {
        return one.isPresent() && other.isPresent()
                ? OptionalLong.of(Math.addExact(one.getAsLong(), other.getAsLong()))
                : OptionalLong.empty();
    }

    private static SortedMap<String, Long> sum(SortedMap<String, Long> one, SortedMap<String, Long> other) {
        SortedMap<String, Long> sum = new TreeMap<>(one);
        other.forEach((label, sats) -> sum.merge(label, sats, Math::addExact));
        return sum;
    }
}
