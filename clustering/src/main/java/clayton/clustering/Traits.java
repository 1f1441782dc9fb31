package clayton.clustering;

import clayton.chain.BlockView;
import clayton.chain.TransactionGraph;

/// What a transaction shows of the wallet that made it: its number of inputs, and of outputs that pay (no OP_RETURN);
/// whether it has a lock time; whether it says that it may be replaced while it waits (BIP 125); its fee in satoshis
/// for 1000 virtual bytes (BIP 141), rounded down, [TransactionGraph#UNKNOWN] if a value it follows from is not known.
public record Traits(int inputs, int outputs, int version, boolean hasLockTime, boolean isReplaceable, long feeRate) {
    private static final int LEAST_SILENT_SEQUENCE = 0xffff_fffe;
    private static final int RATED_BYTES = 1000;
    private static final int WEIGHT_OF_BYTE = 4;

    static Traits of(BlockView block, int transaction) {
        int outputs = 0;
        for (int i = block.firstOutput[transaction]; i < block.firstOutput[transaction + 1]; i++) {
            outputs += block.outputScripts[i] == BlockView.NO_SCRIPT ? 0 : 1;
        }
        return new Traits(
                block.inputs(transaction),
                outputs,
                block.version(transaction),
                block.lockTime(transaction) != 0,
                Integer.compareUnsigned(block.lowestSequence(transaction), LEAST_SILENT_SEQUENCE) < 0,
                feeRate(block, transaction));
    }

    private static long feeRate(BlockView block, int transaction) {
        long fee = 0;
        for (int i = block.firstInput[transaction]; i < block.firstInput[transaction + 1]; i++) {
            if (block.inputValues[i] == TransactionGraph.UNKNOWN) {
                return TransactionGraph.UNKNOWN;
            }
            fee += block.inputValues[i];
        }
        for (int i = block.firstOutput[transaction]; i < block.firstOutput[transaction + 1]; i++) {
            fee -= block.values[i];
        }
        boolean isCoinbase = block.inputs(transaction) == 0;
        return isCoinbase ? 0 : fee * RATED_BYTES / Math.ceilDiv(block.weight(transaction), WEIGHT_OF_BYTE);
    }

    /// One input, two outputs: the shape of a hop of a peel chain.
    public boolean looksLikePeeling() {
        return inputs == 1 && outputs == 2;
    }
}
