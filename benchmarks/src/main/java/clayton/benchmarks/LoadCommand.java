package clayton.benchmarks;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.ToDoubleFunction;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `load`: the whole program's speed. Each run reads the blocks twice, both times in a fresh process: once to
/// decode and hash them only, once into a fresh ledger. So the first run warms the page cache for its own load, and
/// both times of a run are of the same state of the machine. With `--from` the range that begins there, whose earlier
/// outputs come from undo data, is measured beside the whole chain in the same way.
@Command(
        name = "load",
        description = "Loads a blocks folder into a fresh ledger, again and again, and measures it.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class LoadCommand implements Callable<Integer> {
    @Option(names = "--blocks", required = true, description = "The folder with the blk files.")
    private Path blocks = Path.of("");

    @Option(names = "--from", description = "Also load from this height on, with undo data (default: do not).")
    private int from;

    @Option(names = "--runs", defaultValue = "3", description = "How often (default ${DEFAULT-VALUE}).")
    private int runs;

    @Option(names = "--work", description = "Where ledgers are made and deleted (default: a temporary folder).")
    private Optional<Path> work = Optional.empty();

    @Option(names = "--heap", defaultValue = "1g", description = "Largest heap (default ${DEFAULT-VALUE}).")
    private String heap = "";

    @Option(names = "--threads", description = "Threads that decode (default: one for each processor).")
    private int threads = Runtime.getRuntime().availableProcessors();

    @Option(
            names = "--commit",
            defaultValue = "256MiB",
            description = "Block bytes from one commit to the next (default ${DEFAULT-VALUE}).")
    private String commit = "";

    @Option(names = "--java-option", description = "Another option for the measured JVMs; may be repeated.")
    private List<String> javaOptions = new ArrayList<>();

    private final PrintStream console;

    LoadCommand(PrintStream console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        List<Run> all = new ArrayList<>();
        List<Run> ranges = new ArrayList<>();
        console.printf(
                Locale.ROOT,
                "%d processors, %d decoding threads, heap at most %s%n",
                Runtime.getRuntime().availableProcessors(),
                threads,
                heap);
        for (int i = 1; i <= runs; i++) {
            all.add(measure(0));
            show("run " + i, all.getLast());
            if (from > 0) {
                ranges.add(measure(from));
                showRange("run " + i, ranges.getLast(), all.getLast());
            }
        }
        show("median", median(all));
        if (from > 0) {
            showRange("median", median(ranges), median(all));
        }
        return 0;
    }

    private Run measure(int height) throws IOException {
        return new Run(run(height, Optional.empty()), runIntoFreshLedger(height));
    }

    private void showRange(String name, Run range, Run whole) {
        show(name + " from height " + from, range);
        Measurement part = range.loaded;
        Measurement all = whole.loaded;
        double share = (double) part.bytes() / all.bytes();
        console.printf(
                Locale.ROOT,
                "    a megabyte takes %.2f times as long as from genesis, %.2f times the processor time"
                        + " (the sink's thread %.2f, decoding and hashing alone %.2f)%n",
                part.seconds() / all.seconds() / share,
                part.cpuSeconds() / all.cpuSeconds() / share,
                part.sinkCpuSeconds() / all.sinkCpuSeconds() / share,
                range.decoded.cpuSeconds() / whole.decoded.cpuSeconds() / share);
    }

    /// The same blocks decoded only, and loaded.
    private record Run(Measurement decoded, Measurement loaded) {
        double ratio() {
            return loaded.seconds() / decoded.seconds();
        }
    }

    private void show(String name, Run run) {
        Measurement load = run.loaded;
        console.printf(
                Locale.ROOT,
                "%s: %.2f s (%.2f s of processor time, the sink %.2f s), %.0f MB/s, %,.0f transactions/s;"
                        + " decoding and hashing alone %.2f s (%.2f s), %.0f MB/s; ratio %.2f%n",
                name,
                load.seconds(),
                load.cpuSeconds(),
                load.sinkCpuSeconds(),
                load.megabytesPerSecond(),
                load.transactionsPerSecond(),
                run.decoded.seconds(),
                run.decoded.cpuSeconds(),
                run.decoded.megabytesPerSecond(),
                run.ratio());
        console.printf(
                Locale.ROOT,
                "    peak memory: %,d MiB resident with mapped files, %,d MiB private, %,d MiB heap;"
                        + " ledger %,d bytes of %,d bytes of blocks (%.0f %%)%n",
                load.residentBytes() >> 20,
                load.privateBytes() >> 20,
                load.heapBytes() >> 20,
                load.ledgerBytes(),
                load.bytes(),
                100.0 * load.ledgerBytes() / load.bytes());
    }

    /// The middle of every measure that varies, each by itself.
    private static Run median(List<Run> all) {
        return new Run(
                middle(all.stream().map(Run::decoded).toList()),
                middle(all.stream().map(Run::loaded).toList()));
    }

    private static Measurement middle(List<Measurement> all) {
        Measurement any = all.getFirst();
        return new Measurement(
                middle(all, Measurement::seconds),
                middle(all, Measurement::cpuSeconds),
                middle(all, Measurement::sinkCpuSeconds),
                any.blocks(),
                any.bytes(),
                any.transactions(),
                (long) middle(all, Measurement::residentBytes),
                (long) middle(all, Measurement::privateBytes),
                (long) middle(all, Measurement::heapBytes),
                any.ledgerBytes());
    }

    private static double middle(List<Measurement> all, ToDoubleFunction<Measurement> measure) {
        double[] sorted = all.stream().mapToDouble(measure).sorted().toArray();
        return sorted[(sorted.length - 1) / 2];
    }

    private Measurement runIntoFreshLedger(int height) throws IOException {
        try (ScratchFolder folder = ScratchFolder.make(work)) {
            return run(height, Optional.of(folder.path()));
        }
    }

    private Measurement run(int height, Optional<Path> ledger) throws IOException {
        List<String> options = new ArrayList<>(List.of("-Xmx" + heap));
        options.addAll(javaOptions);
        List<String> arguments =
                new ArrayList<>(List.of("measure", "--blocks", blocks.toString(), "--from", Integer.toString(height)));
        arguments.addAll(List.of("--threads", Integer.toString(threads), "--commit", commit));
        ledger.ifPresent(folder -> arguments.addAll(List.of("--ledger", folder.toString())));
        return Measurement.parse(ChildProcess.run(options, arguments, Measurement::isLine));
    }
}
