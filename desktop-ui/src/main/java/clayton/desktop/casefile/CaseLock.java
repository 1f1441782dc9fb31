package clayton.desktop.casefile;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/// Says that a case is open in a window, so that no other window opens it or takes its autosave for that of a program
/// that is gone. Ends with the program, however that ends.
public final class CaseLock implements AutoCloseable {
    private static final int TRIES = 50;
    private static final long WAIT_MILLIS = 100;

    private final FileChannel channel;

    private CaseLock(FileChannel channel) {
        this.channel = channel;
    }

    /// Empty if another window has the case.
    static Optional<CaseLock> tryTake(Path folder) throws IOException {
        FileChannel channel =
                FileChannel.open(folder.resolve(".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            FileLock lock = channel.tryLock();
            if (lock != null) {
                return Optional.of(new CaseLock(channel));
            }
        } catch (OverlappingFileLockException e) {
            channel.close();
            return Optional.empty();
        }
        channel.close();
        return Optional.empty();
    }

    static boolean isTaken(Path folder) throws IOException {
        Optional<CaseLock> free = tryTake(folder);
        if (free.isPresent()) {
            free.get().close();
        }
        return free.isEmpty();
    }

    /// Waits a little for a window that is just being closed.
    static CaseLock take(Path folder) throws IOException {
        for (int i = 0; i < TRIES; i++) {
            Optional<CaseLock> taken = tryTake(folder);
            if (taken.isPresent()) {
                return taken.get();
            }
            try {
                Thread.sleep(WAIT_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                break;
            }
        }
        throw new IOException(folder + " is open in another window: close it there first");
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
