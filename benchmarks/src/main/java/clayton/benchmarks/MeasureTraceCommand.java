package clayton.benchmarks;

import clayton.chain.Progress;
import clayton.chain.TransactionGraph;
import clayton.store.Ledger;
import clayton.taint.BackwardTrace;
import clayton.taint.ForwardTrace;
import clayton.taint.Seed;
import clayton.taint.TraceSettings;
import clayton.taint.Tracer;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.ref.Reference;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `measure-trace`: one kind of trace, run again and again in this very process, which [TraceCommand] starts afresh
/// for each kind. The ledger is open and the first run, which compiles and checks pages, is timed apart.
@Command(name = "measure-trace", description = "One kind of trace, as trace starts them.", hidden = true)
final class MeasureTraceCommand implements Callable<Integer> {
    @Option(names = "--ledger", required = true)
    private Path ledger = Path.of("");

    @Option(names = "--kind", required = true)
    private String kind = "";

    @Option(names = "--seeding", required = true)
    private String seeding = "";

    @Option(names = "--runs", required = true)
    private int runs;

    private final PrintStream console;

    MeasureTraceCommand(PrintStream console) {
        this.console = console;
    }

    /// One run: what it found, kept until its memory is measured.
    private record Traced(Reach reach, Object result) {}

    private record Times(double seconds, double cpuSeconds) {}

    @Override
    public Integer call() throws IOException {
        ProcessMemory memory = ProcessMemory.watch();
        TraceKind measured = TraceKind.parse(kind);
        try (Ledger graph = Ledger.open(ledger)) {
            Seeding seeded = Seeding.parse(seeding);
            List<Seed> seeds = seeded.seeds(graph);
            List<Times> times = new ArrayList<>();
            Traced last = new Traced(new Reach(0, 0, 0), this);
            for (int run = 0; run <= runs; run++) {
                long start = System.nanoTime();
                double cpuStart = cpuSeconds();
                last = trace(graph, measured, seeded, seeds);
                times.add(new Times((System.nanoTime() - start) / 1e9, cpuSeconds() - cpuStart));
            }
            console.println(measurement(last, times, memory).toLine());
        }
        return 0;
    }

    private static TraceMeasurement measurement(Traced last, List<Times> times, ProcessMemory memory) {
        long heapPeak = ProcessMemory.heapPeakBytes();
        List<Times> warm = times.subList(1, times.size());
        return new TraceMeasurement(
                last.reach,
                times.getFirst().seconds,
                median(warm.stream().mapToDouble(Times::seconds).toArray()),
                median(warm.stream().mapToDouble(Times::cpuSeconds).toArray()),
                warm.stream().mapToDouble(Times::cpuSeconds).min().orElseThrow(),
                heapPeak,
                memory.privatePeakBytes(),
                bytesKept(last));
    }

    /// The heap in use while the result is still held.
    private static long bytesKept(Traced traced) {
        try {
            System.gc();
            return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
        } finally {
            Reference.reachabilityFence(traced);
        }
    }

    private static double median(double[] values) {
        Arrays.sort(values);
        return values[(values.length - 1) / 2];
    }

    private static Traced trace(TransactionGraph graph, TraceKind kind, Seeding seeded, List<Seed> seeds)
            throws IOException {
        if (kind.policy().isEmpty()) {
            return new Traced(new Reach(PlainSweep.count(graph, seeded), 0, 0), graph);
        }
        TraceSettings settings = TraceSettings.FIFO.with(kind.policy().get());
        Tracer tracer = new Tracer(graph);
        if (kind.backward()) {
            BackwardTrace trace = tracer.backward(seeds, settings, Progress.NONE);
            return new Traced(new Reach(trace.transactions(), trace.size(), trace.runs()), trace);
        }
        ForwardTrace trace = tracer.forward(seeds, settings, Progress.NONE);
        return new Traced(new Reach(trace.transactions(), trace.size(), trace.runs()), trace);
    }

    /// Of this thread and the garbage collector; the process's own count has steps of ten milliseconds.
    private static double cpuSeconds() {
        long collecting = ManagementFactory.getGarbageCollectorMXBeans().stream()
                .mapToLong(GarbageCollectorMXBean::getCollectionTime)
                .sum();
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() / 1e9 + collecting / 1e3;
    }
}
