package clayton.reader;

import clayton.chain.Block;
import clayton.chain.Network;
import clayton.chain.SpentOutputs;
import java.util.Arrays;

/// Fuzzing of [UndoDecoder]: the input's first byte is a number of transactions, then one byte for the inputs of
/// each, then undo data. What is accepted must be in bounds and order (height −1 stands for one that old nodes left
/// out).
public final class UndoFuzz {
    private UndoFuzz() {}

    public static void fuzzerTestOneInput(byte[] input) {
        int transactions = input.length == 0 ? 0 : input[0] & 0xff;
        if (input.length < 1 + transactions) {
            return;
        }
        Block block = new Block();
        block.transactions = 1 + transactions;
        block.firstInput = new int[block.transactions + 1];
        block.firstOutput = new int[block.transactions + 1];
        for (int t = 1; t <= transactions; t++) {
            block.firstInput[t + 1] = block.firstInput[t] + (input[t] & 0xff);
        }
        byte[] data = Arrays.copyOfRange(input, 1 + transactions, input.length);
        SpentOutputs spent = new SpentOutputs();
        if (new UndoDecoder().decode(data, data.length, block, spent)) {
            check(block, spent);
            SupplySum.closes(block, spent, Network.REGTEST);
        }
    }

    private static void check(Block block, SpentOutputs spent) {
        for (int i = 0; i < block.inputs(); i++) {
            boolean sound = spent.scriptStart[i] <= spent.scriptStart[i + 1]
                    && spent.height[i] >= -1
                    && spent.value[i] >= 0
                    && spent.value[i] <= Network.MAX_MONEY;
            if (!sound) {
                throw new AssertionError("input " + i + " is out of bounds");
            }
        }
        if (spent.scriptStart[block.inputs()] > spent.scripts.length) {
            throw new AssertionError("scripts end behind their array");
        }
    }
}
