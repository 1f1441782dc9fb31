package clayton.reader;

import clayton.chain.ChainBuilder.Built;
import clayton.chain.PlainDecoder;
import clayton.chain.SpentOutputs;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Objects;

/// Packs undo data the way a node does; the reader's decoder is held against it.
final class UndoWriter {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    private UndoWriter() {}

    static byte[] record(int magic, Built block) {
        return record(magic, block, Objects.requireNonNull(block.block().spent));
    }

    /// A record with other values than the block's own.
    static byte[] record(int magic, Built block, SpentOutputs spent) {
        byte[] data = new UndoWriter().data(block, spent);
        byte[] parent = Arrays.copyOfRange(block.raw(), 4, 36);
        byte[] hashed =
                ByteBuffer.allocate(32 + data.length).put(parent).put(data).array();
        return ByteBuffer.allocate(8 + data.length + 32)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(magic)
                .putInt(data.length)
                .put(data)
                .put(PlainDecoder.sha256d(hashed))
                .array();
    }

    private byte[] data(Built block, SpentOutputs spent) {
        compactSize(block.txs().size() - 1);
        int input = 0;
        for (int t = 1; t < block.txs().size(); t++) {
            int inputs = block.txs().get(t).inputs().size();
            compactSize(inputs);
            for (int i = 0; i < inputs; i++) {
                input(spent, input++);
            }
        }
        return out.toByteArray();
    }

    private void input(SpentOutputs spent, int i) {
        varInt(spent.height[i] * 2L + (spent.coinbase[i] ? 1 : 0));
        if (spent.height[i] > 0) {
            varInt(0);
        }
        varInt(packedAmount(spent.value[i]));
        script(Arrays.copyOfRange(spent.scripts, spent.scriptStart[i], spent.scriptStart[i + 1]));
    }

    static long packedAmount(long sats) {
        if (sats == 0) {
            return 0;
        }
        long n = sats;
        int zeros = 0;
        while (n % 10 == 0 && zeros < 9) {
            n /= 10;
            zeros++;
        }
        return zeros < 9 ? 1 + (n / 10 * 9 + n % 10 - 1) * 10 + zeros : 1 + (n - 1) * 10 + 9;
    }

    private void script(byte[] script) {
        int length = script.length;
        if (length == 25 && starts(script, 0x76, 0xa9, 20) && ends(script, 0x88, 0xac)) {
            special(0, script, 3, 20);
        } else if (length == 23 && starts(script, 0xa9, 20) && ends(script, 0x87)) {
            special(1, script, 2, 20);
        } else if (length == 35 && (starts(script, 33, 2) || starts(script, 33, 3)) && ends(script, 0xac)) {
            special(script[1], script, 2, 32);
        } else if (length == 67 && starts(script, 65, 4) && ends(script, 0xac)) {
            special(4 + (script[65] & 1), script, 2, 32);
        } else {
            varInt(length + 6);
            out.writeBytes(script);
        }
    }

    private void special(int kind, byte[] script, int from, int length) {
        varInt(kind);
        out.write(script, from, length);
    }

    private static boolean starts(byte[] script, int... with) {
        return matches(script, 0, with);
    }

    private static boolean ends(byte[] script, int... with) {
        return matches(script, script.length - with.length, with);
    }

    private static boolean matches(byte[] script, int at, int... with) {
        for (int i = 0; i < with.length; i++) {
            if ((script[at + i] & 0xff) != with[i]) {
                return false;
            }
        }
        return true;
    }

    private void compactSize(int number) {
        if (number < 0xfd) {
            out.write(number);
        } else {
            out.write(0xfd);
            out.write(number);
            out.write(number >>> 8);
        }
    }

    /// Base 128, most significant group first, each group but the last one too large by one.
    void varInt(long number) {
        byte[] groups = new byte[10];
        int count = 0;
        long rest = number;
        while (true) {
            groups[count] = (byte) (rest & 0x7f | (count > 0 ? 0x80 : 0));
            count++;
            if (rest <= 0x7f) {
                break;
            }
            rest = (rest >>> 7) - 1;
        }
        while (count > 0) {
            out.write(groups[--count]);
        }
    }
}
