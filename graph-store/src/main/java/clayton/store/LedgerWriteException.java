package clayton.store;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;

/// A file of a ledger could not be written (a full disk, lost permissions, another loader at work). What was
/// committed before stands, and the same load goes on from there once the cause is gone.
public final class LedgerWriteException extends IOException {
    LedgerWriteException(Path file, IOException cause) {
        super(
                file + " could not be written (" + reason(cause)
                        + "): make room for the ledger or mend its folder's"
                        + " permissions, then run the same load again; it goes on from the last commit",
                cause);
    }

    /// Another loader holds the folder.
    LedgerWriteException(Path folder) {
        super("another load is writing to " + folder + ": wait for it to end, then run this one again");
    }

    /// What the system said, without the file, which is named already.
    private static String reason(IOException cause) {
        if (cause instanceof AccessDeniedException) {
            return "permission denied";
        }
        String reason = cause instanceof FileSystemException failure ? failure.getReason() : cause.getMessage();
        return reason == null ? cause.toString() : reason;
    }
}
