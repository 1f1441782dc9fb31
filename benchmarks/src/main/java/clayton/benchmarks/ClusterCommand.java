package clayton.benchmarks;

import clayton.chain.Progress;
import clayton.clustering.ClusterSettings;
import clayton.clustering.ClusterStatistics;
import clayton.clustering.Clusters;
import clayton.store.Ledger;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `cluster`: clusters a whole ledger. Each run opens the ledger anew, so that it is read and checked from the
/// beginning; only the first is in a cold JVM, as a command's is.
@Command(
        name = "cluster",
        description = "Clusters the scripts of a ledger, again and again, and measures it.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class ClusterCommand implements Callable<Integer> {
    private static final int LARGEST = 3;

    @Option(names = "--ledger", required = true, description = "The ledger's folder.")
    private Path folder = Path.of("");

    @Option(names = "--runs", defaultValue = "3", description = "How often (default ${DEFAULT-VALUE}).")
    private int runs;

    @Option(names = "--merge-coinjoins", description = "Do not look for CoinJoins, so that they merge what they spend.")
    private boolean mergeCoinJoins;

    private final PrintStream console;

    ClusterCommand(PrintStream console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        ProcessMemory memory = ProcessMemory.watch();
        for (int run = 1; run <= runs; run++) {
            try (Ledger ledger = Ledger.open(folder)) {
                measure(run, ledger);
            }
        }
        console.printf(
                Locale.ROOT,
                "peak memory: %,d MiB resident with mapped files, %,d MiB private, %,d MiB heap%n",
                ProcessMemory.residentPeakBytes() >> 20,
                memory.privatePeakBytes() >> 20,
                ProcessMemory.heapPeakBytes() >> 20);
        return 0;
    }

    private void measure(int run, Ledger ledger) throws IOException {
        ClusterSettings standard = ClusterSettings.STANDARD;
        long heap = heapInUse();
        long start = System.nanoTime();
        long cpuStart = cpuNanos();
        Clusters clusters = Clusters.of(ledger, mergeCoinJoins ? standard.mergingCoinJoins() : standard, Progress.NONE);
        double cpuSeconds = (cpuNanos() - cpuStart) / 1e9;
        double seconds = (System.nanoTime() - start) / 1e9;
        long kept = heapInUse() - heap;
        ClusterStatistics statistics = clusters.statistics(LARGEST);
        console.printf(
                Locale.ROOT,
                "run %d: %.3f s, %.3f s of the processor for the clustering thread; %,d transactions, %,d inputs, %,d scripts;"
                        + " %,d clusters, %,d of one script, largest %s; %.1f bytes a script kept%n",
                run,
                seconds,
                cpuSeconds,
                ledger.info().transactions(),
                ledger.info().inputs(),
                statistics.scripts(),
                statistics.clusters(),
                statistics.singletons(),
                statistics.largest().stream()
                        .map(ClusterStatistics.Size::scripts)
                        .toList(),
                (double) kept / statistics.scripts());
    }

    private static long heapInUse() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    private static long cpuNanos() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }
}
