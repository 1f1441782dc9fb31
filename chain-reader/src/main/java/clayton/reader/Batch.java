package clayton.reader;

import clayton.chain.Block;
import clayton.chain.Hash256;
import clayton.chain.InvalidBlockException;
import clayton.chain.SpentOutputs;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Consecutive blocks that one worker decodes in one go: one large block or many small ones. Reused with all its
/// arrays.
final class Batch {
    /// Larger blocks go alone, so that the arrays of all slots but the first stay small.
    private static final int SMALL_BYTES = 1 << 15;

    private static final int MOST_BLOCKS = 64;

    private final List<Slot> slots = new ArrayList<>();
    private int count;
    private Optional<InvalidBlockException> refusal = Optional.empty();

    /// Takes as many heights as make a batch; answers the next one.
    int take(BestChain chain, Records records, int from, int to) {
        count = 0;
        refusal = Optional.empty();
        int height = from;
        do {
            int record = chain.record(height);
            next().set(height, chain.node(height), record, records, chain.hasRival(height));
            height++;
        } while (height <= to
                && count < MOST_BLOCKS
                && isSmall(chain, records, height)
                && isSmall(chain, records, from));
        return height;
    }

    private static boolean isSmall(BestChain chain, Records records, int height) {
        return records.size[chain.record(height)] <= SMALL_BYTES;
    }

    private Slot next() {
        if (count == slots.size()) {
            slots.add(new Slot());
        }
        return slots.get(count++);
    }

    int count() {
        return count;
    }

    Slot slot(int i) {
        return slots.get(i);
    }

    /// Says that block `i` was refused; the ones behind it are given up.
    void refuse(int i, InvalidBlockException reason) {
        count = i + 1;
        refusal = Optional.of(reason);
    }

    /// Why the last block was refused, if it was.
    Optional<InvalidBlockException> refusal() {
        return refusal;
    }

    /// One block of a batch, with the room for its spent outputs.
    static final class Slot {
        final Block block = new Block();
        final SpentOutputs spent = new SpentOutputs();
        int node;
        int record;

        /// Whether another block claims this one's place, so that undo data may be the other's.
        boolean hasRival;

        /// Why there is no undo data; empty if there is, or none was wanted.
        String undoTrouble = "";

        private void set(int height, int ofNode, int ofRecord, Records records, boolean rival) {
            node = ofNode;
            record = ofRecord;
            hasRival = rival;
            undoTrouble = "";
            block.height = height;
            block.hash = Hash256.at(records.hash, record * Hash256.BYTES);
            block.file = records.file[record];
            block.offset = records.offset[record];
            block.length = records.size[record];
            block.spent = null;
        }
    }
}
