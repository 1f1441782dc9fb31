package clayton.benchmarks;

import clayton.chain.OutputId;
import clayton.chain.Progress;
import clayton.reader.BlockFolder;
import clayton.reader.ChainLoader;
import clayton.reader.LoadOptions;
import clayton.store.Ledger;
import clayton.store.LedgerWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Optional;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/// What the small benchmarks run on: a generated chain and the ledger made from it, in a folder that is deleted
/// afterwards.
@State(Scope.Benchmark)
public class LoadedChain {
    private static final long SEED = 1;

    /// Large enough for look-ups to miss the caches: 64 MiB is some 130,000 transactions.
    @Param("64MiB")
    public String size = "";

    private Optional<Path> folder = Optional.empty();
    private Optional<BlockFolder> blocks = Optional.empty();
    private Optional<Ledger> ledger = Optional.empty();
    private long[] transactions = new long[0];

    BlockFolder blocks() {
        return blocks.orElseThrow();
    }

    Ledger ledger() {
        return ledger.orElseThrow();
    }

    /// Coordinates of all transactions, in chain order.
    long[] transactions() {
        return transactions;
    }

    @Setup(Level.Trial)
    public void make() throws IOException {
        Path made = Files.createTempDirectory("clayton-benchmark");
        folder = Optional.of(made);
        ChainPlan plan = new ChainPlan(new ByteSize().convert(size), SEED, false, false);
        try (ChainGenerator generator = new ChainGenerator(plan, made.resolve("blocks"))) {
            generator.generate();
        }
        BlockFolder found = BlockFolder.open(made.resolve("blocks"), Optional.empty(), Optional.empty(), Progress.NONE);
        blocks = Optional.of(found);
        try (LedgerWriter writer = LedgerWriter.open(made.resolve("ledger"), found.network(), 0, made)) {
            ChainLoader.load(found, 0, Integer.MAX_VALUE, writer, LoadOptions.standard(), Progress.NONE);
        }
        ledger = Optional.of(Ledger.open(made.resolve("ledger")));
        transactions = coordinates(found);
    }

    private static long[] coordinates(BlockFolder found) throws IOException {
        DroppingSink sink = new DroppingSink(0);
        ChainLoader.load(found, 0, Integer.MAX_VALUE, sink, LoadOptions.standard(), Progress.NONE);
        long[] coordinates = new long[Math.toIntExact(sink.transactions())];
        int next = 0;
        for (int height = 0; height <= found.tipHeight(); height++) {
            for (int index = 0; index < sink.transactionsAt(height); index++) {
                coordinates[next++] = OutputId.of(height, index, OutputId.TRANSACTION);
            }
        }
        return coordinates;
    }

    @TearDown(Level.Trial)
    public void delete() throws IOException {
        ledger().close();
        try (var files = Files.walk(folder.orElseThrow())) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
