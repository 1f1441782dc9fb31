package clayton.reader;

import clayton.chain.Block;
import clayton.chain.InvalidBlockException;
import java.io.Closeable;
import java.io.IOException;

/// One thread's means to read and decode blocks.
final class Worker implements Closeable {
    private final BlockDecoder decoder = new BlockDecoder();
    private final FileCursor blocks;
    private final UndoReader undo;
    private final boolean wantsUndo;

    Worker(BlockFolder folder, UndoIndexes indexes, boolean wantsUndo) {
        this.blocks = new FileCursor(folder.files()::openBlocks);
        this.undo = new UndoReader(folder, indexes);
        this.wantsUndo = wantsUndo;
    }

    /// Decodes a batch up to its end or the first block that is refused.
    void decode(Batch batch) throws IOException {
        for (int i = 0; i < batch.count(); i++) {
            try {
                decode(batch.slot(i));
            } catch (InvalidBlockException refusal) {
                batch.refuse(i, refusal);
            }
        }
    }

    private void decode(Batch.Slot slot) throws IOException {
        read(slot.block);
        decoder.decode(slot.block);
        if (wantsUndo) {
            slot.undoTrouble = undo.fill(slot);
        }
    }

    private void read(Block block) throws IOException {
        if (block.bytes.length < block.length) {
            block.bytes = new byte[block.length + block.length / 4];
        }
        if (blocks.at(block.file).read(block.offset, block.bytes, 0, block.length) < block.length) {
            throw new InvalidBlockException(
                    block.hash, BlockFiles.place(block.file, block.offset), "the file ends inside it");
        }
    }

    @Override
    public void close() throws IOException {
        blocks.close();
        undo.close();
    }
}
