package clayton.store;

import java.io.IOException;
import java.nio.file.Path;

/// A ledger that an earlier version of the program wrote. It cannot be read any more, except for where its blocks came
/// from: they can be loaded again, into another folder.
public final class OlderLedgerException extends IOException {
    private final transient Path folder;
    private final transient Path blocksFolder;
    private final int from;

    OlderLedgerException(Path folder, int format, Path blocksFolder, int from) {
        super("the ledger in " + folder + " has format " + format + " and this version of Clayton reads format "
                + ColumnHeader.VERSION + ": load its blocks again, into a new folder");
        this.folder = folder;
        this.blocksFolder = blocksFolder;
        this.from = from;
    }

    public Path folder() {
        return folder;
    }

    /// Where its blocks came from; an absolute path.
    public Path blocksFolder() {
        return blocksFolder;
    }

    /// The height it begins at.
    public int from() {
        return from;
    }
}
