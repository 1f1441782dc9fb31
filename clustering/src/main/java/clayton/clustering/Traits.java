package clayton.clustering;

import clayton.chain.BlockView;
import clayton.chain.OutputId;
import clayton.chain.TransactionGraph;

/// What a transaction shows of the wallet that made it. `id` is its coordinate, `outputs` counts those that pay (no
/// OP_RETURN), lock time and lowest sequence number are unsigned, `feeSats` is [TransactionGraph#UNKNOWN] if a value
/// it follows from is not known.
public record Traits(
        long id, int inputs, int outputs, int version, int lockTime, int lowestSequence, int weight, long feeSats) {
    private static final int LEAST_SILENT_SEQUENCE = 0xffff_fffe;

    static Traits of(BlockView block, int transaction) {
        int outputs = 0;
        long paid = 0;
        for (int i = block.firstOutput[transaction]; i < block.firstOutput[transaction + 1]; i++) {
            outputs += block.outputScripts[i] == BlockView.NO_SCRIPT ? 0 : 1;
            paid += block.values[i];
        }
        return new Traits(
                block.id(transaction),
                block.inputs(transaction),
                outputs,
                block.version[transaction],
                block.lockTime[transaction],
                block.lowestSequence[transaction],
                block.weight[transaction],
                fee(block, transaction, paid));
    }

    private static long fee(BlockView block, int transaction, long paid) {
        long fee = -paid;
        for (int i = block.firstInput[transaction]; i < block.firstInput[transaction + 1]; i++) {
            if (block.inputValues[i] == TransactionGraph.UNKNOWN) {
                return TransactionGraph.UNKNOWN;
            }
            fee += block.inputValues[i];
        }
        return OutputId.isCoinbase(block.id(transaction)) ? 0 : fee;
    }

    /// Whether it says that it may be replaced while it waits (BIP 125).
    public boolean isReplaceable() {
        return Integer.compareUnsigned(lowestSequence, LEAST_SILENT_SEQUENCE) < 0;
    }

    /// Satoshis for 1000 virtual bytes (BIP 141), rounded down; [TransactionGraph#UNKNOWN] if the fee is.
    public long feeRate() {
        long virtualBytes = Math.ceilDiv(weight, 4);
        return feeSats == TransactionGraph.UNKNOWN ? feeSats : feeSats * 1000 / virtualBytes;
    }

    /// One input, two outputs: the shape of a hop of a peel chain.
    public boolean looksLikePeeling() {
        return inputs == 1 && outputs == 2;
    }
}
