package clayton.store;

import clayton.chain.Block;
import clayton.chain.BlockSink;
import clayton.chain.Hash256;
import clayton.chain.InvalidBlockException;
import clayton.chain.Network;
import clayton.chain.StaleBlock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedMap;

/// Loads blocks into a ledger: the only writer its folder has.
///
/// Blocks are appended to the columns and count from the next commit on, which writes all columns to disk and then
/// replaces the commit file. While it works the commit is marked `loading`; a loader that finds that mark, after a
/// crash, first nulls the pointers that point past the commit point and cuts the files to their committed length,
/// and is then where the last commit was. The same is done to rewind: the commit goes back first, the columns
/// follow.
public final class LedgerWriter implements BlockSink, AutoCloseable {
    static final String LOCK = "lock";

    private final Path folder;
    private final Network network;
    private final FileChannel lock;
    private final Path blocksFolder;
    private final Columns columns;
    private final BlockLinker linker;
    private List<StaleBlock> stale;

    /// Blocks were accepted that no commit holds yet.
    private boolean uncommitted;

    /// A write failed half way: nothing may be committed any more.
    private boolean broken;

    private LedgerWriter(
            Path folder,
            Network network,
            FileChannel lock,
            Path blocksFolder,
            Columns columns,
            List<StaleBlock> stale) {
        this.folder = folder;
        this.network = network;
        this.lock = lock;
        this.blocksFolder = blocksFolder;
        this.columns = columns;
        this.linker = new BlockLinker(columns, network);
        this.stale = stale;
    }

    /// Opens a ledger for loading, or makes one in a new or empty folder. `blocksFolder` is where the blocks come
    /// from; evidence fetches raw transactions there. Throws `IllegalArgumentException` if the folder holds another
    /// network's ledger, one that begins at another height, or something else; `IOException` if another loader is
    /// at work.
    public static LedgerWriter open(Path folder, Network network, int from, Path blocksFolder) throws IOException {
        if (!Commit.exists(folder)) {
            checkIsFree(folder);
        }
        Files.createDirectories(folder);
        FileChannel lock = lock(folder);
        try {
            Path source = blocksFolder.toAbsolutePath().normalize();
            return Commit.exists(folder)
                    ? extend(folder, network, from, lock, source, Commit.read(folder))
                    : create(folder, network, from, lock, source);
        } catch (IOException | RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    @Override
    public OptionalInt tip() {
        return columns.totals.blocks == 0 ? OptionalInt.empty() : OptionalInt.of(columns.to());
    }

    @Override
    public Optional<Hash256> hashAt(int height) {
        if (!columns.isLoaded(height)) {
            return Optional.empty();
        }
        try {
            byte[] hash = new byte[Hash256.BYTES];
            long row = (long) height - columns.from;
            columns.block.getBytes(row * Columns.BLOCK + Columns.BLOCK_HASH, hash, 0, hash.length);
            return Optional.of(Hash256.at(hash, 0));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void accept(Block block) throws IOException {
        checkNext(block);
        boolean done = false;
        try {
            linker.link(block);
            uncommitted = true;
            done = true;
        } catch (InvalidBlockException e) {
            done = true;
            throw e;
        } finally {
            broken |= !done;
        }
    }

    @Override
    public void rewind(int height) throws IOException {
        checkUsable();
        finishBlocks();
        int kept = Math.max(0, height - columns.from + 1);
        if (kept < columns.totals.blocks) {
            for (Column column : columns.all()) {
                column.checkAll();
            }
            broken = true;
            columns.goTo(kept);
            columns.mask();
            write(true, columns.seal());
            columns.recover();
            broken = false;
            commit();
        }
    }

    @Override
    public void stale(List<StaleBlock> blocks) {
        stale = List.copyOf(blocks);
    }

    @Override
    public void commit() throws IOException {
        checkUsable();
        finishBlocks();
        broken = true;
        SortedMap<String, ColumnSums> sums = columns.seal();
        write(true, sums);
        Columns.deleteAllBut(folder, sums.keySet());
        broken = false;
        uncommitted = false;
    }

    /// Ends the load. What was accepted since the last commit is forgotten, as if the program had been killed.
    @Override
    public void close() throws IOException {
        try (lock;
                columns;
                linker) {
            if (!broken && !uncommitted) {
                columns.trim();
                write(false, columns.seal());
            }
        }
    }

    private static LedgerWriter create(Path folder, Network network, int from, FileChannel lock, Path source)
            throws IOException {
        Columns.deleteAllBut(folder, List.of());
        Columns columns = Columns.create(folder, from);
        LedgerWriter writer = new LedgerWriter(folder, network, lock, source, columns, List.of());
        writer.commit();
        return writer;
    }

    private static LedgerWriter extend(
            Path folder, Network network, int from, FileChannel lock, Path source, Commit commit) throws IOException {
        if (!commit.network().equals(network)) {
            throw new IllegalArgumentException(
                    "the ledger in " + folder + " holds " + commit.network().name() + " blocks, these are of "
                            + network.name() + ": choose another folder with --ledger");
        }
        if (commit.from() != from) {
            throw new IllegalArgumentException("the ledger in " + folder + " begins at height " + commit.from()
                    + ", not " + from + ": choose another folder with --ledger, or --from " + commit.from());
        }
        Files.deleteIfExists(folder.resolve(Commit.NEXT));
        Columns.deleteAllBut(folder, commit.columns().keySet());
        Columns columns = Columns.open(folder, commit, true);
        LedgerWriter writer = new LedgerWriter(folder, network, lock, source, columns, commit.stale());
        try {
            if (commit.loading()) {
                columns.recover();
                writer.commit();
            } else {
                writer.write(true, commit.columns());
            }
            return writer;
        } catch (IOException | RuntimeException e) {
            columns.close();
            throw e;
        }
    }

    /// Waits for what accepted blocks still have to be done.
    private void finishBlocks() throws IOException {
        broken = true;
        linker.finish();
        broken = false;
    }

    private void write(boolean loading, SortedMap<String, ColumnSums> sums) throws IOException {
        new Commit(loading, network, columns.from, columns.totals.blocks, blocksFolder, stale, sums).write(folder);
    }

    private void checkNext(Block block) throws InvalidBlockException {
        checkUsable();
        int next = columns.from + columns.totals.blocks;
        if (block.height != next) {
            throw new IllegalArgumentException("block " + block.height + " was given where " + next + " comes next");
        }
        Optional<Hash256> tip = hashAt(next - 1);
        if (tip.isPresent() && !tip.get().equals(Hash256.at(block.bytes, Integer.BYTES))) {
            throw new InvalidBlockException(
                    block.hash, BlockLinker.place(block), "its parent is not the block before it, " + tip.get());
        }
    }

    private void checkUsable() {
        if (broken) {
            throw new IllegalStateException("an earlier write to " + folder + " failed; open the ledger again");
        }
    }

    private static void checkIsFree(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (var files = Files.list(folder)) {
            Optional<Path> foreign = files.filter(
                            file -> !isOurs(file.getFileName().toString()))
                    .sorted()
                    .findFirst();
            if (foreign.isPresent()) {
                throw new IllegalArgumentException(folder + " holds no ledger but other files ("
                        + foreign.get().getFileName() + "): choose an empty folder with --ledger");
            }
        }
    }

    private static boolean isOurs(String file) {
        return Columns.isColumn(file) || List.of(LOCK, Commit.NEXT).contains(file);
    }

    private static FileChannel lock(Path folder) throws IOException {
        FileChannel channel =
                FileChannel.open(folder.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            if (channel.tryLock() != null) {
                return channel;
            }
        } catch (OverlappingFileLockException e) {
            // this very program holds it: said below
        }
        channel.close();
        throw new IOException("another load is writing to " + folder + ": wait for it to end");
    }
}
