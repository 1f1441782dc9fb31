package clayton.benchmarks;

import clayton.chain.TransactionGraph;
import clayton.store.Ledger;
import clayton.taint.Seed;
import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.io.PrintStream;
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

    private record Times(double seconds, double cpuSeconds) {}

    @Override
    public Integer call() throws IOException {
        ProcessMemory memory = ProcessMemory.watch();
        TraceKind measured = TraceKind.parse(kind);
        try (Ledger graph = Ledger.open(ledger)) {
            Seeding seeded = Seeding.parse(seeding);
            List<Seed> seeds = seeded.seeds(graph);
            List<Times> times = new ArrayList<>();
            TraceKind.Traced last = new TraceKind.Traced(new Reach(0, 0, 0), this);
            for (int run = 0; run <= runs; run++) {
                long start = System.nanoTime();
                Cpu cpuStart = Cpu.now();
                last = trace(graph, measured, seeded, seeds);
                times.add(new Times((System.nanoTime() - start) / 1e9, Cpu.secondsSince(cpuStart)));
            }
            console.println(measurement(last, times, memory).toLine());
        }
        return 0;
    }

    private static TraceMeasurement measurement(TraceKind.Traced last, List<Times> times, ProcessMemory memory) {
        long heapPeak = ProcessMemory.heapPeakBytes();
        List<Times> warm = times.subList(1, times.size());
        return new TraceMeasurement(
                last.reach(),
                times.getFirst().seconds,
                median(warm.stream().mapToDouble(Times::seconds).toArray()),
                median(warm.stream().mapToDouble(Times::cpuSeconds).toArray()),
                warm.stream().mapToDouble(Times::cpuSeconds).min().orElseThrow(),
                heapPeak,
                memory.privatePeakBytes(),
                bytesKept(last));
    }

    /// The heap in use while the result is still held.
    private static long bytesKept(TraceKind.Traced traced) {
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

    private static TraceKind.Traced trace(TransactionGraph graph, TraceKind kind, Seeding seeded, List<Seed> seeds)
            throws IOException {
        return kind.policy().isEmpty()
                ? new TraceKind.Traced(new Reach(PlainSweep.count(graph, seeded), 0, 0), graph)
                : kind.trace(graph, seeds);
    }

    /// Processor time of a stretch. All threads', compiler and garbage collector among them, is counted in steps of
    /// ten milliseconds only; this thread's own is exact.
    private record Cpu(long allNanos, long ownNanos) {
        static Cpu now() {
            return new Cpu(
                    ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class)
                            .getProcessCpuTime(),
                    ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime());
        }

        static double secondsSince(Cpu start) {
            Cpu end = now();
            return Math.max(end.allNanos - start.allNanos, end.ownNanos - start.ownNanos) / 1e9;
        }
    }
}
