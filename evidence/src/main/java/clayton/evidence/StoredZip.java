package clayton.evidence;

import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.zip.CRC32;
import java.util.zip.CheckedOutputStream;

/// Writes a ZIP archive (PKWARE, APPNOTE 6.3) of stored entries, one after the other, all of the same time: the same
/// files give the same bytes, and every one of them is either content or can be told from it. Nothing is compressed,
/// so that no bit is without meaning.
final class StoredZip implements Closeable {
    /// What a ZIP without the 64-bit extension can hold.
    private static final long MAX_BYTES = 0xffff_fffeL;

    private static final int MAX_ENTRIES = 0xfffe;
    private static final int LOCAL_BYTES = 30;
    private static final int CENTRAL_BYTES = 46;
    private static final int END_BYTES = 22;
    private static final short NEEDED_VERSION = 10;

    /// 1980-01-01 00:00:00, the first there is.
    private static final int TIME = 0x0021_0000;

    private final FileChannel channel;
    private final SortedMap<Long, Stored> entries = new TreeMap<>();

    StoredZip(Path file) throws IOException {
        channel = FileChannel.open(
                file, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE);
    }

    /// What an entry holds.
    record Stored(String name, long bytes, int crc, String sha256) {}

    /// Writes the content of an entry.
    interface Content {
        void to(OutputStream out) throws IOException;
    }

    Stored add(String name, byte[] content) throws IOException {
        return add(name, out -> out.write(content));
    }

    /// Adds a file of any size; the content must not close the stream.
    Stored add(String name, Content content) throws IOException {
        long at = channel.position();
        byte[] nameBytes = name.getBytes(StandardCharsets.US_ASCII);
        long start = at + LOCAL_BYTES + nameBytes.length;
        channel.position(start);
        CRC32 crc = new CRC32();
        MessageDigest sha256 = Hashes.sha256();
        try (OutputStream out = new BufferedOutputStream(
                new CheckedOutputStream(
                        new DigestOutputStream(new Uncloseable(Channels.newOutputStream(channel)), sha256), crc),
                1 << 16)) {
            content.to(out);
        }
        long end = channel.position();
        Stored stored = new Stored(
                name, end - start, (int) crc.getValue(), HexFormat.of().formatHex(sha256.digest()));
        require(end);
        write(at, local(stored, nameBytes));
        entries.put(at, stored);
        return stored;
    }

    private void require(long end) throws IOException {
        if (end > MAX_BYTES || entries.size() >= MAX_ENTRIES) {
            throw new IOException("the bundle would be larger than the 4 GiB that a ZIP holds: trace with --fees stop,"
                    + " fewer seeds, or to a lower height");
        }
    }

    private void write(long at, ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            at += channel.write(bytes, at);
        }
    }

    private static ByteBuffer room(int bytes) {
        return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static ByteBuffer local(Stored stored, byte[] name) {
        ByteBuffer header = room(LOCAL_BYTES + name.length).putInt(0x04034b50);
        shared(header, stored, name);
        return header.put(name).flip();
    }

    /// What stands in both headers of an entry.
    private static void shared(ByteBuffer header, Stored stored, byte[] name) {
        header.putShort(NEEDED_VERSION)
                .putShort((short) 0)
                .putShort((short) 0)
                .putInt(TIME)
                .putInt(stored.crc)
                .putInt((int) stored.bytes)
                .putInt((int) stored.bytes)
                .putShort((short) name.length)
                .putShort((short) 0);
    }

    private static ByteBuffer central(Stored stored, long at) {
        byte[] name = stored.name.getBytes(StandardCharsets.US_ASCII);
        ByteBuffer header = room(CENTRAL_BYTES + name.length).putInt(0x02014b50).putShort(NEEDED_VERSION);
        shared(header, stored, name);
        return header.putInt(0)
                .putInt(0)
                .putShort((short) 0)
                .putInt((int) at)
                .put(name)
                .flip();
    }

    /// Writes the directory; without it there is no archive.
    void finish() throws IOException {
        long start = channel.position();
        for (Map.Entry<Long, Stored> entry : entries.entrySet()) {
            ByteBuffer header = central(entry.getValue(), entry.getKey());
            write(channel.position(), header);
            channel.position(channel.position() + header.limit());
        }
        long end = channel.position();
        require(end + END_BYTES);
        short count = (short) entries.size();
        write(
                end,
                room(END_BYTES)
                        .putInt(0x06054b50)
                        .putInt(0)
                        .putShort(count)
                        .putShort(count)
                        .putInt((int) (end - start))
                        .putInt((int) start)
                        .putShort((short) 0)
                        .flip());
        channel.force(true);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    /// The channel outlives its entries.
    private static final class Uncloseable extends java.io.FilterOutputStream {
        Uncloseable(OutputStream out) {
            super(out);
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            out.write(bytes, from, length);
        }

        @Override
        public void close() throws IOException {
            out.flush();
        }
    }
}
