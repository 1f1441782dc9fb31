package clayton.reader;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/// What `benchmarks/run flips` starts: rounds of [Flips], by default over a new small chain every 100,000 of them.
/// Arguments: number of rounds, seed, and perhaps a folder to work on a copy of. Ends with 1 at the first fault and at
/// a round that does not end.
public final class FlipsProgram {
    private static final double HANGING_SECONDS = 60;
    private static final int CHAIN = 100_000;
    private static final int CHAIN_BLOCKS = 6;

    private FlipsProgram() {}

    public static void main(String[] arguments) throws IOException {
        long count = Long.parseLong(arguments[0]);
        long seed = Long.parseLong(arguments[1]);
        long start = System.nanoTime();
        for (long first = 0; first < count; first += CHAIN) {
            Path folder = Files.createTempDirectory("flips");
            if (arguments.length > 2) {
                copy(Path.of(arguments[2]), folder);
            } else {
                Flips.generate(folder, seed + first, CHAIN_BLOCKS);
            }
            flip(new Flips(folder), seed, first, Math.min(CHAIN, count - first));
            delete(folder);
        }
        System.out.printf(Locale.ROOT, "%,d rounds in %.0f s, no fault%n", count, (System.nanoTime() - start) / 1e9);
    }

    private static void flip(Flips flips, long seed, long first, long rounds) throws IOException {
        Thread.ofPlatform().daemon().start(() -> watch(flips));
        flips.run(seed, first, rounds);
        System.out.printf(Locale.ROOT, "rounds %,d to %,d:%n", first, first + rounds - 1);
        flips.report().forEach(System.out::println);
    }

    /// Ends the program when a round hangs.
    private static void watch(Flips flips) {
        try {
            while (!flips.isDone()) {
                if (flips.roundSeconds() > HANGING_SECONDS) {
                    System.out.println("round " + flips.round() + " does not end");
                    Runtime.getRuntime().halt(1);
                }
                Thread.sleep(100);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        try (var files = Files.list(from)) {
            for (Path file :
                    files.filter(each -> each.toString().endsWith(".dat")).toList()) {
                Files.copy(file, to.resolve(file.getFileName()));
            }
        }
    }

    private static void delete(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(folder);
    }
}
