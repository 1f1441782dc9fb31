package clayton.reader;

import clayton.chain.Hash256;
import java.util.Arrays;

/// Computes Merkle roots row by row in one reused array. A row whose last hash stands twice has the root of the
/// shorter row (CVE-2012-2459), so a list with an equal pair is mutated, whatever its root. For one thread.
final class MerkleTree {
    private final Sha256d sha256d;
    private byte[] row = new byte[0];
    private boolean mutated;

    MerkleTree(Sha256d sha256d) {
        this.sha256d = sha256d;
    }

    /// Whether 32 bytes at `rootAt` are the root of these leaves, at least one.
    boolean isRoot(byte[] leaves, int count, byte[] bytes, int rootAt) {
        mutated = false;
        if (row.length < (count + 1) * Hash256.BYTES) {
            row = new byte[(count + count / 2 + 1) * Hash256.BYTES];
        }
        System.arraycopy(leaves, 0, row, 0, count * Hash256.BYTES);
        for (int width = count; width > 1; width = (width + 1) / 2) {
            foldRow(width);
        }
        return Arrays.equals(row, 0, Hash256.BYTES, bytes, rootAt, rootAt + Hash256.BYTES);
    }

    /// Whether the leaves last looked at hold an equal pair.
    boolean isMutated() {
        return mutated;
    }

    private void foldRow(int width) {
        if (width % 2 == 1) {
            System.arraycopy(row, (width - 1) * Hash256.BYTES, row, width * Hash256.BYTES, Hash256.BYTES);
        }
        for (int left = 0; left < width; left += 2) {
            int at = left * Hash256.BYTES;
            int middle = at + Hash256.BYTES;
            int end = middle + Hash256.BYTES;
            mutated |= left + 1 < width && Arrays.equals(row, at, middle, row, middle, end);
            sha256d.hash(row, at, 2 * Hash256.BYTES, row, at / 2);
        }
    }
}
