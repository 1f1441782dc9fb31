package clayton.reader;

import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/// Looks at a file through a buffer that moves along; all positions are the file's. The file ends, for it, where it
/// ended when the window was opened. Steps over bodies cost a small read each, a sweep for a magic reads in large
/// pieces.
final class Window {
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final int PEEK = 1 << 12;
    private static final int SWEEP = 1 << 20;

    private final DataFile file;
    private final byte[] bytes;
    private long end;
    private long start;
    private int length;

    Window(DataFile file, long end) {
        this.file = file;
        this.end = end;
        this.bytes = new byte[(int) Math.max(PEEK, Math.min(SWEEP, end))];
    }

    long end() {
        return end;
    }

    byte[] bytes() {
        return bytes;
    }

    /// Where a position that [#holds] stands in [#bytes].
    int index(long position) {
        return (int) (position - start);
    }

    int intAt(long position) {
        return (int) INT.get(bytes, index(position));
    }

    /// Whether the file has `count` bytes here; then they stand in [#bytes] until the next call.
    boolean holds(long position, int count) throws IOException {
        return holds(position, count, PEEK);
    }

    private boolean holds(long position, int count, int read) throws IOException {
        if (position + count > end) {
            return false;
        }
        if (position < start || position + count > start + length) {
            load(position, Math.max(count, read));
        }
        return position + count <= end;
    }

    private void load(long position, int count) throws IOException {
        int wanted = (int) Math.min(count, end - position);
        start = position;
        length = file.read(position, bytes, 0, wanted);
        if (length < wanted) {
            end = position + length;
        }
    }

    /// The first position from `from` on at which `magic` stands, or −1.
    long find(int magic, long from) throws IOException {
        long position = from;
        while (holds(position, Integer.BYTES, position == from ? PEEK : SWEEP)) {
            long last = start + length - Integer.BYTES;
            for (; position <= last; position++) {
                if (intAt(position) == magic) {
                    return position;
                }
            }
        }
        return -1;
    }

    /// Whether the next record or the end of the file follows, at once or behind raw zeros. Where the key equals
    /// the magic, a magic's own first bytes are raw zeros.
    boolean goesOn(int magic, long position) throws IOException {
        if (holds(position, Integer.BYTES) && intAt(position) == magic) {
            return true;
        }
        long next = firstNonZero(position, end);
        for (long start = Math.max(position, next - 3); next >= 0 && start <= next; start++) {
            if (holds(start, Integer.BYTES) && intAt(start) == magic) {
                return true;
            }
        }
        return next < 0;
    }

    /// The first position in the range whose raw byte on disk is not zero, or −1.
    long firstNonZero(long from, long to) throws IOException {
        long position = from;
        while (position < to && holds(position, 1, SWEEP)) {
            long last = Math.min(to, start + length);
            for (; position < last; position++) {
                if (!isZero(position)) {
                    return position;
                }
            }
        }
        return -1;
    }

    /// The last position in the range whose raw byte on disk is not zero, or −1.
    long lastNonZero(long from, long to) throws IOException {
        long upper = to;
        while (upper > from) {
            long lower = Math.max(from, upper - SWEEP);
            if (!holds(lower, (int) (upper - lower))) {
                return -1;
            }
            for (long position = upper - 1; position >= lower; position--) {
                if (!isZero(position)) {
                    return position;
                }
            }
            upper = lower;
        }
        return -1;
    }

    private boolean isZero(long position) {
        return bytes[index(position)] == file.obfuscation().zeroAt(position);
    }
}
