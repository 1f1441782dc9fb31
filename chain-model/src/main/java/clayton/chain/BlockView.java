package clayton.chain;

import java.util.Arrays;

/// Consecutive transactions of one block, as engines read them that sweep over the whole chain: a cursor of flat
/// arrays that [TransactionGraph#read(long, int, BlockView)] fills again and again.
///
/// Transaction `t` has inputs `firstInput[t]` to `firstInput[t + 1]` and outputs `firstOutput[t]` to
/// `firstOutput[t + 1]`, exclusive; a coinbase has no inputs. Arrays may be longer than needed.
public final class BlockView {
    /// The script number of an output whose script is not among the numbered ones: OP_RETURN, or unknown.
    public static final int NO_SCRIPT = -1;

    public int height;

    /// Index in the block of transaction 0.
    public int first;

    /// How many scripts there were before this block: scripts from this number on are new in it.
    public int scriptsBefore;

    public int transactions;
    public int[] firstInput = new int[0];
    public int[] firstOutput = new int[0];

    /// Ids of the spent outputs, their satoshis ([TransactionGraph#UNKNOWN] if they cannot be known) and scripts.
    public long[] prevouts = new long[0];

    public long[] inputValues = new long[0];
    public int[] inputScripts = new int[0];

    /// Per transaction: version, and lock time and the lowest sequence number of its inputs, both to be treated as
    /// unsigned (all ones for a coinbase).
    public int[] version = new int[0];

    public int[] lockTime = new int[0];
    public int[] lowestSequence = new int[0];

    /// Weight units (BIP 141) of a transaction.
    public int[] weight = new int[0];

    /// Per transaction: what a step of the sweep had to say of it.
    public boolean[] marks = new boolean[0];

    public long[] values = new long[0];
    public int[] outputScripts = new int[0];

    /// Exchanges the contents of two views, without copying them.
    public void exchange(BlockView other) {
        BlockView mine = new BlockView();
        mine.take(this);
        take(other);
        other.take(mine);
    }

    private void take(BlockView other) {
        height = other.height;
        first = other.first;
        scriptsBefore = other.scriptsBefore;
        transactions = other.transactions;
        firstInput = other.firstInput;
        firstOutput = other.firstOutput;
        prevouts = other.prevouts;
        inputValues = other.inputValues;
        inputScripts = other.inputScripts;
        version = other.version;
        lockTime = other.lockTime;
        lowestSequence = other.lowestSequence;
        weight = other.weight;
        marks = other.marks;
        values = other.values;
        outputScripts = other.outputScripts;
    }

    /// Coordinate of a transaction, with vout [OutputId#TRANSACTION].
    public long id(int transaction) {
        return OutputId.of(height, first + transaction, OutputId.TRANSACTION);
    }

    public int inputs(int transaction) {
        return firstInput[transaction + 1] - firstInput[transaction];
    }

    public int outputs(int transaction) {
        return firstOutput[transaction + 1] - firstOutput[transaction];
    }

    /// Sets the number of transactions and makes the arrays long enough; contents are undefined until filled.
    public void resize(int newTransactions, int inputs, int outputs) {
        transactions = newTransactions;
        if (newTransactions >= firstInput.length) {
            int size = Math.max(newTransactions + 1, 2 * firstInput.length);
            firstInput = Arrays.copyOf(firstInput, size);
            firstOutput = Arrays.copyOf(firstOutput, size);
            version = Arrays.copyOf(version, size);
            lockTime = Arrays.copyOf(lockTime, size);
            lowestSequence = Arrays.copyOf(lowestSequence, size);
            weight = Arrays.copyOf(weight, size);
            marks = Arrays.copyOf(marks, size);
        }
        if (inputs > prevouts.length) {
            int size = Math.max(inputs, 2 * prevouts.length);
            prevouts = Arrays.copyOf(prevouts, size);
            inputValues = Arrays.copyOf(inputValues, size);
            inputScripts = Arrays.copyOf(inputScripts, size);
        }
        if (outputs > values.length) {
            int size = Math.max(outputs, 2 * values.length);
            values = Arrays.copyOf(values, size);
            outputScripts = Arrays.copyOf(outputScripts, size);
        }
    }
}
