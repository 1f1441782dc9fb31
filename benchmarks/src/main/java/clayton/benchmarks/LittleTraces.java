package clayton.benchmarks;

import clayton.chain.OutPoint;
import clayton.chain.OutputId;
import clayton.chain.TransactionGraph;
import clayton.taint.ForwardTrace;
import clayton.taint.Seed;
import clayton.taint.TraceSettings;
import clayton.taint.Tracer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Times fifo traces that reach little: of the first outputs of a block's transactions those that reach at least
/// one and at most a hundred transactions.
final class LittleTraces {
    private static final int CANDIDATES = 1000;
    private static final int WANTED = 50;
    private static final int MOST_TRANSACTIONS = 100;
    private static final int RUNS = 9;

    /// Longer traces are given up; they reach more than a little.
    private static final long LIMIT_NANOS = 100_000_000;

    private LittleTraces() {}

    /// Milliseconds of each trace's median run, the smallest first.
    static List<Double> millis(TransactionGraph graph, int height) throws IOException {
        List<Double> millis = new ArrayList<>();
        int count = Math.min(CANDIDATES, graph.transactionsIn(height));
        for (int index = 1; index < count && millis.size() < WANTED; index++) {
            Seed seed = Seed.whole(new OutPoint(graph.txid(OutputId.of(height, index, 0)), 0));
            if (isLittle(trace(graph, seed))) {
                millis.add(median(graph, seed));
            }
        }
        return millis.stream().sorted().toList();
    }

    private static boolean isLittle(Optional<ForwardTrace> trace) {
        return trace.filter(found -> found.transactions() > 0 && found.transactions() <= MOST_TRANSACTIONS)
                .isPresent();
    }

    private static double median(TransactionGraph graph, Seed seed) throws IOException {
        List<Double> times = new ArrayList<>();
        for (int run = 0; run < RUNS; run++) {
            long start = System.nanoTime();
            trace(graph, seed);
            times.add((System.nanoTime() - start) / 1e6);
        }
        return times.stream().sorted().toList().get(RUNS / 2);
    }

    private static Optional<ForwardTrace> trace(TransactionGraph graph, Seed seed) throws IOException {
        long start = System.nanoTime();
        ForwardTrace trace = new Tracer(graph)
                .forward(
                        List.of(seed),
                        TraceSettings.FIFO,
                        (work, done, total) -> System.nanoTime() - start < LIMIT_NANOS);
        return trace.cancelled() ? Optional.empty() : Optional.of(trace);
    }
}
