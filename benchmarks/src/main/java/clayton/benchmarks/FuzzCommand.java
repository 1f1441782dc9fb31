package clayton.benchmarks;

import java.io.IOException;
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

/// `fuzz`: coverage-guided fuzzing of what reads strangers' bytes, by Jazzer in a process for each target. It begins
/// with sound inputs and keeps what it learns, so that a later run in the same folder goes on from there. Ends with
/// 1 if an input was found that a target does not stand; the input lies in the folder then.
@Command(
        name = "fuzz",
        description = "Fuzzes the decoders, guided by coverage.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class FuzzCommand implements Callable<Integer> {
    /// What is fuzzed: the class that takes the inputs, and the largest of them.
    enum Target {
        BLOCK("clayton.reader.BlockFuzz", 1 << 14),
        UNDO("clayton.reader.UndoFuzz", 1 << 12),
        HEADER("clayton.reader.HeaderFuzz", 1 << 14),
        ADDRESS("clayton.reader.AddressFuzz", 1 << 8),
        SEEDS("clayton.cli.SeedsFuzz", 1 << 10);

        private final String type;
        private final int longest;

        Target(String type, int longest) {
            this.type = type;
            this.longest = longest;
        }
    }

    @Option(names = "--seconds", defaultValue = "180", description = "Time for each target (default 180).")
    private int seconds;

    @Option(names = "--target", description = "One of ${COMPLETION-CANDIDATES}; may be repeated (default: all).")
    private List<Target> targets = List.of(Target.values());

    @Option(names = "--work", description = "Folder for inputs learned and found (default: a new temporary one).")
    private Optional<Path> work = Optional.empty();

    private final PrintStream console;

    FuzzCommand(PrintStream console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        Path folder = work.isPresent() ? Files.createDirectories(work.get()) : Files.createTempDirectory("fuzz");
        JavaProcess.run(List.of(), "clayton.reader.FuzzSeeds", List.of(folder.toString()));
        int failed = 0;
        for (Target target : targets) {
            failed += fuzz(target, folder) ? 0 : 1;
        }
        console.println(failed == 0 ? "nothing found" : failed + " targets failed; the inputs lie in " + folder);
        return failed == 0 ? 0 : 1;
    }

    private boolean fuzz(Target target, Path folder) throws IOException {
        String name = target.name().toLowerCase(Locale.ROOT);
        Path inputs = Files.createDirectories(folder.resolve(name));
        console.printf(Locale.ROOT, "fuzzing %s for %d s%n", name, seconds);
        List<String> words = new ArrayList<>();
        words.addAll(List.of("--target_class=" + target.type, "--instrumentation_includes=clayton.**"));
        words.addAll(List.of("--reproducer_path=" + folder, "-artifact_prefix=" + folder + "/" + name + "-"));
        words.addAll(List.of("-max_total_time=" + seconds, "-max_len=" + target.longest, "-timeout=20"));
        words.addAll(List.of("-print_final_stats=1", inputs.toString()));
        List<String> options =
                List.of("-Xmx1g", "-XX:+EnableDynamicAgentLoading", "--enable-native-access=ALL-UNNAMED");
        return JavaProcess.run(options, "com.code_intelligence.jazzer.Jazzer", words) == 0;
    }
}
