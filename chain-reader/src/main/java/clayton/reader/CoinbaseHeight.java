package clayton.reader;

import clayton.chain.Block;
import clayton.chain.Hash256;
import java.util.OptionalInt;

/// The height that a coinbase states as its script's first push (BIP 34). Nobody checked it below the height at
/// which that became a rule, so it places no block by itself.
final class CoinbaseHeight {
    private static final int OP_1 = 0x51;
    private static final int OP_16 = 0x60;

    private CoinbaseHeight() {}

    static OptionalInt of(Block block) {
        int inputs = block.txOffset[0] + Integer.BYTES;
        if (block.bytes[inputs] == 0) {
            inputs += 2;
        }
        int length = inputs + 1 + Hash256.BYTES + Integer.BYTES;
        return parse(block.bytes, length + 1, block.bytes[length]);
    }

    private static OptionalInt parse(byte[] bytes, int script, int length) {
        int push = bytes[script];
        if (push >= OP_1 && push <= OP_16) {
            return OptionalInt.of(push - OP_1 + 1);
        }
        if (push < 1 || push > 4 || push >= length) {
            return OptionalInt.empty();
        }
        int height = 0;
        for (int i = 0; i < push; i++) {
            height |= (bytes[script + 1 + i] & 0xff) << (Byte.SIZE * i);
        }
        return OptionalInt.of(height);
    }
}
