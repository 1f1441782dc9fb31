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

    /// How many of [#fingerprints] belong to one transaction.
    public static final int FINGERPRINT = 4;

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

    /// For each transaction [#FINGERPRINT] numbers: its version, lock time, the lowest sequence number of its inputs,
    /// and
    /// its weight.
    public int[] fingerprints = new int[0];

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
        fingerprints = other.fingerprints;
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

    public int version(int transaction) {
        return fingerprints[FINGERPRINT * transaction];
    }

    /// To be treated as unsigned.
    public int lockTime(int transaction) {
        return fingerprints[FINGERPRINT * transaction + 1];
    }

    /// To be treated as unsigned; all ones for a coinbase.
    public int lowestSequence(int transaction) {
        return fingerprints[FINGERPRINT * transaction + 2];
    }

    /// In weight units (BIP 141).
    public int weight(int transaction) {
        return fingerprints[FINGERPRINT * transaction + 3];
    }

    public void setFingerprint(int transaction, int version, int lockTime, int lowestSequence, int weight) {
        int at = FINGERPRINT * transaction;
        fingerprints[at] = version;
        fingerprints[at + 1] = lockTime;
        fingerprints[at + 2] = lowestSequence;
        fingerprints[at + 3] = weight;
    }

    /// Sets the number of transactions and makes the arrays long enough; contents are undefined until filled.
    public void resize(int newTransactions, int inputs, int outputs) {
        transactions = newTransactions;
        if (newTransactions >= firstInput.length) {
            int size = Math.max(newTransactions + 1, 2 * firstInput.length);
            firstInput = Arrays.copyOf(firstInput, size);
            firstOutput = Arrays.copyOf(firstOutput, size);
            fingerprints = Arrays.copyOf(fingerprints, FINGERPRINT * size);
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
