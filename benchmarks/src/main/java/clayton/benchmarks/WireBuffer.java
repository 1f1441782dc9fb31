package clayton.benchmarks;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/// Bytes in Bitcoin's wire format, appended to an array that grows and is used again.
final class WireBuffer {
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private byte[] bytes = new byte[1 << 16];
    private int length;

    byte[] bytes() {
        return bytes;
    }

    int length() {
        return length;
    }

    void clear() {
        length = 0;
    }

    /// Makes room for `count` bytes, whose contents the caller sets, and answers where they stand.
    int room(int count) {
        if (length + count > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(length + count, 2 * bytes.length));
        }
        length += count;
        return length - count;
    }

    void int8(int number) {
        int at = room(1);
        bytes[at] = (byte) number;
    }

    void int16(int number) {
        int8(number);
        int8(number >>> Byte.SIZE);
    }

    void int32(int number) {
        int at = room(Integer.BYTES);
        INT.set(bytes, at, number);
    }

    void int64(long number) {
        int at = room(Long.BYTES);
        LONG.set(bytes, at, number);
    }

    /// A count or a length as transactions have them, up to 65,535.
    void compactSize(int number) {
        if (number < 0xfd) {
            int8(number);
        } else {
            int8(0xfd);
            int16(number);
        }
    }

    /// Core's VARINT: groups of seven bits, the highest first, each but the last one too large by one. `number` is at
    /// least 0.
    void varInt(long number) {
        if (number > 0x7f) {
            highGroups((number >>> 7) - 1);
        }
        int8((int) number & 0x7f);
    }

    private void highGroups(long number) {
        if (number > 0x7f) {
            highGroups((number >>> 7) - 1);
        }
        int8((int) number & 0x7f | 0x80);
    }

    void append(byte[] source, int from, int count) {
        int at = room(count);
        System.arraycopy(source, from, bytes, at, count);
    }

    void append(WireBuffer other) {
        append(other.bytes, 0, other.length);
    }

    void random(Dice dice, int count) {
        int at = room(count);
        dice.fill(bytes, at, count);
    }

    void setInt32(int at, int number) {
        INT.set(bytes, at, number);
    }
}
