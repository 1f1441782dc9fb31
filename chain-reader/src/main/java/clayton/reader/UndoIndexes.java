package clayton.reader;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// The indexes of a folder's rev files, each made when it is first needed. Safe for concurrent use.
final class UndoIndexes {
    private final BlockFiles files;
    private final int magic;
    private final Map<Integer, Optional<UndoIndex>> indexes = new HashMap<>();

    UndoIndexes(BlockFiles files, int magic) {
        this.files = files;
        this.magic = magic;
    }

    /// Empty if there is no such file, or none that can be read: a load goes on without undo data.
    synchronized Optional<UndoIndex> of(int file) {
        Optional<UndoIndex> index = indexes.get(file);
        if (index == null) {
            index = read(file);
            indexes.put(file, index);
        }
        return index;
    }

    private Optional<UndoIndex> read(int file) {
        try (DataFile data = files.openUndo(file)) {
            return Optional.of(new UndoIndex(data, magic));
        } catch (IOException missing) {
            return Optional.empty();
        }
    }
}
