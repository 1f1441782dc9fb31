package clayton.reader;

import clayton.chain.Block;
import java.util.ArrayList;
import java.util.List;

/// Gathers the blocks whose undo data could not be had: the first few by name, the others by their number.
final class UndoTroubles {
    private static final int NAMED = 20;

    private final List<String> named = new ArrayList<>();
    private int count;

    void add(Block block, String reason) {
        count++;
        if (named.size() < NAMED) {
            named.add("block " + block.hash + " at height " + block.height + " has no undo data: " + reason);
        }
    }

    int count() {
        return count;
    }

    List<String> notes() {
        List<String> notes = new ArrayList<>(named);
        if (count > named.size()) {
            notes.add((count - named.size()) + " more blocks have no undo data");
        }
        return notes;
    }
}
