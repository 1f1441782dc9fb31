package clayton.benchmarks;

import clayton.chain.Hash256;
import java.security.DigestException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

/// The double SHA-256 hashes of one block's transactions, and the root of their Merkle tree.
final class HashRows {
    private final MessageDigest sha256;
    private final byte[] once = new byte[Hash256.BYTES];
    private byte[] rows = new byte[4096 * Hash256.BYTES];
    private byte[] tree = new byte[0];
    private int count;

    HashRows() {
        try {
            sha256 = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    void clear() {
        count = 0;
    }

    byte[] bytes() {
        return rows;
    }

    /// Bytes that belong to the hash that [#finish] ends.
    void update(byte[] bytes, int from, int to) {
        sha256.update(bytes, from, to - from);
    }

    /// Appends the hash of what was given; answers where in [#bytes] it stands.
    int finish() {
        int at = add();
        finish(rows, at);
        return at;
    }

    /// Appends a hash that is known already.
    void add(byte[] hash, int from) {
        int at = add();
        System.arraycopy(hash, from, rows, at, Hash256.BYTES);
    }

    private int add() {
        if (rows.length < (count + 1) * Hash256.BYTES) {
            rows = Arrays.copyOf(rows, 2 * rows.length);
        }
        return count++ * Hash256.BYTES;
    }

    private void finish(byte[] into, int at) {
        try {
            sha256.digest(once, 0, once.length);
            sha256.update(once);
            sha256.digest(into, at, Hash256.BYTES);
        } catch (DigestException e) {
            throw new IllegalStateException("32 bytes hold a SHA-256", e);
        }
    }

    /// Writes the double hash of a range.
    void hash(byte[] bytes, int from, int to, byte[] into, int at) {
        update(bytes, from, to);
        finish(into, at);
    }

    /// Writes the root of the tree that stands on `first` (32 bytes there) and all hashes added.
    void root(byte[] first, int firstAt, byte[] into, int at) {
        int width = count + 1;
        if (tree.length < (width + 1) * Hash256.BYTES) {
            tree = new byte[2 * (width + 1) * Hash256.BYTES];
        }
        System.arraycopy(first, firstAt, tree, 0, Hash256.BYTES);
        System.arraycopy(rows, 0, tree, Hash256.BYTES, count * Hash256.BYTES);
        for (; width > 1; width = (width + 1) / 2) {
            System.arraycopy(tree, (width - 1) * Hash256.BYTES, tree, width * Hash256.BYTES, Hash256.BYTES);
            for (int left = 0; left < width; left += 2) {
                hash(tree, left * Hash256.BYTES, (left + 2) * Hash256.BYTES, tree, left / 2 * Hash256.BYTES);
            }
        }
        System.arraycopy(tree, 0, into, at, Hash256.BYTES);
    }
}
