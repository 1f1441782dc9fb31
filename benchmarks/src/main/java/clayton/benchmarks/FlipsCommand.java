package clayton.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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
    @Option(names = "--count", defaultValue = "1000000", description = "How often (default ${DEFAULT-VALUE}).")
    private long count;

    @Option(names = "--seed", defaultValue = "1", description = "Of what is flipped, and of the chains (default 1).")
    private long seed;

    @Option(
            names = "--blocks",
            description = "A folder to flip a copy of (default: a new small chain every 100,000 flips).")
    private Optional<Path> blocks = Optional.empty();

    @Override
    public Integer call() throws IOException {
        List<String> words = new ArrayList<>(List.of("" + count, "" + seed));
        blocks.ifPresent(folder -> words.add(folder.toString()));
        return JavaProcess.run(List.of("-Xmx256m", "-XX:+UseSerialGC"), "clayton.reader.FlipsProgram", words);
    }
}
