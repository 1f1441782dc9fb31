package clayton.reader;

import clayton.chain.Hash256;
import java.util.Arrays;

/// Every block record that was found, in order of files and offsets, in flat arrays: some 90 bytes a block.
/// `offset` is where the block itself begins, behind magic and size.
final class Records {
    private static final byte[] NO_BLOCK = new byte[Hash256.BYTES];

    int count;
    int[] file = new int[0];
    long[] offset = new long[0];
    int[] size = new int[0];
    int[] bits = new int[0];

    /// 32 bytes each, wire order.
    byte[] hash = new byte[0];

    byte[] previous = new byte[0];

    /// Appends a record without its hashes; the caller writes them at the last place.
    void add(int inFile, long atOffset, int ofSize, int itsBits) {
        reserve(count + 1);
        file[count] = inFile;
        offset[count] = atOffset;
        size[count] = ofSize;
        bits[count] = itsBits;
        count++;
    }

    /// Appends a range of another table.
    void addAll(Records other, int from, int to) {
        int more = to - from;
        reserve(count + more);
        System.arraycopy(other.file, from, file, count, more);
        System.arraycopy(other.offset, from, offset, count, more);
        System.arraycopy(other.size, from, size, count, more);
        System.arraycopy(other.bits, from, bits, count, more);
        System.arraycopy(other.hash, from * Hash256.BYTES, hash, count * Hash256.BYTES, more * Hash256.BYTES);
        System.arraycopy(other.previous, from * Hash256.BYTES, previous, count * Hash256.BYTES, more * Hash256.BYTES);
        count += more;
    }

    /// Makes room for this many records at once.
    void reserve(int records) {
        if (records <= file.length) {
            return;
        }
        int room = Math.max(records, file.length + file.length / 2 + 64);
        file = Arrays.copyOf(file, room);
        offset = Arrays.copyOf(offset, room);
        size = Arrays.copyOf(size, room);
        bits = Arrays.copyOf(bits, room);
        hash = Arrays.copyOf(hash, room * Hash256.BYTES);
        previous = Arrays.copyOf(previous, room * Hash256.BYTES);
    }

    void truncate(int records) {
        count = records;
    }

    Hash256 previous(int record) {
        return Hash256.at(previous, record * Hash256.BYTES);
    }

    Hash256 hash(int record) {
        return Hash256.at(hash, record * Hash256.BYTES);
    }

    /// Whether the header names no block before it: only a genesis block's does.
    boolean isFirstEver(int record) {
        return same(previous, record, NO_BLOCK, 0);
    }

    boolean sameBlock(int a, int b) {
        return same(hash, a, hash, b);
    }

    boolean follows(int child, int parent) {
        return same(previous, child, hash, parent);
    }

    private static boolean same(byte[] a, int recordA, byte[] b, int recordB) {
        int atA = recordA * Hash256.BYTES;
        int atB = recordB * Hash256.BYTES;
        return Arrays.equals(a, atA, atA + Hash256.BYTES, b, atB, atB + Hash256.BYTES);
    }

    String place(int record) {
        return BlockFiles.place(file[record], offset[record]);
    }
}
