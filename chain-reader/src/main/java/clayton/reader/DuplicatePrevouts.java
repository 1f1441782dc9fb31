package clayton.reader;

import clayton.chain.Hash256;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/// Finds an outpoint that one transaction spends twice (CVE-2018-17144): few inputs by comparing each with each,
/// many through a reused hash table, so that 24,000 inputs take linear time. For one thread.
final class DuplicatePrevouts {
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final int OUTPOINT_BYTES = 36;
    private static final int FEW = 8;
    private static final long MIX = 0x9e3779b97f4a7c15L;

    private int[] table = new int[0];

    boolean areIn(byte[] bytes, int[] prevout, int from, int to) {
        return to - from <= FEW ? amongFew(bytes, prevout, from, to) : amongMany(bytes, prevout, from, to);
    }

    private static boolean amongFew(byte[] bytes, int[] prevout, int from, int to) {
        for (int i = from + 1; i < to; i++) {
            for (int j = from; j < i; j++) {
                if (areEqual(bytes, prevout[i], prevout[j])) {
                    return true;
                }
            }
        }
        return false;
    }

    private boolean amongMany(byte[] bytes, int[] prevout, int from, int to) {
        int slots = Integer.highestOneBit(to - from) * 4;
        if (slots > table.length) {
            table = new int[slots];
        }
        Arrays.fill(table, 0, slots, 0);
        for (int i = from; i < to; i++) {
            int slot = slot(bytes, prevout[i], slots);
            for (; table[slot] != 0; slot = (slot + 1) & (slots - 1)) {
                if (areEqual(bytes, prevout[i], table[slot])) {
                    return true;
                }
            }
            table[slot] = prevout[i];
        }
        return false;
    }

    private static int slot(byte[] bytes, int at, int slots) {
        long mixed = ((long) LONG.get(bytes, at) + (int) INT.get(bytes, at + Hash256.BYTES) * MIX) * MIX;
        return (int) (mixed >>> 40) & (slots - 1);
    }

    private static boolean areEqual(byte[] bytes, int a, int b) {
        return (long) LONG.get(bytes, a) == (long) LONG.get(bytes, b)
                && Arrays.equals(bytes, a, a + OUTPOINT_BYTES, bytes, b, b + OUTPOINT_BYTES);
    }
}
