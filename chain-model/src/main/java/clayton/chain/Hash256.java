package clayton.chain;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.HexFormat;

/// A 256-bit hash: a txid or a block hash. The four words are its bytes in wire order, big-endian; the text is
/// byte-reversed, as everywhere in Bitcoin, and `compareTo` is the order of that text.
public record Hash256(long w0, long w1, long w2, long w3) implements Comparable<Hash256> {
    public static final int BYTES = 32;

    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    /// Reads 32 bytes in wire order.
    public static Hash256 at(byte[] bytes, int offset) {
        return new Hash256(
                (long) LONG.get(bytes, offset),
                (long) LONG.get(bytes, offset + 8),
                (long) LONG.get(bytes, offset + 16),
                (long) LONG.get(bytes, offset + 24));
    }

    /// Parses the reversed text; throws `IllegalArgumentException` unless it is 64 hex digits.
    public static Hash256 parse(String text) {
        if (text.length() != 2 * BYTES) {
            throw new IllegalArgumentException("'" + text + "' is not a hash: 64 hex digits are needed");
        }
        try {
            long[] words = new long[4];
            for (int i = 0; i < 4; i++) {
                words[i] = Long.reverseBytes(HexFormat.fromHexDigitsToLong(text, 48 - 16 * i, 64 - 16 * i));
            }
            return new Hash256(words[0], words[1], words[2], words[3]);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("'" + text + "' is not a hash: 64 hex digits are needed", e);
        }
    }

    /// Writes the 32 bytes in wire order.
    public void writeTo(byte[] bytes, int offset) {
        LONG.set(bytes, offset, w0);
        LONG.set(bytes, offset + 8, w1);
        LONG.set(bytes, offset + 16, w2);
        LONG.set(bytes, offset + 24, w3);
    }

    public byte[] toBytes() {
        byte[] bytes = new byte[BYTES];
        writeTo(bytes, 0);
        return bytes;
    }

    @Override
    public int compareTo(Hash256 other) {
        int order = Long.compareUnsigned(Long.reverseBytes(w3), Long.reverseBytes(other.w3));
        if (order == 0) {
            order = Long.compareUnsigned(Long.reverseBytes(w2), Long.reverseBytes(other.w2));
        }
        if (order == 0) {
            order = Long.compareUnsigned(Long.reverseBytes(w1), Long.reverseBytes(other.w1));
        }
        return order == 0 ? Long.compareUnsigned(Long.reverseBytes(w0), Long.reverseBytes(other.w0)) : order;
    }

    @Override
    public String toString() {
        HexFormat hex = HexFormat.of();
        return hex.toHexDigits(Long.reverseBytes(w3))
                + hex.toHexDigits(Long.reverseBytes(w2))
                + hex.toHexDigits(Long.reverseBytes(w1))
                + hex.toHexDigits(Long.reverseBytes(w0));
    }
}
