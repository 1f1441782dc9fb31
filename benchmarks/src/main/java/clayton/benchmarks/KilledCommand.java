package clayton.benchmarks;

import clayton.chain.Network;
import clayton.chain.Progress;
import clayton.reader.BlockFolder;
import clayton.reader.ChainLoader;
import clayton.reader.LoadOptions;
import clayton.store.LedgerWriter;
import clayton.store.LoadStep;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `killed`: the loader that [KillCommand] starts in a process of its own. It loads a folder as the program does, if
/// told to after a rewind, and stands still at a named step until it is killed. One that is left alone ends by
/// telling how often it took each step.
@Command(name = "killed", description = "One load, as kill starts them.", hidden = true)
final class KilledCommand implements Callable<Integer> {
    @Option(names = "--blocks", required = true)
    private Path blocks = Path.of("");

    @Option(names = "--ledger", required = true)
    private Path ledger = Path.of("");

    @Option(names = "--cache", required = true)
    private Path cache = Path.of("");

    @Option(names = "--commit", converter = ByteSize.class, required = true)
    private long commitBytes;

    /// Height to go back to before the load, if the ledger is higher.
    @Option(names = "--rewind")
    private Optional<Integer> rewind = Optional.empty();

    @Option(names = "--step")
    private Optional<LoadStep> stop = Optional.empty();

    @Option(names = "--nth", defaultValue = "1")
    private int nth;

    private final Map<LoadStep, Integer> taken = new EnumMap<>(LoadStep.class);
    private final PrintStream console;

    KilledCommand(PrintStream console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        console.println(LoaderProcess.BEGUN);
        BlockFolder folder = BlockFolder.open(blocks, Optional.<Network>empty(), Optional.of(cache), Progress.NONE);
        try (LedgerWriter writer = LedgerWriter.open(ledger, folder.network(), 0, blocks, this::taken)) {
            if (rewind.isPresent()) {
                writer.rewind(rewind.get());
            }
            LoadOptions options = LoadOptions.standard().withCommitBytes(commitBytes);
            ChainLoader.load(folder, 0, Integer.MAX_VALUE, writer, options, Progress.NONE);
        }
        taken.forEach((step, times) -> console.println(LoaderProcess.TAKEN + step + " " + times));
        return 0;
    }

    /// Several threads take steps; while one stands still, so do the others as soon as they take one.
    private synchronized void taken(LoadStep step) {
        int times = taken.merge(step, 1, Integer::sum);
        if (stop.isPresent() && stop.get() == step && times == nth) {
            console.println(LoaderProcess.STANDING);
            console.flush();
            standStill();
        }
    }

    private static void standStill() {
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            throw new IllegalStateException("only SIGKILL ends this", e);
        }
    }
}
