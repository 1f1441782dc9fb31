package clayton.benchmarks;

import clayton.reader.Flips;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `flips`: flips bits of block, undo and key files and loads them, again and again, in a process with a heap of
/// 256 MiB. Ends with 1 at the first block that is handed over and is wrong, the first error that names no place,
/// and the first load that does not end.
@Command(
        name = "flips",
        description = "Loads folders with one to eight flipped bits, and sees that nothing wrong passes.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class FlipsCommand implements Callable<Integer> {
    private static final long HEAP = 256L << 20;
    private static final double HANGING_SECONDS = 60;
    private static final int CHAIN = 100_000;
    private static final int CHAIN_BLOCKS = 6;

    @Option(names = "--count", defaultValue = "1000000", description = "How often (default ${DEFAULT-VALUE}).")
    private long count;

    @Option(names = "--seed", defaultValue = "1", description = "Of what is flipped, and of the chains (default 1).")
    private long seed;

    @Option(
            names = "--blocks",
            description = "A folder to flip copies of (default: a new small chain every 100,000 flips).")
    private Optional<Path> blocks = Optional.empty();

    private final PrintStream console;

    FlipsCommand(PrintStream console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        return Runtime.getRuntime().maxMemory() > HEAP ? again() : run();
    }

    /// The same command in a process with less memory.
    private int again() throws IOException {
        List<String> words = new ArrayList<>();
        words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        words.addAll(List.of("-Xmx256m", "-XX:+UseSerialGC", "-cp", System.getProperty("java.class.path")));
        words.addAll(List.of(Main.class.getName(), "flips", "--count", "" + count, "--seed", "" + seed));
        blocks.ifPresent(folder -> words.addAll(List.of("--blocks", folder.toString())));
        try {
            return new ProcessBuilder(words).inheritIO().start().waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw (IOException) new InterruptedIOException("interrupted beside the flips").initCause(e);
        }
    }

    private int run() throws IOException {
        long start = System.nanoTime();
        for (long first = 0; first < count; first += CHAIN) {
            Path folder = Files.createTempDirectory("flips");
            try {
                flip(folder, first, Math.min(CHAIN, count - first));
            } catch (AssertionError e) {
                console.println("FAULT " + e.getMessage() + ": " + e.getCause());
                return 1;
            } finally {
                Folders.delete(folder);
            }
        }
        console.printf(Locale.ROOT, "%,d rounds in %.0f s, no fault%n", count, (System.nanoTime() - start) / 1e9);
        return 0;
    }

    private void flip(Path folder, long first, long rounds) throws IOException {
        if (blocks.isPresent()) {
            Folders.copy(blocks.get(), folder);
        } else {
            Flips.generate(folder, seed + first, CHAIN_BLOCKS);
        }
        Flips flips = new Flips(folder);
        Thread.ofPlatform().daemon().start(() -> watch(flips));
        flips.run(seed, first, rounds);
        console.printf(Locale.ROOT, "rounds %,d to %,d:%n", first, first + rounds - 1);
        flips.report().forEach(console::println);
    }

    /// Ends the program when a round hangs.
    private void watch(Flips flips) {
        try {
            while (!flips.isDone()) {
                if (flips.roundSeconds() > HANGING_SECONDS) {
                    console.println("FAULT round " + flips.round() + " of seed " + seed + " does not end");
                    Runtime.getRuntime().halt(1);
                }
                Thread.sleep(100);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
