package clayton.benchmarks;

import java.security.DigestException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.bouncycastle.crypto.digests.RIPEMD160Digest;

/// The two hashes by which scripts name keys and scripts: HASH160 (RIPEMD-160 of SHA-256) and SHA-256.
final class ScriptHashes {
    private static final int BYTES_256 = 32;
    private static final int BYTES_160 = 20;

    private final MessageDigest sha256;
    private final RIPEMD160Digest ripemd160 = new RIPEMD160Digest();
    private final byte[] once = new byte[BYTES_256];

    ScriptHashes() {
        try {
            sha256 = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    void append160(WireBuffer out, byte[] bytes, int from, int length) {
        digest(bytes, from, length, once, 0);
        ripemd160.update(once, 0, once.length);
        int at = out.room(BYTES_160);
        ripemd160.doFinal(out.bytes(), at);
    }

    void append256(WireBuffer out, byte[] bytes, int from, int length) {
        int at = out.room(BYTES_256);
        digest(bytes, from, length, out.bytes(), at);
    }

    private void digest(byte[] bytes, int from, int length, byte[] into, int at) {
        try {
            sha256.update(bytes, from, length);
            sha256.digest(into, at, BYTES_256);
        } catch (DigestException e) {
            throw new IllegalStateException("32 bytes hold a SHA-256", e);
        }
    }
}
