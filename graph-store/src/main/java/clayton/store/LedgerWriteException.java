package clayton.store;

import java.io.IOException;
import java.nio.file.Path;

/// A file of a ledger could not be written (a full disk, lost permissions). What was committed before stands, and
/// the same load goes on from there once the cause is gone.
public final class LedgerWriteException extends IOException {
    LedgerWriteException(Path file, IOException cause) {
        super(
                file + " could not be written (" + cause.getMessage()
                        + "): make room for the ledger or mend its folder's"
                        + " permissions, then run the same load again; it goes on from the last commit",
                cause);
    }
}
