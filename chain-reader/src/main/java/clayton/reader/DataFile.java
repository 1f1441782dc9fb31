package clayton.reader;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// One open blk or rev file, read by position as plain bytes.
final class DataFile implements Closeable {
    private final Path path;
    private final Obfuscation obfuscation;
    private final FileChannel channel;

    DataFile(Path path, Obfuscation obfuscation) throws IOException {
        this.path = path;
        this.obfuscation = obfuscation;
        this.channel = FileChannel.open(path, StandardOpenOption.READ);
    }

    Path path() {
        return path;
    }

    Obfuscation obfuscation() {
        return obfuscation;
    }

    long size() throws IOException {
        return channel.size();
    }

    /// Reads bytes at `position`; answers how many there were, fewer than `length` only at the end of the file.
    int read(long position, byte[] into, int at, int length) throws IOException {
        ByteBuffer buffer = ByteBuffer.wrap(into, at, length);
        try {
            while (buffer.hasRemaining() && channel.read(buffer, position + buffer.position() - at) > 0) {
                // a read may give less than was asked for
            }
        } catch (IOException e) {
            throw new IOException(
                    path + ", offset " + (position + buffer.position() - at) + ", could not be read (" + e.getMessage()
                            + "): check the disk, then load again",
                    e);
        }
        int done = buffer.position() - at;
        obfuscation.apply(into, at, done, position);
        return done;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
