package clayton.store;

import clayton.chain.BlockSweep;
import clayton.chain.BlockView;
import clayton.chain.CorruptDataException;
import clayton.chain.OutputId;
import java.io.IOException;
import java.util.Arrays;

/// Reads transactions with the scripts that they spend: a prevout's script stands in its output's row, and that row
/// follows from its transaction's. These are two random places for each input, in files that are read for little
/// else, so a sweep remembers where the outputs of the transactions begin that it has passed: 4 bytes for each
/// instead of a 64-byte row. Each step is made for all inputs before the next begins: many cache misses are in flight
/// at once.
final class LedgerSweep implements BlockSweep {
    private final Columns columns;

    /// Blocks that have been passed without a gap: the height of the first, and how many.
    private int firstHeight;

    private int blocks;

    /// Per passed block: its first transaction, counted over passed blocks, and the row of its first output. One more
    /// for the next block's transaction.
    private int[] firstTransaction = new int[1];

    private long[] firstOutput = new long[0];

    /// Per passed transaction: its first output, counted from its block's.
    private int[] output = new int[0];

    /// Per input of the block at work: row of the spent output, or a boundary output's id.
    private long[] rows = new long[0];

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
        if (blocks == 0 || height == firstHeight + blocks) {
            remember(height, columns.firstOutput(row), view);
        }
    }

    private void remember(int height, long row, BlockView view) {
        firstHeight = height - blocks;
        if (blocks + 1 >= firstTransaction.length) {
            firstTransaction = Arrays.copyOf(firstTransaction, 2 * blocks + 2);
            firstOutput = Arrays.copyOf(firstOutput, 2 * blocks + 2);
        }
        int known = firstTransaction[blocks];
        if (known + view.transactions > output.length) {
            output = Arrays.copyOf(output, capacity(known + view.transactions));
        }
        System.arraycopy(view.firstOutput, 0, output, known, view.transactions);
        firstOutput[blocks] = row;
        blocks++;
        firstTransaction[blocks] = known + view.transactions;
    }

    /// Room for half as much again, but not for more transactions than there are.
    private int capacity(int needed) {
        return (int) Math.max(needed, Math.min(needed + needed / 2L, columns.totals.transactions));
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
        readTransactions(row, count, view);
        readFingerprints(row, count, view);
        columns.value.getLongs(outputRow * Long.BYTES, view.values, outputs);
        columns.outputScript.getInts(outputRow * Integer.BYTES, view.outputScripts, outputs);
        readInputs(inputRow, inputs, view);
        readInputScripts(view, inputs);
    }

    private void readTransactions(long row, int count, BlockView view) throws CorruptDataException {
        int width = Columns.TX / Long.BYTES;
        long[] cells = longs(columns.tx, row * Columns.TX, count * width);
        int firstInput = Columns.TX_FIRST_INPUT / Long.BYTES;
        int firstOutput = Columns.TX_FIRST_OUTPUT / Long.BYTES;
        for (int t = 0; t < count; t++) {
            view.firstInput[t] = (int) (cells[t * width + firstInput] - cells[firstInput]);
            view.firstOutput[t] = (int) (cells[t * width + firstOutput] - cells[firstOutput]);
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
        long[] cells = longs(columns.input, row * Columns.INPUT, inputs * width);
        for (int i = 0; i < inputs; i++) {
            view.prevouts[i] = cells[i * width];
            view.inputValues[i] = cells[i * width + Columns.INPUT_VALUE / Long.BYTES];
        }
    }

    /// Valid until the next call.
    private long[] longs(Column column, long offset, int count) throws CorruptDataException {
        longs = count <= longs.length ? longs : new long[2 * count];
        column.getLongs(offset, longs, count);
        return longs;
    }

    private void readInputScripts(BlockView view, int inputs) throws CorruptDataException {
        rows = inputs <= rows.length ? rows : new long[2 * inputs];
        for (int i = 0; i < inputs; i++) {
            long id = view.prevouts[i];
            rows[i] = OutputId.isBoundary(id) ? id : outputRow(id);
        }
        for (int i = 0; i < inputs; i++) {
            view.inputScripts[i] = rows[i] < 0
                    ? columns.boundary.getInt(
                            (long) OutputId.boundaryNumber(rows[i]) * Columns.BOUNDARY + Columns.BOUNDARY_SCRIPT)
                    : columns.outputScript.getInt(rows[i] * Integer.BYTES);
        }
    }

    private long outputRow(long id) throws CorruptDataException {
        int height = OutputId.height(id);
        int block = height - firstHeight;
        if (block >= 0 && block < blocks) {
            return firstOutput[block] + output[firstTransaction[block] + OutputId.index(id)] + OutputId.vout(id);
        }
        return columns.firstOutput(columns.transactionsBefore(height) + OutputId.index(id)) + OutputId.vout(id);
    }
}
