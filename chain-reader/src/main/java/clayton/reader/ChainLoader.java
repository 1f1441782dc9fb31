package clayton.reader;

import clayton.chain.Block;
import clayton.chain.BlockSink;
import clayton.chain.Hash256;
import clayton.chain.InvalidBlockException;
import clayton.chain.Progress;
import clayton.chain.StaleBlock;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Hands the blocks of a folder's chain to a sink. Workers read and decode, the calling thread gives the blocks
/// over in height order. A block that the decoder or the sink refuses is read from another copy if there is one;
/// else it is left out with all that stands on it, the sink goes back to where the chain of most work among the
/// rest leaves it, and the load goes on from there.
public final class ChainLoader {
    private final BlockFolder folder;
    private final UndoIndexes undoIndexes;
    private final BestChain chain;
    private final Records records;
    private final int from;
    private final int to;
    private final BlockSink sink;
    private final LoadOptions options;
    private final Progress progress;
    private final UndoTroubles undoTroubles = new UndoTroubles();
    private final List<String> notes = new ArrayList<>();
    private int blocks;
    private long bytes;
    private long doneBytes;
    private long uncommittedBytes;
    private long lastCommit = System.nanoTime();
    private boolean stopped;

    private ChainLoader(BlockFolder folder, int from, int to, BlockSink sink, LoadOptions options, Progress progress) {
        this.folder = folder;
        this.undoIndexes = new UndoIndexes(folder.files(), folder.network().magic());
        this.chain = folder.newChain();
        this.records = folder.tree().records();
        this.from = from;
        this.to = to;
        this.sink = sink;
        this.options = options;
        this.progress = progress;
    }

    /// Brings the sink to heights `from` to `to` of the folder's chain, or to its tip if that is lower; goes on
    /// from what the sink already holds, after rewinding what is no longer on the chain. Spent outputs are filled
    /// in from undo data only if `from` is above 0. Throws `IllegalArgumentException` if the sink cannot be brought
    /// there, and `IOException` if the files lack blocks below or at `from`.
    public static LoadReport load(
            BlockFolder folder, int from, int to, BlockSink sink, LoadOptions options, Progress progress)
            throws IOException {
        if (from < 0 || to < from) {
            throw new IllegalArgumentException("heights " + from + " to " + to + " are no range");
        }
        return new ChainLoader(folder, from, to, sink, options, progress).run();
    }

    private LoadReport run() throws IOException {
        try (DecoderPool pool = new DecoderPool(options.threads(), this::newWorker)) {
            int next = align();
            checkBeginning(next);
            while (!stopped && next <= last()) {
                handOver(next, pool);
                pool.discard();
                next = align();
            }
        }
        int tip = sink.tip().orElse(from - 1);
        List<StaleBlock> stale = chain.stale(from, tip);
        if (chain.firstHeight() <= from && chain.tipHeight() >= tip) {
            sink.stale(stale);
        }
        sink.commit();
        notes.addAll(0, folder.notes());
        notes.addAll(undoTroubles.notes());
        return new LoadReport(
                folder.network(),
                from,
                tip,
                blocks,
                bytes,
                stale,
                chain.refused(),
                folder.skipped(),
                undoTroubles.count(),
                folder.unconnected(),
                List.copyOf(notes),
                stopped);
    }

    private Worker newWorker() {
        return new Worker(folder, undoIndexes, from > 0);
    }

    private int last() {
        return Math.min(to, chain.tipHeight());
    }

    private void checkBeginning(int next) throws IOException {
        if (next < chain.firstHeight()) {
            throw new IOException("heights " + next + " to " + (chain.firstHeight() - 1)
                    + " are absent from the files in " + folder.files().folder() + ": begin at " + chain.firstHeight()
                    + ", whose block stands at "
                    + records.place(chain.record(chain.firstHeight())));
        }
        if (from > chain.tipHeight()) {
            throw new IOException("height " + from + " is not in the files in "
                    + folder.files().folder() + ": their chain ends at " + chain.tipHeight() + whatIsKnown());
        }
    }

    /// Where in the files something is amiss.
    private String whatIsKnown() {
        return Stream.concat(folder.notes().stream(), folder.skipped().stream().map(range -> range + ", hold no block"))
                .limit(3)
                .map(what -> "; " + what)
                .collect(Collectors.joining());
    }

    /// Rewinds the sink to the last block it shares with the chain; answers the height to go on with.
    private int align() throws IOException {
        OptionalInt tip = sink.tip();
        if (tip.isEmpty()) {
            return from;
        }
        if (tip.getAsInt() < from - 1) {
            throw new IllegalArgumentException("the ledger ends at height " + tip.getAsInt() + ", so heights "
                    + (tip.getAsInt() + 1) + " to " + (from - 1) + " would be missing");
        }
        if (tip.getAsInt() >= from && sink.hashAt(from).isEmpty()) {
            throw new IllegalArgumentException("the ledger begins above height " + from);
        }
        int highest = Math.min(tip.getAsInt(), chain.tipHeight());
        int shared = lastShared(highest);
        if (shared == highest && highest >= 0) {
            return tip.getAsInt() + 1;
        }
        if (shared < 0) {
            checkBeginning(from);
        }
        sink.rewind(shared);
        return shared < 0 ? from : shared + 1;
    }

    /// −1 if sink and chain share nothing.
    private int lastShared(int highest) {
        for (int height = highest; height >= 0; height--) {
            Optional<Hash256> own = sink.hashAt(height);
            Optional<Hash256> other = chain.linkAt(height);
            if (own.isEmpty() || other.isEmpty()) {
                return -1;
            }
            if (own.equals(other)) {
                return height;
            }
        }
        return -1;
    }

    /// Hands over what follows, until the range ends, the caller stops it, or a block is refused.
    private void handOver(int next, DecoderPool pool) throws IOException {
        long total = doneBytes + sizeOf(next, last());
        int height = next;
        boolean goesOn = true;
        while (goesOn) {
            while (pool.hasRoom() && height <= last()) {
                Batch batch = pool.room();
                height = batch.take(chain, records, height, last());
                pool.submit(batch);
            }
            if (pool.isEmpty()) {
                return;
            }
            Batch batch = pool.take();
            goesOn = handOver(batch, total);
            pool.recycle(batch);
        }
    }

    private long sizeOf(int first, int last) {
        long size = 0;
        for (int height = first; height <= last; height++) {
            size += records.size[chain.record(height)];
        }
        return size;
    }

    /// Answers whether to go on with the next batch.
    private boolean handOver(Batch batch, long total) throws IOException {
        for (int i = 0; i < batch.count(); i++) {
            Batch.Slot slot = batch.slot(i);
            Optional<InvalidBlockException> refusal = i == batch.count() - 1 ? batch.refusal() : Optional.empty();
            try {
                if (refusal.isPresent()) {
                    throw refusal.get();
                }
                sink.accept(slot.block);
            } catch (InvalidBlockException reason) {
                refuse(slot, reason);
                return false;
            }
            count(slot);
            if (!progress.goOn("reading blocks", doneBytes, total)) {
                stopped = true;
                return false;
            }
            commitIfDue();
        }
        return true;
    }

    private void refuse(Batch.Slot slot, InvalidBlockException refusal) {
        Block block = slot.block;
        if (!chain.refuse(block.height, slot.record, refusal.reason())) {
            notes.add(BlockFiles.place(block.file, block.offset) + ": this copy of block " + block.hash
                    + " is damaged (" + refusal.reason() + "); another one was used");
        }
    }

    private void count(Batch.Slot slot) {
        Block block = slot.block;
        blocks++;
        bytes += block.length;
        doneBytes += block.length;
        uncommittedBytes += block.length;
        if (!slot.undoTrouble.isEmpty()) {
            undoTroubles.add(block, slot.undoTrouble);
        }
    }

    private void commitIfDue() throws IOException {
        long now = System.nanoTime();
        if (uncommittedBytes >= options.commitBytes()
                || now - lastCommit >= options.commitEvery().toNanos()) {
            sink.commit();
            uncommittedBytes = 0;
            lastCommit = System.nanoTime();
        }
    }
}
