package clayton.benchmarks;

import clayton.chain.Progress;
import clayton.reader.BlockFolder;
import clayton.reader.ChainLoader;
import clayton.reader.LoadOptions;
import clayton.store.Ledger;
import clayton.store.LedgerWriter;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `trace`: the speed of every policy in both directions over one ledger. Each is run in a fresh process that
/// believes it has one processor. Forward the seeds are all outputs of the second transaction of block 500 (of the
/// first block that has one from the middle on if the chain is shorter), backward those of the second transaction of
/// the last block; and once more
/// those of the whole block, because satoshis of one transaction do not go far where taint does not grow.
@Command(
        name = "trace",
        description = "Traces far through a ledger with every policy, again and again, and measures it.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class TraceCommand implements Callable<Integer> {
    private static final String ROW = "%-13s %12s %12s %12s %8s %8s %8s %8s %12s %12s %8s %8s %8s %8s%n";

    @ArgGroup(multiplicity = "1")
    private Source source = new Source();

    @Option(names = "--runs", defaultValue = "5", description = "How often, after a first run that does not count.")
    private int runs;

    @Option(
            names = "--only",
            split = ",",
            description = "Of ${COMPLETION-CANDIDATES} (default: all).",
            completionCandidates = Kinds.class)
    private List<String> only = List.of();

    @Option(
            names = "--heap",
            defaultValue = "3g",
            description = "Heap, touched before it is measured (default ${DEFAULT-VALUE}).")
    private String heap = "";

    @Option(names = "--work", description = "Where a ledger is made and deleted (default: a temporary folder).")
    private Optional<Path> work = Optional.empty();

    @Option(names = "--java-option", description = "Another option for the measured JVMs; may be repeated.")
    private List<String> javaOptions = new ArrayList<>();

    private final PrintStream console;

    TraceCommand(PrintStream console) {
        this.console = console;
    }

    private static final class Source {
        @Option(names = "--ledger", description = "The ledger.")
        private Optional<Path> ledger = Optional.empty();

        @Option(names = "--blocks", description = "A blocks folder, to be loaded first.")
        private Optional<Path> blocks = Optional.empty();
    }

    private static final class Kinds extends ArrayList<String> {
        private static final long serialVersionUID = 1;

        Kinds() {
            TraceKind.all().forEach(kind -> add(kind.toString()));
        }
    }

    @Override
    public Integer call() throws IOException {
        if (source.ledger.isPresent()) {
            measure(source.ledger.get());
            return 0;
        }
        try (ScratchFolder folder = ScratchFolder.make(work)) {
            load(source.blocks.orElseThrow(), folder.path());
            measure(folder.path());
        }
        return 0;
    }

    private static void load(Path blocks, Path ledger) throws IOException {
        BlockFolder found = BlockFolder.open(blocks, Optional.empty(), Optional.empty(), Progress.NONE);
        try (LedgerWriter writer = LedgerWriter.open(ledger, found.network(), 0, blocks)) {
            ChainLoader.load(found, 0, Integer.MAX_VALUE, writer, LoadOptions.standard(), Progress.NONE);
        }
    }

    private void measure(Path ledger) throws IOException {
        try (Ledger graph = Ledger.open(ledger)) {
            int height = Seeding.start(graph);
            int last = Seeding.busy(graph, graph.to(), -1);
            console.printf(
                    Locale.ROOT,
                    "%,d transactions in blocks %d to %d; heap %s, touched before%n",
                    graph.info().transactions(),
                    graph.from(),
                    graph.to(),
                    heap);
            showLittle(LittleTraces.millis(graph, height), height);
            measure(ledger, Seeding.secondTransaction(height), Seeding.secondTransaction(last));
            measure(ledger, Seeding.wholeBlock(graph, height), Seeding.wholeBlock(graph, last));
        }
    }

    private void measure(Path ledger, Seeding forward, Seeding backward) throws IOException {
        console.printf(Locale.ROOT, "%nforward from the outputs of %s, backward from those of %s%n", forward, backward);
        heading();
        Map<String, TraceMeasurement> measured = new HashMap<>();
        for (TraceKind kind : kinds()) {
            TraceMeasurement measurement = run(ledger, kind, kind.backward() ? backward : forward);
            measured.put(kind.toString(), measurement);
            show(kind, measurement, Optional.ofNullable(measured.get(TraceKind.PLAIN)));
        }
        requireSameReach(measured);
    }

    private List<TraceKind> kinds() {
        return only.isEmpty()
                ? TraceKind.all()
                : only.stream().map(TraceKind::parse).toList();
    }

    private static void requireSameReach(Map<String, TraceMeasurement> measured) {
        TraceMeasurement plain = measured.get(TraceKind.PLAIN);
        TraceMeasurement poison = measured.get("poison");
        if (plain != null
                && poison != null
                && plain.reach().transactions() != poison.reach().transactions()) {
            throw new IllegalStateException("poison and the plain sweep differ in reach: one of them is wrong");
        }
    }

    private TraceMeasurement run(Path ledger, TraceKind kind, Seeding seeding) throws IOException {
        List<String> options = new ArrayList<>(List.of(
                "-Xms" + heap, "-Xmx" + heap, "-XX:+AlwaysPreTouch", "-XX:ActiveProcessorCount=1", "-XX:+UseSerialGC"));
        options.addAll(javaOptions);
        List<String> arguments = List.of(
                "measure-trace",
                "--ledger",
                ledger.toString(),
                "--kind",
                kind.toString(),
                "--seeding",
                seeding.toString(),
                "--runs",
                Integer.toString(runs));
        return TraceMeasurement.parse(ChildProcess.run(options, arguments, TraceMeasurement::isLine));
    }

    private void showLittle(List<Double> millis, int height) {
        if (!millis.isEmpty()) {
            console.printf(
                    Locale.ROOT,
                    "%d fifo traces from block %d that reach 1 to 100 transactions: median %.2f ms, slowest %.2f ms%n",
                    millis.size(),
                    height,
                    millis.get(millis.size() / 2),
                    millis.getLast());
        }
    }

    /// Seconds are medians: processor time (and its least), by the clock, and the first run's. Rates are by
    /// the median processor time.
    private void heading() {
        console.printf(
                Locale.ROOT,
                ROW,
                "",
                "transactions",
                "outputs",
                "runs",
                "cpu s",
                "least",
                "wall s",
                "first s",
                "tx/s",
                "runs/s",
                "x plain",
                "kept",
                "heap",
                "private");
    }

    private void show(TraceKind kind, TraceMeasurement measured, Optional<TraceMeasurement> plain) {
        console.printf(
                Locale.ROOT,
                ROW,
                kind,
                String.format(Locale.ROOT, "%,d", measured.reach().transactions()),
                String.format(Locale.ROOT, "%,d", measured.reach().outputs()),
                String.format(Locale.ROOT, "%,d", measured.reach().runs()),
                String.format(Locale.ROOT, "%.3f", measured.cpuSeconds()),
                String.format(Locale.ROOT, "%.3f", measured.leastCpuSeconds()),
                String.format(Locale.ROOT, "%.3f", measured.seconds()),
                String.format(Locale.ROOT, "%.3f", measured.firstSeconds()),
                String.format(Locale.ROOT, "%,.0f", measured.transactionsPerSecond()),
                String.format(Locale.ROOT, "%,.0f", measured.runsPerSecond()),
                plain.filter(any -> !kind.backward())
                        .map(yardstick ->
                                String.format(Locale.ROOT, "%.2f", measured.cpuSeconds() / yardstick.cpuSeconds()))
                        .orElse(""),
                mebibytes(measured.resultBytes()),
                mebibytes(measured.heapBytes()),
                mebibytes(measured.privateBytes()));
    }

    private static String mebibytes(long bytes) {
        return String.format(Locale.ROOT, "%,d M", bytes >> 20);
    }
}
