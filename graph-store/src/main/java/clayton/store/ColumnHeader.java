package clayton.store;

import clayton.chain.CorruptDataException;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.zip.CRC32C;

/// The first 64 bytes of every column: magic, format version, the column's name, checksum of the header.
final class ColumnHeader {
    static final int BYTES = 64;
    static final int VERSION = 4;

    private static final byte[] MAGIC = "CLAYTON\n".getBytes(StandardCharsets.US_ASCII);
    private static final int NAME_AT = 16;
    private static final int NAME_BYTES = 32;
    private static final int SUM_AT = 60;

    private ColumnHeader() {}

    static MemorySegment of(String name) {
        ByteBuffer header = ByteBuffer.allocate(BYTES).order(ByteOrder.LITTLE_ENDIAN);
        header.put(0, MAGIC).putInt(8, VERSION).put(NAME_AT, name.getBytes(StandardCharsets.US_ASCII));
        header.putInt(SUM_AT, sum(header.array()));
        return MemorySegment.ofBuffer(header);
    }

    static void check(Path file, FileChannel channel, String name) throws IOException {
        byte[] header = new byte[BYTES];
        ByteBuffer buffer = ByteBuffer.wrap(header).order(ByteOrder.LITTLE_ENDIAN);
        while (buffer.hasRemaining() && channel.read(buffer, buffer.position()) >= 0) {
            // until the header is full or the file ends
        }
        if (!buffer.slice(0, MAGIC.length).equals(ByteBuffer.wrap(MAGIC))) {
            throw new CorruptDataException(file, 0, "the magic of a Clayton ledger", "something else");
        }
        if (buffer.getInt(8) != VERSION) {
            throw new CorruptDataException(
                    file, 8, "ledger format " + VERSION, "format " + buffer.getInt(8) + "; load into a new folder");
        }
        if (buffer.getInt(SUM_AT) != sum(header)) {
            throw new CorruptDataException(
                    file,
                    SUM_AT,
                    "the header's checksum",
                    "another; the ledger is damaged: delete its folder, or name a new one, and load again");
        }
        String found = new String(header, NAME_AT, NAME_BYTES, StandardCharsets.US_ASCII).trim();
        if (!found.equals(name)) {
            throw new CorruptDataException(file, NAME_AT, "column " + name, "column " + found);
        }
    }

    private static int sum(byte[] header) {
        CRC32C crc = new CRC32C();
        crc.update(header, 0, SUM_AT);
        return (int) crc.getValue();
    }
}
