package clayton.reader;

import clayton.chain.Block;
import clayton.chain.Hash256;
import clayton.chain.Network;
import java.io.Closeable;
import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;

/// Finds a block's undo record and unpacks it. A record names no block: it fits one if its checksum, made over the
/// block's parent and the data, holds, if it has the block's shape, and if its values close the block's supply sum.
/// The search begins where the record must lie if all records since the one matched last are there in height order, as
/// nodes write them, and goes outwards from there. A block with a rival for its place is held against all records, and
/// gets none if two different ones fit. For one thread.
final class UndoReader implements Closeable {
    private static final int PREVIOUS_AT = 4;
    private static final int MOST_BYTES_BESIDE_INPUTS = 5;
    private static final int MOST_BYTES_AN_INPUT = 10_040;

    private final Records records;
    private final HeaderTree tree;
    private final Network network;
    private final UndoIndexes indexes;
    private final FileCursor files;
    private final UndoDecoder decoder = new UndoDecoder();
    private final Sha256d sha256d = new Sha256d();
    private final byte[] checksum = new byte[Hash256.BYTES];
    private byte[] bytes = new byte[0];
    private byte[] chosen = new byte[0];
    private int chosenLength;
    private boolean ambiguous;
    private boolean mismatched;
    private String trouble = "";

    UndoReader(BlockFolder folder, UndoIndexes indexes) {
        this.tree = folder.tree();
        this.records = tree.records();
        this.network = folder.network();
        this.indexes = indexes;
        this.files = new FileCursor(folder.files()::openUndo);
    }

    /// Fills in what the decoded block spent; answers why not, or nothing.
    String fill(Batch.Slot slot) {
        Block block = slot.block;
        trouble = "";
        chosenLength = 0;
        ambiguous = false;
        if (block.inputs() == 0) {
            slot.spent.scriptStart[0] = 0;
            block.spent = slot.spent;
            return trouble;
        }
        int lastFile = -1;
        for (int record = slot.node; record != HeaderTree.NONE; record = tree.nextCopy(record)) {
            if (records.file[record] != lastFile && block.spent == null) {
                lastFile = records.file[record];
                search(slot, lastFile);
            }
        }
        if (!ambiguous && chosenLength > 0 && decoder.decode(chosen, chosenLength, block, slot.spent)) {
            block.spent = slot.spent;
        }
        return block.spent == null ? trouble : "";
    }

    private void search(Batch.Slot slot, int file) {
        Optional<UndoIndex> index = indexes.of(file);
        mismatched = false;
        if (index.isEmpty()) {
            blame(BlockFiles.undoName(file) + " is missing or cannot be read");
        } else if (slot.hasRival) {
            searchAll(slot, file, index.get());
        } else {
            searchFirst(slot, file, index.get());
        }
        if (slot.block.spent == null) {
            blame(
                    mismatched
                            ? "no record of " + BlockFiles.undoName(file) + " has its checksum"
                            : "no record of " + BlockFiles.undoName(file) + " is for as many transactions");
        }
    }

    /// The first thing that went wrong says most.
    private void blame(String what) {
        if (trouble.isEmpty()) {
            trouble = what;
        }
    }

    private void searchFirst(Batch.Slot slot, int file, UndoIndex index) {
        int guess = index.guess(slot.block.height);
        for (int away = 0; away < index.count; away++) {
            if (takes(slot, file, index, guess + away) || away > 0 && takes(slot, file, index, guess - away)) {
                return;
            }
        }
    }

    private boolean takes(Batch.Slot slot, int file, UndoIndex index, int record) {
        if (record < 0 || record >= index.count || !fits(slot, file, index, record)) {
            return false;
        }
        slot.block.spent = slot.spent;
        index.matched(record, slot.block.height);
        return true;
    }

    private void searchAll(Batch.Slot slot, int file, UndoIndex index) {
        for (int record = 0; record < index.count; record++) {
            if (fits(slot, file, index, record) && !isChosen(index.size[record])) {
                if (chosenLength > 0) {
                    ambiguous = true;
                    trouble = "two records fit it, the second at " + undoPlace(file, index.offset[record]);
                    return;
                }
                choose(index.size[record]);
            }
        }
    }

    private boolean isChosen(int length) {
        return Arrays.equals(bytes, 0, length, chosen, 0, chosenLength);
    }

    private void choose(int length) {
        chosen = Arrays.copyOf(bytes, length);
        chosenLength = length;
    }

    /// Whether a record is the block's; then it has been unpacked.
    private boolean fits(Batch.Slot slot, int file, UndoIndex index, int record) {
        Block block = slot.block;
        int size = index.size[record];
        if (index.transactions[record] != block.transactions - 1 || size > mostBytes(block)) {
            return false;
        }
        long offset = index.offset[record];
        if (!read(file, offset, size)) {
            return false;
        }
        if (!isOf(block, size)) {
            mismatched = true;
            return false;
        }
        if (!decoder.decode(bytes, size, block, slot.spent)) {
            blame("the record at " + undoPlace(file, offset) + " is not of its shape");
            return false;
        }
        if (!SupplySum.closes(block, slot.spent, network)) {
            blame("the values at " + undoPlace(file, offset) + " do not close its supply sum");
            return false;
        }
        return true;
    }

    private static String undoPlace(int file, long offset) {
        return BlockFiles.undoName(file) + ", offset " + offset;
    }

    private static long mostBytes(Block block) {
        return (long) MOST_BYTES_BESIDE_INPUTS * block.transactions + (long) MOST_BYTES_AN_INPUT * block.inputs();
    }

    private boolean read(int file, long offset, int size) {
        int length = size + Hash256.BYTES;
        if (bytes.length < length) {
            bytes = new byte[length + length / 4];
        }
        try {
            return files.at(file).read(offset, bytes, 0, length) == length;
        } catch (IOException unreadable) {
            return false;
        }
    }

    private boolean isOf(Block block, int size) {
        sha256d.update(block.bytes, PREVIOUS_AT, Hash256.BYTES);
        sha256d.hash(bytes, 0, size, checksum, 0);
        return Arrays.equals(checksum, 0, Hash256.BYTES, bytes, size, size + Hash256.BYTES);
    }

    @Override
    public void close() throws IOException {
        files.close();
    }
}
