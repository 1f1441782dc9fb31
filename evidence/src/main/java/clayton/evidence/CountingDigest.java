package clayton.evidence;

import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;

/// Counts and digests what is written, and keeps none of it.
final class CountingDigest extends OutputStream {
    private final MessageDigest sha256 = Hashes.sha256();
    private long bytes;

    @Override
    public void write(int one) {
        sha256.update((byte) one);
        bytes++;
    }

    @Override
    public void write(byte[] some, int offset, int length) {
        sha256.update(some, offset, length);
        bytes += length;
    }

    /// For documents, which are ASCII.
    Writer writer() {
        return new OutputStreamWriter(this, StandardCharsets.US_ASCII);
    }

    long bytes() {
        return bytes;
    }

    /// SHA-256 of it; ends the count.
    String hex() {
        return HexFormat.of().formatHex(sha256.digest());
    }
}
