package clayton.store;

import clayton.chain.CorruptDataException;

/// What a ledger holds up to and including one block, as that block's row in `blocks` states it: the number of rows
/// of the other columns, and the sums that `info` shows. Rewinding a ledger is going back to an earlier row.
final class Totals {
    int blocks;
    long transactions;

    /// Inputs with a prevout; the coinbases' are not among them.
    long inputs;

    long outputs;
    long scripts;
    long scriptBytes;
    long boundary;

    /// Boundary rows whose value is unknown.
    long unresolved;

    long fees;
    long unclaimed;
    long utxos;
    long utxoSats;

    static Totals read(Column column, long at) throws CorruptDataException {
        Totals totals = new Totals();
        totals.transactions = column.getLong(at);
        totals.inputs = column.getLong(at + 8);
        totals.outputs = column.getLong(at + 16);
        totals.scripts = column.getLong(at + 24);
        totals.scriptBytes = column.getLong(at + 32);
        totals.boundary = column.getLong(at + 40);
        totals.unresolved = column.getLong(at + 48);
        totals.fees = column.getLong(at + 56);
        totals.unclaimed = column.getLong(at + 64);
        totals.utxos = column.getLong(at + 72);
        totals.utxoSats = column.getLong(at + 80);
        return totals;
    }

    void write(Column column, long at) throws CorruptDataException {
        column.putLong(at, transactions);
        column.putLong(at + 8, inputs);
        column.putLong(at + 16, outputs);
        writeScripts(column, at);
        column.putLong(at + 40, boundary);
        column.putLong(at + 48, unresolved);
        column.putLong(at + 56, fees);
        column.putLong(at + 64, unclaimed);
        column.putLong(at + 72, utxos);
        column.putLong(at + 80, utxoSats);
    }

    /// Writes what is known last of a block: the size of the dictionary.
    void writeScripts(Column column, long at) throws CorruptDataException {
        column.putLong(at + 24, scripts);
        column.putLong(at + 32, scriptBytes);
    }
}
