package clayton.reader;

import clayton.chain.Block;
import clayton.chain.InvalidBlockException;
import java.io.Closeable;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// One thread's means to read and decode blocks: a decoder and the file last read from, kept open.
final class Worker implements Closeable {
    private final BlockFiles files;
    private final BlockDecoder decoder = new BlockDecoder();
    private @Nullable DataFile open;
    private int openNumber;

    Worker(BlockFiles files) {
        this.files = files;
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
    }

    private void read(Block block) throws IOException {
        if (block.bytes.length < block.length) {
            block.bytes = new byte[block.length + block.length / 4];
        }
        if (file(block.file).read(block.offset, block.bytes, 0, block.length) < block.length) {
            throw new InvalidBlockException(
                    block.hash, BlockFiles.place(block.file, block.offset), "the file ends inside it");
        }
    }

    private DataFile file(int number) throws IOException {
        DataFile file = open;
        if (file == null || openNumber != number) {
            close();
            file = files.openBlocks(number);
            open = file;
            openNumber = number;
        }
        return file;
    }

    @Override
    public void close() throws IOException {
        if (open != null) {
            open.close();
            open = null;
        }
    }
}
