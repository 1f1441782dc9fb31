package clayton.evidence;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/// Reads a ZIP archive that nobody vouches for. Every byte of it must be accounted for: entries follow one another
/// without a gap, what stands twice must agree, and what stands once must be the same for all entries, so that a
/// changed byte outside the content is found as well. Names are plain and relative, and nothing is written anywhere.
final class BundleZip implements Closeable {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]*(/[A-Za-z0-9][A-Za-z0-9._-]*)*");
    private static final int LOCAL_BYTES = 30;
    private static final int CENTRAL_BYTES = 46;
    private static final int END_BYTES = 22;
    private static final int LOCAL = 0x04034b50;
    private static final int CENTRAL = 0x02014b50;
    private static final int END = 0x06054b50;

    /// A file's type in what Unix made, and a symbolic link's.
    private static final int TYPE = 0xf000_0000;

    private static final int REGULAR = 0x8000_0000;

    /// Names in UTF-8, the one flag that may be set.
    private static final int UTF_8 = 0x0800;
    private static final int STORED = 0;
    private static final int DEFLATED = 8;
    private static final long MAX_RATIO = 200;
    private static final int MAX_BYTES = Integer.MAX_VALUE - 16;

    private final FileChannel channel;
    private final SortedMap<String, Entry> entries = new TreeMap<>();

    private record Entry(String name, boolean deflated, int crc, long packed, int bytes, long at) {}

    private BundleZip(FileChannel channel) {
        this.channel = channel;
    }

    /// Throws `NotABundleException` if this is no ZIP at all, [BrokenFactException] if it is not a sound one.
    static BundleZip open(Path file) throws IOException {
        if (Files.isDirectory(file)) {
            throw new IOException(file + " is a folder, no evidence bundle: name the ZIP file");
        }
        FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
        try {
            BundleZip zip = new BundleZip(channel);
            zip.readDirectory(file);
            return zip;
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    Set<String> names() {
        return entries.keySet();
    }

    private static ByteBuffer view(byte[] bytes) {
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    private byte[] bytes(long at, int count) throws IOException {
        if (at < 0 || at + count > channel.size()) {
            throw broken("it ends too early");
        }
        byte[] bytes = new byte[count];
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        while (buffer.hasRemaining()) {
            if (channel.read(buffer, at + buffer.position()) < 0) {
                throw broken("it ends too early");
            }
        }
        return bytes;
    }

    private static BrokenFactException broken(String what) {
        return new BrokenFactException("the archive is not sound: " + what);
    }

    private void readDirectory(Path file) throws IOException {
        long endAt = channel.size() - END_BYTES;
        boolean begins = channel.size() >= 4 && view(bytes(0, 4)).getInt() == LOCAL;
        ByteBuffer end = view(endAt < 0 ? new byte[0] : bytes(endAt, END_BYTES));
        boolean ends = endAt >= 0 && end.getInt() == END;
        if (!begins && !ends) {
            throw new IOException(file + " is no ZIP archive: name a bundle that clayton export bundle wrote");
        }
        if (!begins || !ends || end.getInt() != 0 || end.getShort(20) != 0) {
            throw broken("its end is damaged, or something stands behind it");
        }
        int count = Short.toUnsignedInt(end.getShort(8));
        long size = Integer.toUnsignedLong(end.getInt(12));
        long start = Integer.toUnsignedLong(end.getInt(16));
        if (count != Short.toUnsignedInt(end.getShort(10)) || start + size != endAt || size > MAX_BYTES) {
            throw broken("its directory is not where its end says");
        }
        directory(view(bytes(start, (int) size)), count, start);
    }

    private void directory(ByteBuffer directory, int count, long start) throws IOException {
        List<byte[]> once = new ArrayList<>();
        Set<String> folded = new HashSet<>();
        long next = 0;
        for (int i = 0; i < count; i++) {
            if (directory.remaining() < CENTRAL_BYTES || directory.getInt(directory.position()) != CENTRAL) {
                throw broken("its directory is damaged");
            }
            byte[] head = new byte[CENTRAL_BYTES];
            directory.get(head);
            ByteBuffer central = view(head);
            int nameBytes = Short.toUnsignedInt(central.getShort(28));
            if (central.getInt(30) != 0 || nameBytes > directory.remaining()) {
                throw broken("an entry has extra fields or a comment");
            }
            byte[] name = new byte[nameBytes];
            directory.get(name);
            String text = new String(name, StandardCharsets.ISO_8859_1);
            if (!NAME.matcher(text).matches() || !folded.add(text.toLowerCase(Locale.ROOT))) {
                throw broken("the name '" + text.replaceAll("[^ -~]", "?") + "' is not plain, or stands twice");
            }
            once.add(concat(Arrays.copyOfRange(head, 4, 6), Arrays.copyOfRange(head, 32, 42)));
            int type = central.getInt(38) & TYPE;
            if (!Arrays.equals(once.getFirst(), once.getLast()) || (type != 0 && type != REGULAR)) {
                throw broken("the entry " + text + " is not of the kind of the others, or no plain file");
            }
            if (Integer.toUnsignedLong(central.getInt(42)) != next) {
                throw broken("there is a gap before the entry " + text);
            }
            next = entry(text, name, head, next);
        }
        if (directory.hasRemaining() || next != start) {
            throw broken("there are bytes that belong to no entry");
        }
    }

    private static byte[] concat(byte[] first, byte[] second) {
        byte[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }

    /// Compares an entry's two heads and answers where the next begins.
    private long entry(String text, byte[] name, byte[] head, long at) throws IOException {
        ByteBuffer central = view(head);
        int flags = Short.toUnsignedInt(central.getShort(8));
        int method = Short.toUnsignedInt(central.getShort(10));
        long packed = Integer.toUnsignedLong(central.getInt(20));
        long size = Integer.toUnsignedLong(central.getInt(24));
        boolean fits = method == STORED ? packed == size : method == DEFLATED && size <= MAX_RATIO * (packed + 1024);
        if ((flags & ~UTF_8) != 0 || !fits || size > MAX_BYTES) {
            throw broken("the entry " + text + " is packed in another way than stored or deflated, or too large");
        }
        byte[] expected = Arrays.copyOfRange(head, 6, 32);
        byte[] local = bytes(at, LOCAL_BYTES + name.length);
        byte[] found = Arrays.copyOfRange(local, 4, LOCAL_BYTES);
        byte[] foundName = Arrays.copyOfRange(local, LOCAL_BYTES, LOCAL_BYTES + name.length);
        if (view(local).getInt() != LOCAL || !Arrays.equals(found, expected) || !Arrays.equals(foundName, name)) {
            throw broken("the entry " + text + " is not what the directory says");
        }
        long data = at + LOCAL_BYTES + name.length;
        entries.put(text, new Entry(text, method == DEFLATED, central.getInt(16), packed, (int) size, data));
        return data + packed;
    }

    /// The whole content of an entry. Throws [BrokenFactException] if there is none, or its check sum does not fit.
    byte[] read(String name) throws IOException {
        Entry entry = entries.get(name);
        if (entry == null) {
            throw new BrokenFactException(name + " is missing");
        }
        byte[] content = entry.deflated ? inflated(entry) : bytes(entry.at, entry.bytes);
        CRC32 crc = new CRC32();
        crc.update(content);
        if ((int) crc.getValue() != entry.crc) {
            throw broken("the entry " + name + " does not have its check sum");
        }
        return content;
    }

    private byte[] inflated(Entry entry) throws IOException {
        if (entry.packed > MAX_BYTES) {
            throw broken("the entry " + entry.name + " is too large");
        }
        byte[] content = new byte[entry.bytes];
        try (Inflater inflater = new Inflater(true)) {
            inflater.setInput(bytes(entry.at, (int) entry.packed));
            int done = 0;
            while (done < content.length && !inflater.finished() && !inflater.needsInput()) {
                done += inflater.inflate(content, done, content.length - done);
            }
            boolean more = !inflater.finished() && inflater.inflate(new byte[1]) > 0;
            if (done < content.length || more || !inflater.finished() || inflater.getRemaining() > 0) {
                throw broken("the entry " + entry.name + " does not have its size");
            }
            return content;
        } catch (DataFormatException e) {
            throw new BrokenFactException(
                    "the archive is not sound: the entry " + entry.name + " cannot be unpacked", e);
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
