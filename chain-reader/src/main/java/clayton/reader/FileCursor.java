package clayton.reader;

import java.io.Closeable;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// Keeps the numbered file open that was asked for last: blocks in height order mostly lie in one file after
/// another. For one thread.
final class FileCursor implements Closeable {
    /// Opens a file by its number.
    interface Opener {
        DataFile open(int number) throws IOException;
    }

    private final Opener opener;
    private @Nullable DataFile open;
    private int openNumber;

    FileCursor(Opener opener) {
        this.opener = opener;
    }

    DataFile at(int number) throws IOException {
        DataFile file = open;
        if (file == null || openNumber != number) {
            close();
            file = opener.open(number);
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
