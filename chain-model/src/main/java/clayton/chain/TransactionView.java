package clayton.chain;

import java.util.Arrays;

/// One transaction as engines read it: a cursor that [TransactionGraph#read] fills again and again. Arrays hold
/// `inputs` or `outputs` entries and may be longer. A coinbase has no inputs: its stream is `subsidy` and
/// `blockFees`.
public final class TransactionView {
    /// Coordinate, with vout [OutputId#TRANSACTION].
    public long id;

    public int inputs;

    /// Ids of the spent outputs; boundary outputs are negative.
    public long[] prevouts = new long[8];

    /// Satoshis of the spent outputs, or [TransactionGraph#UNKNOWN].
    public long[] inputValues = new long[8];

    public int outputs;
    public long[] values = new long[8];

    /// Spenders as [OutputId] describes them; [OutputId#UNSPENT] if there is none in the loaded range.
    public long[] spenders = new long[8];

    /// Whether the output can never be spent (OP_RETURN, over-long script, the genesis coinbase).
    public boolean[] unspendable = new boolean[8];

    /// Whether a value that this transaction's stream is made of is unknown: an input's, or for a coinbase any
    /// input of its block.
    public boolean unresolved;

    /// Satoshis of the last slot: the fee, or a coinbase's unclaimed tail. 0 if unresolved.
    public long fee;

    /// Fees of the block's transactions before this one; unresolved ones count 0.
    public long feesBefore;

    /// Of a coinbase: new satoshis, and the fees of the whole block.
    public long subsidy;

    public long blockFees;

    public boolean isCoinbase() {
        return OutputId.isCoinbase(id);
    }

    /// Sets the counts and makes the arrays long enough; contents are undefined until filled.
    public void resize(int newInputs, int newOutputs) {
        inputs = newInputs;
        outputs = newOutputs;
        if (newInputs > prevouts.length) {
            int size = Math.max(newInputs, 2 * prevouts.length);
            prevouts = Arrays.copyOf(prevouts, size);
            inputValues = Arrays.copyOf(inputValues, size);
        }
        if (newOutputs > values.length) {
            int size = Math.max(newOutputs, 2 * values.length);
            values = Arrays.copyOf(values, size);
            spenders = Arrays.copyOf(spenders, size);
            unspendable = Arrays.copyOf(unspendable, size);
        }
    }
}
