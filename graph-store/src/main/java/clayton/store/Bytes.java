package clayton.store;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/// Little-endian words out of byte arrays, and the hash that spreads scripts over an index.
final class Bytes {
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

    private Bytes() {}

    static int getInt(byte[] bytes, int offset) {
        return (int) INT.get(bytes, offset);
    }

    static long getLong(byte[] bytes, int offset) {
        return (long) LONG.get(bytes, offset);
    }

    /// A 64-bit hash, eight bytes a step, by folded 128-bit products. Not keyed: equality is always checked.
    static long hash(byte[] bytes, int offset, int length) {
        long hash = fold(length, 0x9e3779b97f4a7c15L);
        int at = offset;
        int end = offset + length;
        for (; at + 8 <= end; at += 8) {
            hash = fold(hash ^ getLong(bytes, at), 0xd6e8feb86659fd93L);
        }
        long tail = 0;
        for (; at < end; at++) {
            tail = tail << 8 | (bytes[at] & 0xff);
        }
        return fold(hash ^ tail, 0xa0761d6478bd642fL);
    }

    private static long fold(long a, long b) {
        return Math.unsignedMultiplyHigh(a ^ 0xe7037ed1a0b428dbL, b) ^ (a ^ 0xe7037ed1a0b428dbL) * b;
    }
}
