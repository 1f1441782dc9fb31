package clayton.store;

import clayton.chain.CorruptDataException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.LongUnaryOperator;

/// A mapped open-addressing table from 64-bit hashes to values below 2^43, with linear probing. A cell holds the
/// value plus one (43 bits) and the hash's top 21 bits; who looks up compares the real key. Several entries may
/// have one key.
///
/// Its size is a function of the number of entries alone and entries go in in chain order, so the same chain gives
/// the same bytes; and because an entry only ever fills an empty cell, taking the latest entries out again leaves
/// the rest where they are found.
final class HashIndex implements AutoCloseable {
    private static final int VALUE_BITS = 43;
    private static final long VALUE_MASK = (1L << VALUE_BITS) - 1;
    private static final int SMALLEST_BITS = 10;

    private final Column cells;
    private final String column;
    private final int bits;
    private final long mask;

    private HashIndex(Column cells, String column, int bits) {
        this.cells = cells;
        this.column = column;
        this.bits = bits;
        this.mask = (1L << bits) - 1;
    }

    static HashIndex create(Path folder, String name, int bits) throws IOException {
        String column = name + "-" + bits;
        Column cells = Column.create(folder.resolve(column), column);
        cells.reserve(Long.BYTES << bits);
        return new HashIndex(cells, column, bits);
    }

    /// Opens the table of this name that the commit has.
    static HashIndex open(Path folder, String name, Commit commit, boolean writable) throws IOException {
        String column = commit.columns().keySet().stream()
                .filter(key -> key.startsWith(name + "-"))
                .findFirst()
                .orElseThrow(() -> new CorruptDataException(
                        folder.resolve(Commit.FILE), 0, "an index " + name + " in the commit", "none"));
        ColumnSums sums = commit.sums(folder, column);
        Column cells = Column.open(folder.resolve(column), column, sums, writable);
        return new HashIndex(cells, column, Integer.parseInt(column.substring(name.length() + 1)));
    }

    /// Size for this many entries: at most seven tenths full.
    static int bits(long entries) {
        int bits = SMALLEST_BITS;
        while (entries * 10 > 7L << bits) {
            bits++;
        }
        return bits;
    }

    int bits() {
        return bits;
    }

    String column() {
        return column;
    }

    Column cells() {
        return cells;
    }

    /// Where the search for a hash begins.
    long home(long hash) {
        return hash & mask;
    }

    long after(long slot) {
        return slot + 1 & mask;
    }

    /// Brings a hash's cell into the cache; the sum of the answers keeps the reads alive.
    long warm(long hash) throws CorruptDataException {
        return cells.getLong(home(hash) << 3);
    }

    /// The first slot at or after `slot` that may hold the hash, or the complement of the empty one that ends the
    /// search.
    long probe(long hash, long slot) throws CorruptDataException {
        long tag = hash >>> VALUE_BITS;
        long at = slot;
        while (true) {
            long cell = cells.getLong(at << 3);
            if (cell == 0) {
                return ~at;
            }
            if (cell >>> VALUE_BITS == tag) {
                return at;
            }
            at = after(at);
        }
    }

    long value(long slot) throws CorruptDataException {
        return valueOf(cells.getLong(slot << 3));
    }

    void put(long slot, long hash, long value) throws CorruptDataException {
        cells.putLong(slot << 3, hash >>> VALUE_BITS << VALUE_BITS | value + 1);
    }

    /// Adds an entry behind all others of its hash.
    void add(long hash, long value) throws CorruptDataException {
        long slot = probe(hash, home(hash));
        while (slot >= 0) {
            slot = probe(hash, after(slot));
        }
        put(~slot, hash, value);
    }

    /// Adds many entries in their order, a batch at a time: first all cells of a batch are read, then they are
    /// written.
    final class Filling {
        private static final int BATCH = 1024;

        private final long[] hashes = new long[BATCH];
        private final long[] values = new long[BATCH];
        private int count;

        /// Sum of what was read, so that the compiler leaves the reads in.
        @SuppressWarnings("UnusedVariable")
        private long warmth;

        void add(long hash, long value) throws CorruptDataException {
            hashes[count] = hash;
            values[count++] = value;
            if (count == BATCH) {
                finish();
            }
        }

        void finish() throws CorruptDataException {
            for (int i = 0; i < count; i++) {
                warmth += warm(hashes[i]);
            }
            for (int i = 0; i < count; i++) {
                HashIndex.this.add(hashes[i], values[i]);
            }
            count = 0;
        }
    }

    /// Takes out an entry; none that was added later may be left.
    void remove(long hash, long value) throws CorruptDataException {
        for (long slot = probe(hash, home(hash)); slot >= 0; slot = probe(hash, after(slot))) {
            if (value(slot) == value) {
                cells.putLong(slot << 3, 0);
                return;
            }
        }
    }

    /// Says that values at or past `limit` were never committed.
    void mask(long limit) {
        LongUnaryOperator live = cell -> valueOf(cell) < limit ? cell : 0;
        cells.mask(live);
    }

    ColumnSums seal() throws IOException {
        return cells.seal(Long.BYTES << bits);
    }

    /// Closes the table and deletes its file: a larger one has taken its place.
    void delete() throws IOException {
        close();
        Files.deleteIfExists(cells.file());
    }

    @Override
    public void close() throws IOException {
        cells.close();
    }

    private static long valueOf(long cell) {
        return (cell & VALUE_MASK) - 1;
    }
}
