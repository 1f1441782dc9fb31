package clayton.store.neo4j;

import clayton.chain.BlockView;
import clayton.chain.Hash256;
import clayton.chain.OutPoint;
import clayton.chain.Output;
import clayton.chain.OutputId;
import clayton.chain.TransactionGraph;
import clayton.chain.TransactionView;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.neo4j.driver.Record;
import org.neo4j.driver.Value;

/// A transaction as it was read, with all that engines ask of it, up to the end of the range.
final class ReadTransaction {
    private static final byte[] NONE = new byte[0];

    final long id;
    final Hash256 txid;
    private final long fee;
    private final long feesBefore;
    private final boolean unresolved;
    private final long blockFees;
    private final int version;
    private final int lockTime;
    private final int lowestSequence;
    private final int weight;

    private final long[] values;
    private final long[] spenders;
    private final boolean[] unspendable;
    private final int[] outputScripts;
    private final byte[][] outputBytes;

    private final long[] prevouts;
    private final long[] inputValues;
    private final int[] inputScripts;
    private final byte[][] inputBytes;

    /// Takes a row of [Cypher#TRANSACTIONS]; spenders above `to` do not count.
    ReadTransaction(Record row, int to) {
        id = Coordinates.parseTransaction(row.get(0).asString());
        txid = Hash256.parse(row.get(1).asString());
        boolean coinbase = OutputId.isCoinbase(id);
        fee = row.get(coinbase ? 6 : 2).asLong(0);
        feesBefore = row.get(3).asLong(0);
        unresolved = row.get(4).asBoolean(false);
        blockFees = row.get(5).asLong(0);
        version = row.get(7).asInt();
        lockTime = (int) row.get(8).asLong();
        lowestSequence = (int) row.get(9).asLong();
        weight = row.get(10).asInt();
        List<Value> outputs = row.get(11).asList(value -> value);
        int count = outputs.size();
        values = new long[count];
        spenders = new long[count];
        unspendable = new boolean[count];
        outputScripts = new int[count];
        outputBytes = new byte[count][];
        outputs.forEach(output -> addOutput(output, to));
        List<Value> inputs = row.get(12).asList(value -> value);
        prevouts = new long[inputs.size()];
        inputValues = new long[inputs.size()];
        inputScripts = new int[inputs.size()];
        inputBytes = new byte[inputs.size()][];
        inputs.forEach(this::addInput);
    }

    private void addOutput(Value output, int to) {
        int vout = OutputId.vout(Coordinates.parseOutput(output.get(0).asString()));
        values[vout] = output.get(1).asLong();
        unspendable[vout] = output.get(2).asBoolean(false);
        if (!output.get(3).isNull()) {
            long spender = Coordinates.parseTransaction(output.get(3).asString());
            boolean counts = OutputId.height(spender) <= to;
            spenders[vout] =
                    counts ? OutputId.withVout(spender, output.get(4).asInt(OutputId.TRANSACTION)) : OutputId.UNSPENT;
        }
        outputScripts[vout] = output.get(5).asInt(BlockView.NO_SCRIPT);
        outputBytes[vout] = bytes(output.get(6));
    }

    private void addInput(Value input) {
        int index = input.get(0).asInt();
        prevouts[index] = Coordinates.parseOutput(input.get(1).asString());
        inputValues[index] = input.get(2).asLong(TransactionGraph.UNKNOWN);
        inputScripts[index] = input.get(3).asInt(BlockView.NO_SCRIPT);
        inputBytes[index] = bytes(input.get(4));
    }

    private static byte[] bytes(Value hex) {
        return hex.isNull() ? NONE : HexFormat.of().parseHex(hex.asString());
    }

    int outputs() {
        return values.length;
    }

    int inputs() {
        return prevouts.length;
    }

    boolean hasOutput(int vout) {
        return vout < values.length;
    }

    /// The numbered scripts among its inputs and outputs.
    interface Scripts {
        void take(int number, byte[] script);
    }

    void scripts(Scripts scripts) {
        for (int i = 0; i < values.length; i++) {
            scripts.take(outputScripts[i], outputBytes[i]);
        }
        for (int i = 0; i < prevouts.length; i++) {
            scripts.take(inputScripts[i], inputBytes[i]);
        }
    }

    /// The script of an output that carries data, if it is known.
    Optional<byte[]> data(int vout) {
        boolean known = outputScripts[vout] == BlockView.NO_SCRIPT && outputBytes[vout].length > 0;
        return known ? Optional.of(outputBytes[vout].clone()) : Optional.empty();
    }

    Output output(int vout) {
        boolean numbered = outputScripts[vout] != BlockView.NO_SCRIPT;
        return new Output(
                OutputId.withVout(id, vout),
                new OutPoint(txid, vout),
                OutputId.height(id),
                OutputId.isCoinbase(id),
                values[vout],
                unspendable[vout],
                spenders[vout],
                numbered ? Optional.of(outputBytes[vout].clone()) : Optional.empty());
    }

    void fill(TransactionView view, long subsidy) {
        view.resize(prevouts.length, values.length);
        view.id = id;
        System.arraycopy(prevouts, 0, view.prevouts, 0, prevouts.length);
        System.arraycopy(inputValues, 0, view.inputValues, 0, prevouts.length);
        System.arraycopy(values, 0, view.values, 0, values.length);
        System.arraycopy(spenders, 0, view.spenders, 0, values.length);
        System.arraycopy(unspendable, 0, view.unspendable, 0, values.length);
        view.unresolved = unresolved;
        view.fee = fee;
        view.feesBefore = feesBefore;
        view.subsidy = OutputId.isCoinbase(id) ? subsidy : 0;
        view.blockFees = blockFees;
    }

    /// Fills the places of transaction `t`, whose first input and output the view names.
    void fill(BlockView view, int t) {
        view.setFingerprint(t, version, lockTime, lowestSequence, weight);
        System.arraycopy(prevouts, 0, view.prevouts, view.firstInput[t], prevouts.length);
        System.arraycopy(inputValues, 0, view.inputValues, view.firstInput[t], prevouts.length);
        System.arraycopy(inputScripts, 0, view.inputScripts, view.firstInput[t], prevouts.length);
        System.arraycopy(values, 0, view.values, view.firstOutput[t], values.length);
        System.arraycopy(outputScripts, 0, view.outputScripts, view.firstOutput[t], values.length);
    }
}
