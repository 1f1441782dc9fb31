package clayton.store;

import clayton.chain.BlockSweep;
import clayton.chain.BlockView;
import clayton.chain.CorruptDataException;
import clayton.chain.OutputId;
import java.io.IOException;

/// Reads consecutive transactions, each column from one place to another.
final class LedgerSweep implements BlockSweep {
    private final Columns columns;

    private long[] room = new long[0];

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
        columns.fingerprint.getInts(row * Columns.FINGERPRINT, view.fingerprints, count * BlockView.FINGERPRINT);
        columns.value.getLongs(outputRow * Long.BYTES, view.values, outputs);
        columns.outputScript.getInts(outputRow * Integer.BYTES, view.outputScripts, outputs);
        readInputs(inputRow, inputs, view);
        columns.inputScript.getInts(inputRow * Integer.BYTES, view.inputScripts, inputs);
    }

    private void readTransactions(long row, int count, long inputRow, long outputRow, BlockView view)
            throws CorruptDataException {
        int width = Columns.TX / Long.BYTES;
        long[] cells = cells(count * width);
        columns.tx.getLongs(row * Columns.TX, cells, count * width);
        takeTransactions(cells, width, count, inputRow, outputRow, view);
    }

    private static void takeTransactions(
            long[] cells, int width, int count, long inputRow, long outputRow, BlockView view) {
        for (int t = 0; t < count; t++) {
            view.firstInput[t] = (int) (cells[t * width + Columns.TX_FIRST_INPUT / Long.BYTES] - inputRow);
            view.firstOutput[t] = (int) (cells[t * width + Columns.TX_FIRST_OUTPUT / Long.BYTES] - outputRow);
        }
    }

    private void readInputs(long row, int inputs, BlockView view) throws CorruptDataException {
        int width = Columns.INPUT / Long.BYTES;
        long[] cells = cells(inputs * width);
        columns.input.getLongs(row * Columns.INPUT, cells, inputs * width);
        takeInputs(cells, width, inputs, view);
    }

    private static void takeInputs(long[] cells, int width, int inputs, BlockView view) {
        for (int i = 0; i < inputs; i++) {
            view.prevouts[i] = cells[i * width];
            view.inputValues[i] = cells[i * width + Columns.INPUT_VALUE / Long.BYTES];
        }
    }

    /// Room for rows that are copied before they are taken apart.
    private long[] cells(int count) {
        room = count <= room.length ? room : new long[2 * count];
        return room;
    }
}
