package clayton.reader;

import clayton.chain.Block;
import clayton.chain.Network;
import clayton.chain.OutputId;
import clayton.chain.ScriptKind;
import clayton.chain.SpentOutputs;

/// Unpacks the undo data of one block (Core, `undo.h`, `compressor.cpp`, `serialize.h`): for every transaction but
/// the coinbase, for every input, the height and coinbase flag, the compressed amount and the compressed script of
/// what it spent. Its numbers are the VARINTs of Core's files, most significant group first, not CompactSizes,
/// except for the two counts. For one thread.
final class UndoDecoder {
    private static final int SPECIAL_SCRIPTS = 6;
    private static final int UNCOMPRESSED = 4;
    private static final int KEY_HASH_BYTES = 20;
    private static final int KEY_BYTES = 32;
    private static final int P2PK_BYTES = 67;

    /// What stands before and behind the hash or key of each special script.
    private static final byte[][] BEFORE = {
        {0x76, (byte) 0xa9, 20}, {(byte) 0xa9, 20}, {33, 2}, {33, 3}, {65, 4}, {65, 4}
    };

    private static final byte[] CHECKSIG = {(byte) 0xac};
    private static final byte[][] AFTER = {
        {(byte) 0x88, (byte) 0xac}, {(byte) 0x87}, CHECKSIG, CHECKSIG, CHECKSIG, CHECKSIG
    };

    /// What the powers of ten are by which amounts are multiplied.
    private static final long[] POWERS = {
        1, 10, 100, 1_000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000, 1_000_000_000
    };

    private final Secp256k1 curve = new Secp256k1();
    private byte[] bytes = new byte[0];
    private int position;
    private int end;
    private int scriptsEnd;

    /// Fills `into` from an undo record; false if the record is not of this block's shape or not well formed.
    boolean decode(byte[] data, int length, Block block, SpentOutputs into) {
        bytes = data;
        position = 0;
        end = length;
        scriptsEnd = 0;
        reserve(into, block.inputs(), length);
        try {
            return compactSize() == block.transactions - 1 && transactions(block, into) && position == end;
        } catch (Malformed e) {
            return false;
        }
    }

    private boolean transactions(Block block, SpentOutputs into) throws Malformed {
        for (int t = 1; t < block.transactions; t++) {
            int last = block.firstInput[t + 1];
            if (compactSize() != last - block.firstInput[t]) {
                return false;
            }
            for (int input = block.firstInput[t]; input < last; input++) {
                input(input, into);
            }
        }
        return true;
    }

    private void input(int input, SpentOutputs into) throws Malformed {
        long code = varInt();
        if (code >>> 1 > OutputId.MAX_HEIGHT) {
            throw new Malformed();
        }
        int height = (int) (code >>> 1);
        if (height > 0) {
            varInt();
        }
        // nodes before 0.15 left the height out for all but an output's last sibling
        into.height[input] = height > 0 ? height : -1;
        into.coinbase[input] = (code & 1) == 1;
        into.value[input] = amount(varInt());
        into.scriptStart[input] = scriptsEnd;
        script(into);
        into.scriptStart[input + 1] = scriptsEnd;
    }

    /// Undoes `CompressAmount`: decimal zeros were taken off and their number folded in.
    static long amount(long packed) throws Malformed {
        if (packed == 0) {
            return 0;
        }
        long rest = packed - 1;
        int zeros = (int) (rest % 10);
        rest /= 10;
        long digits = zeros < 9 ? rest / 9 * 10 + rest % 9 + 1 : rest + 1;
        if (digits < 0 || digits > Network.MAX_MONEY / POWERS[zeros]) {
            throw new Malformed();
        }
        return digits * POWERS[zeros];
    }

    private void script(SpentOutputs into) throws Malformed {
        long kind = varInt();
        if (kind < SPECIAL_SCRIPTS) {
            special((int) kind, into);
            return;
        }
        long length = kind - SPECIAL_SCRIPTS;
        if (length > ScriptKind.MAX_SCRIPT_BYTES) {
            throw new Malformed();
        }
        copy((int) length, into);
    }

    private void special(int kind, SpentOutputs into) throws Malformed {
        put(BEFORE[kind], into);
        copy(kind < 2 ? KEY_HASH_BYTES : KEY_BYTES, into);
        if (kind >= UNCOMPRESSED) {
            int y = scriptsEnd;
            if (!curve.completePoint(into.scripts, y - KEY_BYTES, kind > UNCOMPRESSED, y)) {
                throw new Malformed();
            }
            scriptsEnd = y + KEY_BYTES;
        }
        put(AFTER[kind], into);
    }

    private void put(byte[] piece, SpentOutputs into) {
        System.arraycopy(piece, 0, into.scripts, scriptsEnd, piece.length);
        scriptsEnd += piece.length;
    }

    private void copy(int length, SpentOutputs into) throws Malformed {
        if (length > end - position) {
            throw new Malformed();
        }
        System.arraycopy(bytes, position, into.scripts, scriptsEnd, length);
        position += length;
        scriptsEnd += length;
    }

    /// Scripts take no more room than all of the data and a largest special script an input.
    private static void reserve(SpentOutputs into, int inputs, int length) {
        int scripts = length + P2PK_BYTES * inputs;
        if (scripts > into.scripts.length) {
            into.scripts = new byte[scripts + scripts / 4];
        }
        if (inputs > into.value.length) {
            int room = inputs + inputs / 2;
            into.value = new long[room];
            into.height = new int[room];
            into.coinbase = new boolean[room];
            into.scriptStart = new int[room + 1];
        }
    }

    private long varInt() throws Malformed {
        if (position < end && bytes[position] >= 0) {
            return bytes[position++];
        }
        long number = 0;
        while (true) {
            if (position == end || number > Long.MAX_VALUE >>> 8) {
                throw new Malformed();
            }
            byte group = bytes[position++];
            number = number << 7 | group & 0x7f;
            if (group >= 0) {
                return number;
            }
            number++;
        }
    }

    private long compactSize() throws Malformed {
        if (position == end) {
            throw new Malformed();
        }
        int first = bytes[position++] & 0xff;
        int width = first < 0xfd ? 0 : 1 << (first - 0xfc);
        if (width > end - position) {
            throw new Malformed();
        }
        long size = width == 0 ? first : 0;
        for (int i = 0; i < width; i++) {
            size |= (bytes[position++] & 0xffL) << (Byte.SIZE * i);
        }
        return size;
    }

    /// The record is not what it should be; how does not matter.
    static final class Malformed extends Exception {
        private static final long serialVersionUID = 1;

        Malformed() {
            super("malformed undo data", null, false, false);
        }
    }
}
