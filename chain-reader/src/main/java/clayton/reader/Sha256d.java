package clayton.reader;

import clayton.chain.Hash256;
import java.security.DigestException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/// Bitcoin's double SHA-256 over bytes given piece by piece, by the JDK's intrinsic and without allocating. For one
/// thread.
final class Sha256d {
    private final MessageDigest sha256;
    private final byte[] first = new byte[Hash256.BYTES];

    Sha256d() {
        try {
            sha256 = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    void update(byte[] bytes, int offset, int length) {
        sha256.update(bytes, offset, length);
    }

    /// Writes the hash of what was given since the last call.
    void finish(byte[] into, int at) {
        try {
            sha256.digest(first, 0, first.length);
            sha256.update(first, 0, first.length);
            sha256.digest(into, at, Hash256.BYTES);
        } catch (DigestException e) {
            throw new IllegalStateException("32 bytes hold a SHA-256", e);
        }
    }

    void hash(byte[] bytes, int offset, int length, byte[] into, int at) {
        update(bytes, offset, length);
        finish(into, at);
    }
}
