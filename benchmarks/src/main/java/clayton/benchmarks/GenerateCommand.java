package clayton.benchmarks;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `generate`: writes a chain and says what is in it.
@Command(
        name = "generate",
        description = "Writes a blocks folder with a made-up regtest chain.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class GenerateCommand implements Callable<Integer> {
    @Option(
            names = "--size",
            defaultValue = "1GiB",
            converter = ByteSize.class,
            description = "Size of all blocks: a number with KiB, MiB or GiB (default ${DEFAULT-VALUE}).")
    private long size;

    @Option(names = "--seed", defaultValue = "1", description = "Another seed, another chain (default 1).")
    private long seed;

    @Option(names = "--out", required = true, description = "A new or empty folder for the blk and rev files.")
    private Path out = Path.of("");

    @Option(names = "--xor", description = "Obfuscate the files, with a key in xor.dat.")
    private boolean obfuscated;

    @Option(names = "--truth", description = "Write who owns what, change, peel chains and CoinJoins to OUT/truth.")
    private boolean truth;

    private final PrintStream console;

    GenerateCommand(PrintStream console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        long start = System.nanoTime();
        try (ChainGenerator generator = new ChainGenerator(new ChainPlan(size, seed, obfuscated, truth), out)) {
            ChainStatistics statistics = generator.generate();
            double seconds = (System.nanoTime() - start) / 1e9;
            statistics.lines().forEach(console::println);
            console.println(
                    String.format(Locale.ROOT, "%.1f s, %.0f MB/s", seconds, statistics.bytes() / seconds / 1e6));
        }
        return 0;
    }
}
