package clayton.evidence;

import clayton.chain.Hash256;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// SHA-256, once and twice.
final class Hashes {
    private Hashes() {}

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    static String sha256Hex(byte[] bytes) {
        return HexFormat.of().formatHex(sha256().digest(bytes));
    }

    static byte[] sha256d(byte[] bytes) {
        MessageDigest sha256 = sha256();
        return sha256.digest(sha256.digest(bytes));
    }

    /// A node of a Merkle tree.
    static Hash256 node(Hash256 left, Hash256 right) {
        byte[] both = new byte[2 * Hash256.BYTES];
        left.writeTo(both, 0);
        right.writeTo(both, Hash256.BYTES);
        return Hash256.at(sha256d(both), 0);
    }
}
