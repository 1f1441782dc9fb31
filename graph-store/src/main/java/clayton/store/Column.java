package clayton.store;

import clayton.chain.CorruptDataException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.function.LongUnaryOperator;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/// One file of a ledger: a 64-byte [ColumnHeader] and little-endian cells behind it, mapped into memory. Offsets
/// count from the end of the header; every cell is naturally aligned, so none crosses a chunk.
///
/// The file is checked in chunks of 64 KiB: a chunk's checksum is compared the first time a cell in it is touched,
/// so opening costs nothing, and a damaged byte is found before anything is made of it. A writer's own chunks are
/// dirty: they get their checksum at the next commit. The file grows by writing zeros, so a full disk is an
/// `IOException` here and never a fault in a mapped store.
final class Column implements AutoCloseable {
    static final int CHUNK_BITS = 16;
    static final int CHUNK = 1 << CHUNK_BITS;

    private static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfLong LONG_UNALIGNED =
            ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    private static final byte UNREAD = 0;
    private static final byte SOUND = 1;
    private static final byte DIRTY = 2;

    /// Bytes that are copied at a time to be summed.
    private static final int COPIED = 4096;

    private static final int HEADER = ColumnHeader.BYTES;
    private static final long LARGEST_STEP = 256L << 20;

    /// What a processor's page tables can map as one page. A file that grows by whole ones of these, each written in
    /// one call, gets them from systems that have them for files (Linux, ext4), and random access becomes cheaper.
    private static final int LARGE_PAGE = 2 << 20;

    private static final ByteBuffer ZEROS =
            ByteBuffer.allocateDirect(LARGE_PAGE).asReadOnlyBuffer();

    private final Path file;
    private final FileChannel channel;
    private final boolean writable;

    /// What counts as committed: length with the header, and a checksum for each chunk of it.
    private ColumnSums committed;

    /// Turns an 8-byte cell that points past the commit point into null; null where no cell can.
    private @Nullable LongUnaryOperator mask;

    /// Called when the file has grown.
    private Runnable grown = () -> {};

    private Arena arena = Arena.ofShared();
    private MemorySegment map = MemorySegment.NULL;
    private byte[] chunks = new byte[0];

    private Column(Path file, FileChannel channel, boolean writable, ColumnSums committed) {
        this.file = file;
        this.channel = channel;
        this.writable = writable;
        this.committed = committed;
    }

    /// Makes a new, empty file.
    static Column create(Path file, String name) throws IOException {
        FileChannel channel = FileChannel.open(
                file,
                StandardOpenOption.CREATE,
                StandardOpenOption.TRUNCATE_EXISTING,
                StandardOpenOption.READ,
                StandardOpenOption.WRITE);
        Column column = new Column(file, channel, true, ColumnSums.NONE);
        column.grow(CHUNK);
        MemorySegment.copy(ColumnHeader.of(name), 0, column.map, 0, HEADER);
        return column;
    }

    /// Opens a file at its committed length; throws if it is shorter, or is not the file its name says.
    static Column open(Path file, String name, ColumnSums committed, boolean writable) throws IOException {
        if (!Files.exists(file)) {
            throw new CorruptDataException(
                    file,
                    0,
                    "a column of the ledger",
                    "no file; delete the ledger's folder, or name a new one, and load again");
        }
        FileChannel channel = writable
                ? FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)
                : FileChannel.open(file, StandardOpenOption.READ);
        Column column = new Column(file, channel, writable, committed);
        try {
            if (channel.size() < committed.length()) {
                throw new CorruptDataException(
                        file, channel.size(), committed.length() + " bytes, as committed", "the end of the file");
            }
            ColumnHeader.check(file, channel, name);
            column.remap(writable ? channel.size() : committed.length());
            return column;
        } catch (IOException | RuntimeException e) {
            column.close();
            throw e;
        }
    }

    Path file() {
        return file;
    }

    void whenGrown(Runnable action) {
        grown = action;
    }

    /// Says that committed cells may point past the commit point, and which: the operator makes null of those.
    void mask(LongUnaryOperator newMask) {
        mask = newMask;
    }

    long getLong(long offset) throws CorruptDataException {
        long at = offset + HEADER;
        check((int) (at >>> CHUNK_BITS));
        return map.get(LONG, at);
    }

    int getInt(long offset) throws CorruptDataException {
        long at = offset + HEADER;
        check((int) (at >>> CHUNK_BITS));
        return map.get(INT, at);
    }

    /// Compares the checksums of `count` cells of `bytes` bytes each, so that they can be read by [#checkedLong].
    void check(long offset, int count, int bytes) throws CorruptDataException {
        int first = (int) chunk(offset);
        int last = (int) chunk(offset + (long) count * bytes - 1);
        if (first == last) {
            check(first);
        } else {
            checkChunks(first, last);
        }
    }

    private void checkChunks(int first, int last) throws CorruptDataException {
        for (int chunk = first; chunk <= last; chunk++) {
            check(chunk);
        }
    }

    /// A cell in what was checked.
    long checkedLong(long offset) {
        return map.get(LONG, offset + HEADER);
    }

    byte getByte(long offset) throws CorruptDataException {
        long at = offset + HEADER;
        check((int) (at >>> CHUNK_BITS));
        return map.get(ValueLayout.JAVA_BYTE, at);
    }

    void putLong(long offset, long value) throws CorruptDataException {
        long at = offset + HEADER;
        touch((int) (at >>> CHUNK_BITS));
        map.set(LONG, at, value);
    }

    void putInt(long offset, int value) throws CorruptDataException {
        long at = offset + HEADER;
        touch((int) (at >>> CHUNK_BITS));
        map.set(INT, at, value);
    }

    void putByte(long offset, byte value) throws CorruptDataException {
        long at = offset + HEADER;
        touch((int) (at >>> CHUNK_BITS));
        map.set(ValueLayout.JAVA_BYTE, at, value);
    }

    void getBytes(long offset, byte[] target, int start, int length) throws CorruptDataException {
        check(offset, length, Byte.BYTES);
        MemorySegment.copy(map, ValueLayout.JAVA_BYTE, offset + HEADER, target, start, length);
    }

    /// Copies cells that follow each other: much quicker than to get one after the other.
    void getLongs(long offset, long[] target, int count) throws CorruptDataException {
        check(offset, count, Long.BYTES);
        MemorySegment.copy(map, LONG, offset + HEADER, target, 0, count);
    }

    void getInts(long offset, int[] target, int count) throws CorruptDataException {
        check(offset, count, Integer.BYTES);
        MemorySegment.copy(map, INT, offset + HEADER, target, 0, count);
    }

    void putBytes(long offset, byte[] source, int start, int length) throws CorruptDataException {
        for (long chunk = chunk(offset); chunk <= chunk(offset + length - 1); chunk++) {
            touch((int) chunk);
        }
        MemorySegment.copy(source, start, map, ValueLayout.JAVA_BYTE, offset + HEADER, length);
    }

    /// Whether these bytes stand at an offset; eight at a time, because most scripts are 22 to 34 bytes long.
    boolean equals(long offset, byte[] bytes, int start, int length) throws CorruptDataException {
        check(offset, length, Byte.BYTES);
        long at = offset + HEADER;
        int done = 0;
        for (; done + 8 <= length; done += 8) {
            if (map.get(LONG_UNALIGNED, at + done) != Bytes.getLong(bytes, start + done)) {
                return false;
            }
        }
        for (; done < length; done++) {
            if (map.get(ValueLayout.JAVA_BYTE, at + done) != bytes[start + done]) {
                return false;
            }
        }
        return true;
    }

    /// Says that every cell will be written anew: what stands there is not looked at.
    void rewriteAll() {
        Arrays.fill(chunks, DIRTY);
    }

    /// Makes room for `bytes` bytes of cells.
    void reserve(long bytes) throws IOException {
        long needed = bytes + HEADER;
        if (needed > map.byteSize()) {
            long step = Math.clamp(map.byteSize() / 2, CHUNK, LARGEST_STEP);
            long size = Math.max(needed, map.byteSize() + step);
            long unit = size < LARGE_PAGE ? CHUNK : LARGE_PAGE;
            grow(Math.ceilDiv(size, unit) * unit);
            grown.run();
        }
    }

    /// Writes all changes to disk and gives the checksums of the first `bytes` bytes of cells; masked cells count
    /// as null.
    ColumnSums seal(long bytes) throws IOException {
        long length = bytes + HEADER;
        int[] sums = Arrays.copyOf(committed.sums(), ColumnSums.count(length));
        int end = length == committed.length() ? -1 : ColumnSums.count(Math.min(length, committed.length())) - 1;
        for (int chunk = 0; chunk < sums.length; chunk++) {
            if (chunks[chunk] == DIRTY || mask != null || chunk == end) {
                check(chunk);
                sums[chunk] = sum(chunk, length);
                chunks[chunk] = SOUND;
            }
        }
        try {
            map.force();
        } catch (UncheckedIOException e) {
            throw new LedgerWriteException(file, new IOException(e));
        }
        committed = new ColumnSums(length, sums);
        return committed;
    }

    /// Sets every committed cell that points past the commit point to null, and cuts off what was not committed.
    void sweep() throws IOException {
        LongUnaryOperator live = mask;
        if (live != null) {
            checkAll();
            for (long at = HEADER; at < committed.length(); at += Long.BYTES) {
                long cell = map.get(LONG, at);
                if (cell != 0) {
                    map.set(LONG, at, live.applyAsLong(cell));
                }
            }
            mask = null;
        }
        trim();
    }

    /// Cuts the file to its committed length and maps it anew.
    void trim() throws IOException {
        arena.close();
        arena = Arena.ofShared();
        map = MemorySegment.NULL;
        try {
            channel.truncate(committed.length());
            channel.force(true);
        } catch (IOException e) {
            throw new LedgerWriteException(file, e);
        }
        remap(committed.length());
    }

    /// Compares every chunk with its checksum; throws for the first that differs.
    void checkAll() throws CorruptDataException {
        checkChunks(0, committed.sums().length - 1);
    }

    @Override
    public void close() throws IOException {
        arena.close();
        channel.close();
    }

    private static long chunk(long offset) {
        return (offset + HEADER) >>> CHUNK_BITS;
    }

    private void check(int chunk) throws CorruptDataException {
        if (chunks[chunk] == UNREAD) {
            verify(chunk);
        }
    }

    private void touch(int chunk) throws CorruptDataException {
        if (chunks[chunk] != DIRTY) {
            check(chunk);
            chunks[chunk] = DIRTY;
        }
    }

    private void verify(int chunk) throws CorruptDataException {
        int found;
        try {
            found = sum(chunk, committed.length());
        } catch (InternalError e) {
            throw new CorruptDataException(
                    file,
                    (long) chunk << CHUNK_BITS,
                    "bytes of the ledger",
                    "none that can be read: the file was cut, or its disk fails; run clayton doctor, and this again"
                            + " once no load is at work");
        }
        int expected = committed.sums()[chunk];
        if (found != expected) {
            throw new CorruptDataException(
                    file,
                    (long) chunk << CHUNK_BITS,
                    "checksum " + Integer.toHexString(expected) + " for the "
                            + (Math.min(committed.length(), (chunk + 1L) << CHUNK_BITS) - ((long) chunk << CHUNK_BITS))
                            + " bytes from there on",
                    Integer.toHexString(found)
                            + "; the ledger is damaged: delete its folder, or name a new one, and load again");
        }
        chunks[chunk] = SOUND;
    }

    /// Of a copy, because a fault in a mapped page (the file was cut, its disk fails) is an `InternalError` while it
    /// is copied, but would end Java while it is summed.
    private int sum(int chunk, long length) {
        long from = (long) chunk << CHUNK_BITS;
        long to = Math.min(length, from + CHUNK);
        CRC32C crc = new CRC32C();
        byte[] copy = new byte[COPIED];
        for (long at = from; at < to; at += COPIED) {
            int bytes = (int) Math.min(COPIED, to - at);
            MemorySegment.copy(map, ValueLayout.JAVA_BYTE, at, copy, 0, bytes);
            if (mask != null) {
                nullDead(copy, at == 0 ? HEADER : 0, bytes, mask);
            }
            crc.update(copy, 0, bytes);
        }
        return (int) crc.getValue();
    }

    private static void nullDead(byte[] copy, int start, int end, LongUnaryOperator live) {
        ByteBuffer cells = ByteBuffer.wrap(copy).order(ByteOrder.LITTLE_ENDIAN);
        for (int at = start; at < end; at += Long.BYTES) {
            long cell = cells.getLong(at);
            cells.putLong(at, cell == 0 ? 0 : live.applyAsLong(cell));
        }
    }

    private void grow(long size) throws IOException {
        try {
            for (long at = channel.size(); at < size; ) {
                long next = Math.min(size, (at / LARGE_PAGE + 1) * LARGE_PAGE);
                at += channel.write(ZEROS.duplicate().limit((int) (next - at)), at);
            }
        } catch (IOException e) {
            throw new LedgerWriteException(file, e);
        }
        remap(size);
    }

    private void remap(long size) throws IOException {
        Arena next = Arena.ofShared();
        map = channel.map(writable ? MapMode.READ_WRITE : MapMode.READ_ONLY, 0, size, next);
        arena.close();
        arena = next;
        int known = Math.max(chunks.length, committed.sums().length);
        chunks = Arrays.copyOf(chunks, ColumnSums.count(size));
        if (known < chunks.length) {
            Arrays.fill(chunks, known, chunks.length, DIRTY);
        }
    }
}
