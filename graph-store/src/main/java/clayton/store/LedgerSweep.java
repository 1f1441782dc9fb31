package clayton.store;

import clayton.chain.BlockSweep;
import clayton.chain.BlockView;
import clayton.chain.CorruptDataException;
import clayton.chain.OutputId;
import java.io.IOException;

/// Reads consecutive transactions, each column from one place to another.
final class LedgerSweep implements BlockSweep {
    private final Columns columns;

    /// Room for rows that are copied before they are taken apart.
    private long[] longs = new long[0];

    private int[] ints = new int[0];

    LedgerSweep(Columns columns) {
        this.columns = columns;
    }

    @Override
    public void read(int height, BlockView view) throws IOException {
        long first = OutputId.of(height, 0, OutputId.TRANSACTION);
        long row = columns.txRow(first);
        read(first, (int) (columns.transactionsBefore(height + 1) - row), view);
    }

    void read(long first, int count, BlockView view) throws IOException {
        long row = columns.txRow(first);
        int height = OutputId.height(first);
        if (count < 1 || row + count > columns.transactionsBefore(height + 1)) {
            throw new IllegalArgumentException(
                    "there are no " + count + " transactions from " + OutputId.text(first) + " on in this ledger");
        }
        long inputRow = columns.firstInput(row);
        long outputRow = columns.firstOutput(row);
        int inputs = (int) (columns.firstInput(row + count) - inputRow);
        int outputs = (int) (columns.firstOutput(row + count) - outputRow);
        view.resize(count, inputs, outputs);
        view.height = height;
        view.first = OutputId.index(first);
        view.scriptsBefore = (int) columns.totalsBefore(height).scripts;
        view.firstInput[count] = inputs;
        view.firstOutput[count] = outputs;
        readTransactions(row, count, inputRow, outputRow, view);
        readFingerprints(row, count, view);
        columns.value.getLongs(outputRow * Long.BYTES, view.values, outputs);
        columns.outputScript.getInts(outputRow * Integer.BYTES, view.outputScripts, outputs);
        readInputs(inputRow, inputs, view);
        columns.inputScript.getInts(inputRow * Integer.BYTES, view.inputScripts, inputs);
    }

    private void readTransactions(long row, int count, long inputRow, long outputRow, BlockView view)
            throws CorruptDataException {
        Column tx = columns.tx;
        tx.check(row * Columns.TX, count, Columns.TX);
        for (int t = 0; t < count; t++) {
            long at = (row + t) * Columns.TX;
            view.firstInput[t] = (int) (tx.checkedLong(at + Columns.TX_FIRST_INPUT) - inputRow);
            view.firstOutput[t] = (int) (tx.checkedLong(at + Columns.TX_FIRST_OUTPUT) - outputRow);
        }
    }

    private void readFingerprints(long row, int count, BlockView view) throws CorruptDataException {
        int width = Columns.FINGERPRINT / Integer.BYTES;
        ints = count * width <= ints.length ? ints : new int[2 * count * width];
        columns.fingerprint.getInts(row * Columns.FINGERPRINT, ints, count * width);
        for (int t = 0; t < count; t++) {
            int at = t * width;
            view.version[t] = ints[at];
            view.lockTime[t] = ints[at + Columns.FINGERPRINT_LOCK_TIME / Integer.BYTES];
            view.lowestSequence[t] = ints[at + Columns.FINGERPRINT_SEQUENCE / Integer.BYTES];
            view.weight[t] = ints[at + Columns.FINGERPRINT_WEIGHT / Integer.BYTES];
        }
    }

    private void readInputs(long row, int inputs, BlockView view) throws CorruptDataException {
        int width = Columns.INPUT / Long.BYTES;
        longs = inputs * width <= longs.length ? longs : new long[2 * inputs * width];
        long[] cells = longs;
        columns.input.getLongs(row * Columns.INPUT, cells, inputs * width);
        for (int i = 0; i < inputs; i++) {
            view.prevouts[i] = cells[i * width];
            view.inputValues[i] = cells[i * width + Columns.INPUT_VALUE / Long.BYTES];
        }
    }
}
