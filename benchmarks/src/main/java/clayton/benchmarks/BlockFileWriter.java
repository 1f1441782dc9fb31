package clayton.benchmarks;

import clayton.chain.Hash256;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Locale;

/// Writes blocks and their undo data as Bitcoin Core does: blk files of at most 128 MiB, beside each the rev file
/// of the same number, magic and size before each record, a checksum behind undo data, all bytes obfuscated with the
/// key in `xor.dat` if there is one.
final class BlockFileWriter implements AutoCloseable {
    private static final long LARGEST_FILE = 128L << 20;
    private static final int PREFIX_BYTES = 8;
    private static final int PARENT_AT = 4;
    private static final String KEY_FILE = "xor.dat";

    private final Path folder;
    private final int magic;
    private final byte[] key;
    private final WireBuffer record = new WireBuffer();
    private final HashRows hashes = new HashRows();
    private Output blocks;
    private Output undo;
    private int number;
    private long written;

    /// `key` has eight bytes; all zero means plain files, and no key file.
    BlockFileWriter(Path folder, int magic, byte[] key) throws IOException {
        this.folder = folder;
        this.magic = magic;
        this.key = key.clone();
        Files.createDirectories(folder);
        blocks = open("blk");
        undo = open("rev");
        if (!isPlain()) {
            Files.write(folder.resolve(KEY_FILE), key, StandardOpenOption.CREATE_NEW);
        }
    }

    /// Bytes of all blocks' records so far.
    long written() {
        return written;
    }

    void write(byte[] block, int length) throws IOException {
        if (blocks.position + PREFIX_BYTES + length > LARGEST_FILE) {
            close();
            number++;
            blocks = open("blk");
            undo = open("rev");
        }
        begin(block, length);
        blocks.write(record);
        written += record.length();
    }

    /// Writes the undo data of the block that was written last.
    void writeUndo(WireBuffer block, WireBuffer data) throws IOException {
        begin(data.bytes(), data.length());
        hashes.update(block.bytes(), PARENT_AT, PARENT_AT + Hash256.BYTES);
        int checksum = record.room(Hash256.BYTES);
        hashes.hash(data.bytes(), 0, data.length(), record.bytes(), checksum);
        undo.write(record);
    }

    private void begin(byte[] bytes, int length) {
        record.clear();
        record.int32(magic);
        record.int32(length);
        record.append(bytes, 0, length);
    }

    private boolean isPlain() {
        for (byte part : key) {
            if (part != 0) {
                return false;
            }
        }
        return true;
    }

    private Output open(String kind) throws IOException {
        Path path = folder.resolve(String.format(Locale.ROOT, "%s%05d.dat", kind, number));
        return new Output(FileChannel.open(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE));
    }

    @Override
    public void close() throws IOException {
        try {
            blocks.close();
        } finally {
            undo.close();
        }
    }

    /// A file that grows.
    private final class Output implements AutoCloseable {
        private final FileChannel file;
        private long position;

        Output(FileChannel file) {
            this.file = file;
        }

        void write(WireBuffer plain) throws IOException {
            obfuscate(plain);
            ByteBuffer bytes = ByteBuffer.wrap(plain.bytes(), 0, plain.length());
            while (bytes.hasRemaining()) {
                position += file.write(bytes);
            }
        }

        private void obfuscate(WireBuffer plain) {
            if (isPlain()) {
                return;
            }
            byte[] bytes = plain.bytes();
            int shift = (int) (position % key.length);
            for (int i = 0; i < plain.length(); i++) {
                bytes[i] ^= key[(shift + i) % key.length];
            }
        }

        @Override
        public void close() throws IOException {
            file.close();
        }
    }
}
