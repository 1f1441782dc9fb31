package clayton.benchmarks;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Locale;

/// Writes block records as Bitcoin Core does: blk files of at most 128 MiB, magic and size before each block, all
/// bytes obfuscated with the key in `xor.dat` if there is one.
final class BlockFileWriter implements AutoCloseable {
    private static final long LARGEST_FILE = 128L << 20;
    private static final int PREFIX_BYTES = 8;
    private static final String KEY_FILE = "xor.dat";

    private final Path folder;
    private final int magic;
    private final byte[] key;
    private final WireBuffer record = new WireBuffer();
    private FileChannel file;
    private int number;
    private long position;
    private long written;

    /// `key` has eight bytes; all zero means plain files, and no key file.
    BlockFileWriter(Path folder, int magic, byte[] key) throws IOException {
        this.folder = folder;
        this.magic = magic;
        this.key = key.clone();
        Files.createDirectories(folder);
        file = open();
        if (!isPlain()) {
            Files.write(folder.resolve(KEY_FILE), key, StandardOpenOption.CREATE_NEW);
        }
    }

    /// Bytes of all records so far.
    long written() {
        return written;
    }

    void write(byte[] block, int length) throws IOException {
        record.clear();
        record.int32(magic);
        record.int32(length);
        record.append(block, 0, length);
        if (position + PREFIX_BYTES + length > LARGEST_FILE) {
            file.close();
            number++;
            position = 0;
            file = open();
        }
        obfuscate();
        ByteBuffer bytes = ByteBuffer.wrap(record.bytes(), 0, record.length());
        while (bytes.hasRemaining()) {
            position += file.write(bytes);
        }
        written += record.length();
    }

    private void obfuscate() {
        if (isPlain()) {
            return;
        }
        byte[] bytes = record.bytes();
        int shift = (int) (position % key.length);
        for (int i = 0; i < record.length(); i++) {
            bytes[i] ^= key[(shift + i) % key.length];
        }
    }

    private boolean isPlain() {
        for (byte part : key) {
            if (part != 0) {
                return false;
            }
        }
        return true;
    }

    private FileChannel open() throws IOException {
        Path path = folder.resolve(String.format(Locale.ROOT, "blk%05d.dat", number));
        return FileChannel.open(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
