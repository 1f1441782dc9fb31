package clayton.store;

import clayton.chain.Block;
import clayton.chain.CorruptDataException;
import clayton.chain.Hash256;
import clayton.chain.InvalidBlockException;
import clayton.chain.Network;
import clayton.chain.OutputId;
import clayton.chain.ScriptKind;
import clayton.chain.SpentOutputs;
import clayton.chain.TransactionGraph;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Appends one block to the columns: the hot path of a load.
///
/// It goes over the block in passes, each of them a plain loop over one kind of thing: transactions into the txid
/// index; inputs to their prevouts; sums; spenders. A pass that looks something up at random places is
/// preceded by one that only reads those places, so that many cache misses are in flight at once. Nothing is
/// allocated per transaction. All that can be wrong with a block is found before the first pointer of an earlier
/// block changes, except a double spend inside the block; what was written by then is taken back. Scripts come
/// last and go to a thread of their own, [ScriptLinker].
final class BlockLinker implements AutoCloseable {
    /// Rows or entries that are looked up in one go: what is read for them stays in the processor's cache until it is
    /// used.
    static final int STRETCH = 512;

    private static final int UNRESOLVED = -1;

    private final Columns columns;
    private final Network network;
    private final ScriptLinker scripts;

    /// Per input: row of the spent output, or −1 − number of the boundary output.
    private long[] prevoutRow = new long[0];

    /// Per input: id and value of the spent output.
    private long[] prevoutId = new long[0];

    private long[] prevoutValue = new long[0];

    /// Transactions of the block whose txid an earlier one has, too (BIP 30); almost always none.
    private final List<Integer> namesakes = new ArrayList<>();

    /// Per transaction: fees of the block before it.
    private long[] feesBefore = new long[0];

    /// Sum of what warming passes read, so that the compiler leaves those reads in.
    @SuppressWarnings("UnusedVariable")
    private long warmth;

    BlockLinker(Columns columns, Network network) {
        this.columns = columns;
        this.network = network;
        this.scripts = new ScriptLinker(columns);
    }

    /// Appends the block, or throws and leaves no trace of it.
    void link(Block block) throws IOException {
        reserve(block);
        addTransactions(block);
        long boundaryBefore = columns.totals.boundary;
        int spends = 0;
        try {
            resolve(block);
            Sums sums = settle(block);
            addInputs(block);
            addOutputs(block);
            for (int t = 1; t < block.transactions; t++) {
                for (; spends < block.firstInput[t + 1]; spends++) {
                    spend(block, t, spends);
                }
            }
            displace(block);
            addScripts(block);
            addBlock(block, sums);
        } catch (InvalidBlockException e) {
            takeBack(block, spends, boundaryBefore);
            throw e;
        }
    }

    static String place(Block block) {
        return String.format(Locale.ROOT, "blk%05d.dat, offset %d", block.file, block.offset);
    }

    private void reserve(Block block) throws IOException {
        Totals totals = columns.totals;
        long outputs = totals.outputs + block.outputs();
        long boundaries = totals.boundary + (columns.from > 0 ? block.inputs() : 0);
        columns.block.reserve((columns.totals.blocks + 1L) * Columns.BLOCK);
        columns.tx.reserve((totals.transactions + block.transactions) * Columns.TX);
        columns.fingerprint.reserve((totals.transactions + block.transactions) * Columns.FINGERPRINT);
        columns.input.reserve((totals.inputs + block.inputs()) * Columns.INPUT);
        columns.value.reserve(outputs * Long.BYTES);
        columns.spender.reserve(outputs * Long.BYTES);
        columns.boundary.reserve(boundaries * Columns.BOUNDARY);
        reserveArrays(block);
    }

    private void reserveArrays(Block block) {
        if (prevoutRow.length < block.inputs()) {
            int size = 2 * block.inputs();
            prevoutRow = new long[size];
            prevoutId = new long[size];
            prevoutValue = new long[size];
        }
        if (feesBefore.length <= block.transactions) {
            feesBefore = new long[2 * block.transactions + 1];
        }
    }

    // ---- transactions

    private void addTransactions(Block block) throws IOException {
        namesakes.clear();
        columns.fitTxids(columns.totals.transactions + block.transactions);
        for (int t = 0; t < block.transactions; t++) {
            warmth += columns.txids.warm(Bytes.getLong(block.txids, t * Hash256.BYTES));
        }
        Column tx = columns.tx;
        for (int t = 0; t < block.transactions; t++) {
            long at = (columns.totals.transactions + t) * Columns.TX;
            for (int word = 0; word < Hash256.BYTES; word += Long.BYTES) {
                tx.putLong(at + word, Bytes.getLong(block.txids, t * Hash256.BYTES + word));
            }
            tx.putLong(at + Columns.TX_FIRST_OUTPUT, columns.totals.outputs + block.firstOutput[t]);
            tx.putLong(at + Columns.TX_FIRST_INPUT, columns.totals.inputs + block.firstInput[t]);
            tx.putInt(at + Columns.TX_OFFSET, block.txOffset[t]);
            tx.putInt(at + Columns.TX_LENGTH, block.txLength[t]);
            addFingerprint(block, t);
            addTxid(block, t);
        }
    }

    private void addFingerprint(Block block, int transaction) throws CorruptDataException {
        Column fingerprint = columns.fingerprint;
        long at = (columns.totals.transactions + transaction) * Columns.FINGERPRINT;
        fingerprint.putInt(at, block.version(transaction));
        fingerprint.putInt(at + Columns.FINGERPRINT_LOCK_TIME, block.lockTime(transaction));
        fingerprint.putInt(at + Columns.FINGERPRINT_SEQUENCE, block.lowestSequence(transaction));
        fingerprint.putInt(at + Columns.FINGERPRINT_WEIGHT, block.weight(transaction));
    }

    private void addTxid(Block block, int transaction) throws CorruptDataException {
        HashIndex txids = columns.txids;
        int offset = transaction * Hash256.BYTES;
        long hash = Bytes.getLong(block.txids, offset);
        long slot = txids.probe(hash, txids.home(hash));
        while (slot >= 0) {
            if (hasTxid(txids.value(slot), block.txids, offset)) {
                namesakes.add(transaction);
            }
            slot = txids.probe(hash, txids.after(slot));
        }
        txids.put(~slot, hash, coordinate(block.height, transaction));
    }

    /// The index's value for a transaction: height and index in block.
    private static long coordinate(int height, int index) {
        return (long) height << 19 | index;
    }

    /// The latest transaction with this txid before `limit`, or −1.
    private long findTransaction(byte[] bytes, int offset, long limit) throws CorruptDataException {
        HashIndex txids = columns.txids;
        long hash = Bytes.getLong(bytes, offset);
        long found = -1;
        for (long slot = txids.probe(hash, txids.home(hash)); slot >= 0; slot = txids.probe(hash, txids.after(slot))) {
            long candidate = txids.value(slot);
            if (candidate < limit && candidate > found && hasTxid(candidate, bytes, offset)) {
                found = candidate;
            }
        }
        return found;
    }

    private boolean hasTxid(long coordinate, byte[] bytes, int offset) throws CorruptDataException {
        return columns.tx.equals(row(coordinate) * Columns.TX, bytes, offset, Hash256.BYTES);
    }

    /// Row of a transaction, the block at work included.
    private long row(long coordinate) throws CorruptDataException {
        return columns.transactionsBefore((int) (coordinate >>> 19)) + (coordinate & OutputId.MAX_INDEX);
    }

    // ---- inputs

    private void resolve(Block block) throws IOException {
        boolean trusted = true;
        int transaction = 1;
        for (int i = 0; i < block.inputs(); i += STRETCH) {
            int end = Math.min(i + STRETCH, block.inputs());
            warmPrevouts(block, i, end);
            transaction = find(block, i, end, transaction);
            trusted &= fillValues(block, i, end);
        }
        if (columns.from > 0) {
            addBoundaries(block, trusted ? block.spent : null);
        }
    }

    /// Reads the index cells of prevouts, then the transactions that the cells point to.
    private void warmPrevouts(Block block, int from, int to) throws CorruptDataException {
        HashIndex txids = columns.txids;
        for (int i = from; i < to; i++) {
            warmth += txids.warm(Bytes.getLong(block.bytes, block.prevout[i]));
        }
        for (int i = from; i < to; i++) {
            long hash = Bytes.getLong(block.bytes, block.prevout[i]);
            long slot = txids.probe(hash, txids.home(hash));
            if (slot >= 0) {
                warmth += columns.tx.getLong(row(txids.value(slot)) * Columns.TX);
            }
        }
    }

    /// Finds the prevouts of inputs `from` to `to`, the first of which is `transaction`'s or a later one's; answers
    /// whose the last is.
    private int find(Block block, int from, int to, int transaction) throws IOException {
        int t = transaction;
        for (int i = from; i < to; i++) {
            while (i >= block.firstInput[t + 1]) {
                t++;
            }
            find(block, i, coordinate(block.height, t));
        }
        return t;
    }

    /// Sets the row and id of a prevout; what the range does not hold stays `UNRESOLVED` for now.
    private void find(Block block, int input, long limit) throws IOException {
        long found = findTransaction(block.bytes, block.prevout[input], limit);
        int vout = block.prevoutVout(input);
        if (found >= 0) {
            long txRow = row(found);
            long first = columns.tx.getLong(txRow * Columns.TX + Columns.TX_FIRST_OUTPUT);
            if (Integer.toUnsignedLong(vout) < firstOutputAfter(block, txRow) - first) {
                prevoutRow[input] = first + vout;
                prevoutId[input] = found << 20 | vout;
                return;
            }
        }
        if (found >= 0 || columns.from == 0) {
            throw missing(block, input, "spends an output that does not exist");
        }
        prevoutRow[input] = UNRESOLVED;
        prevoutId[input] = UNRESOLVED;
    }

    private long firstOutputAfter(Block block, long txRow) throws CorruptDataException {
        long next = txRow + 1;
        return next == columns.totals.transactions + block.transactions
                ? columns.totals.outputs + block.outputs()
                : columns.tx.getLong(next * Columns.TX + Columns.TX_FIRST_OUTPUT);
    }

    /// Looks up prevouts' values; answers whether undo data, if there is any, agrees.
    private boolean fillValues(Block block, int from, int to) throws CorruptDataException {
        boolean trusted = true;
        for (int i = from; i < to; i++) {
            trusted &= fillValue(block, i);
        }
        return trusted;
    }

    private boolean fillValue(Block block, int input) throws CorruptDataException {
        SpentOutputs spent = block.spent;
        long row = prevoutRow[input];
        if (row < 0) {
            return spent == null || Integer.compareUnsigned(spent.height[input], columns.from) < 0;
        }
        if (row >= columns.totals.outputs) {
            prevoutValue[input] = block.value[(int) (row - columns.totals.outputs)];
        } else {
            prevoutValue[input] = columns.value.getLong(row * Long.BYTES);
            warmth += columns.spender.getLong(row * Long.BYTES);
        }
        return spent == null || spent.value[input] == prevoutValue[input];
    }

    /// Gives every prevout from before the range a row of its own, with what undo data says of it.
    private void addBoundaries(Block block, @Nullable SpentOutputs spent) throws IOException {
        for (int t = 1; t < block.transactions; t++) {
            for (int i = block.firstInput[t]; i < block.firstInput[t + 1]; i++) {
                if (prevoutRow[i] == UNRESOLVED) {
                    long spender = OutputId.of(block.height, t, i - block.firstInput[t]);
                    addBoundary(block, i, spender, spent);
                }
            }
        }
    }

    private void addBoundary(Block block, int input, long spender, @Nullable SpentOutputs spent) throws IOException {
        Totals totals = columns.totals;
        int number = Math.toIntExact(totals.boundary);
        columns.fitBoundaries(totals.boundary + 1);
        if (columns.findBoundary(block.bytes, block.prevout[input], block.prevoutVout(input)) >= 0) {
            throw missing(block, input, "spends an output that was spent before");
        }
        columns.boundaries.add(
                Columns.boundaryHash(block.bytes, block.prevout[input], block.prevoutVout(input)), number);
        Column boundary = columns.boundary;
        long at = (long) number * Columns.BOUNDARY;
        boundary.putBytes(at, block.bytes, block.prevout[input], Hash256.BYTES);
        boundary.putInt(at + Columns.BOUNDARY_VOUT, block.prevoutVout(input));
        boundary.putInt(at + Columns.BOUNDARY_ORIGIN, spent == null ? -1 : origin(spent, input));
        long value = spent == null ? TransactionGraph.UNKNOWN : spent.value[input];
        boundary.putLong(at + Columns.BOUNDARY_VALUE, value);
        boundary.putLong(at + Columns.BOUNDARY_SPENDER, spender);
        boundary.putInt(at + Columns.BOUNDARY_SCRIPT, Columns.NO_SCRIPT);
        prevoutRow[input] = -1L - number;
        prevoutId[input] = OutputId.boundary(number);
        prevoutValue[input] = value;
        totals.boundary++;
    }

    /// Height times two, plus one for a coinbase, as undo data has it.
    private static int origin(SpentOutputs spent, int input) {
        return spent.height[input] << 1 | (spent.coinbase[input] ? 1 : 0);
    }

    // ---- sums

    /// What a block adds to the ledger's sums.
    private record Sums(long fees, long unclaimed, int unresolved) {}

    /// Checks that every transaction spends no more than it has and the coinbase claims no more than it may (Core:
    /// `CheckTxInputs`, `ConnectBlock`), and notes every transaction's place in the block's fees.
    private Sums settle(Block block) throws InvalidBlockException {
        long fees = 0;
        int unresolved = 0;
        feesBefore[0] = 0;
        for (int t = 1; t < block.transactions; t++) {
            feesBefore[t] = fees;
            long in = inputSats(block, t);
            if (in == TransactionGraph.UNKNOWN) {
                unresolved += unresolvedInputs(block, t);
                continue;
            }
            long fee = in - outputSats(block, t);
            if (fee < 0) {
                throw refuse(
                        block, "bad-txns-in-belowout: transaction " + block.txid(t) + " pays out more than it spends");
            }
            fees += fee;
        }
        long unclaimed = network.subsidy(block.height) + fees - outputSats(block, 0);
        if (unresolved > 0) {
            return new Sums(fees, 0, unresolved);
        }
        if (unclaimed < 0) {
            throw refuse(block, "bad-cb-amount: the coinbase claims " + -unclaimed + " satoshis too many");
        }
        return new Sums(fees, unclaimed, 0);
    }

    private long inputSats(Block block, int transaction) throws InvalidBlockException {
        long sum = 0;
        boolean known = true;
        for (int i = block.firstInput[transaction]; i < block.firstInput[transaction + 1]; i++) {
            known &= prevoutValue[i] >= 0;
            sum += prevoutValue[i];
            if (prevoutValue[i] > Network.MAX_MONEY || sum > Network.MAX_MONEY) {
                throw refuse(block, "bad-txns-inputvalues-outofrange: transaction " + block.txid(transaction));
            }
        }
        return known ? sum : TransactionGraph.UNKNOWN;
    }

    private int unresolvedInputs(Block block, int transaction) {
        int count = 0;
        for (int i = block.firstInput[transaction]; i < block.firstInput[transaction + 1]; i++) {
            count += prevoutValue[i] < 0 ? 1 : 0;
        }
        return count;
    }

    private static long outputSats(Block block, int transaction) {
        long sum = 0;
        for (int output = block.firstOutput[transaction]; output < block.firstOutput[transaction + 1]; output++) {
            sum += block.value[output];
        }
        return sum;
    }

    // ---- pointers

    private void addInputs(Block block) throws CorruptDataException {
        for (int i = 0; i < block.inputs(); i++) {
            long at = (columns.totals.inputs + i) * Columns.INPUT;
            columns.input.putLong(at, prevoutId[i]);
            columns.input.putLong(at + Columns.INPUT_VALUE, prevoutValue[i]);
        }
        for (int t = 0; t < block.transactions; t++) {
            long at = (columns.totals.transactions + t) * Columns.TX;
            columns.tx.putLong(at + Columns.TX_FEES_BEFORE, feesBefore[t]);
        }
    }

    private void addOutputs(Block block) throws CorruptDataException {
        for (int output = 0; output < block.outputs(); output++) {
            long row = columns.totals.outputs + output;
            columns.value.putLong(row * Long.BYTES, block.value[output]);
            columns.spender.putLong(row * Long.BYTES, isSpendable(block, output) ? 0 : Columns.UNSPENDABLE);
        }
    }

    private boolean isSpendable(Block block, int output) {
        boolean genesis = block.height == 0 && block.hash.equals(network.genesis());
        return !genesis && !ScriptKind.isUnspendable(block.bytes, block.script[output], block.scriptLength[output]);
    }

    private void spend(Block block, int transaction, int input) throws IOException {
        long row = prevoutRow[input];
        if (row < 0) {
            return;
        }
        if (columns.spender.getLong(row * Long.BYTES) != OutputId.UNSPENT) {
            throw missing(block, input, "spends an output that is spent or can never be");
        }
        long spender = coordinate(block.height, transaction) << 20 | input - block.firstInput[transaction];
        columns.spender.putLong(row * Long.BYTES, spender);
    }

    /// Takes the older namesakes' unspent outputs out of the world: nobody can name them any more.
    private void displace(Block block) throws CorruptDataException {
        for (int transaction : namesakes) {
            long coordinate = coordinate(block.height, transaction);
            long older = findTransaction(block.txids, transaction * Hash256.BYTES, coordinate);
            long end = firstOutputAfter(block, row(older));
            for (long row = columns.tx.getLong(row(older) * Columns.TX + Columns.TX_FIRST_OUTPUT); row < end; row++) {
                if (columns.spender.getLong(row * Long.BYTES) == OutputId.UNSPENT) {
                    columns.spender.putLong(row * Long.BYTES, coordinate << 20 | OutputId.TRANSACTION);
                    columns.totals.utxos--;
                    columns.totals.utxoSats -= columns.value.getLong(row * Long.BYTES);
                }
            }
        }
    }

    // ---- scripts

    /// Hands the scripts of the block's outputs and boundary outputs over, in chain order.
    private void addScripts(Block block) throws IOException {
        while (!scripts.hasRoom()) {
            takeScripts();
        }
        Totals totals = columns.totals;
        ScriptLinker.Batch batch = scripts.room();
        batch.blockRow = totals.blocks;
        batch.firstInput = totals.inputs;
        batch.outputsAfter = totals.outputs + block.outputs();
        batch.boundaryAfter = totals.boundary;
        for (int t = 0; t < block.transactions; t++) {
            addSpent(block, t, batch);
            for (int output = block.firstOutput[t]; output < block.firstOutput[t + 1]; output++) {
                long id = coordinate(block.height, t) << 20 | output - block.firstOutput[t];
                batch.addOutput(block, output, id, totals.outputs + output);
            }
        }
        scripts.submit(batch);
    }

    private void addSpent(Block block, int transaction, ScriptLinker.Batch batch) {
        for (int i = block.firstInput[transaction]; i < block.firstInput[transaction + 1]; i++) {
            if (prevoutRow[i] >= 0) {
                batch.addInput(prevoutRow[i]);
            } else if (block.spent != null && prevoutValue[i] >= 0) {
                batch.addInput(block.spent, i, prevoutId[i], ~prevoutRow[i]);
            } else {
                batch.addUnknownInput();
            }
        }
    }

    /// Waits until all scripts handed over have their numbers.
    void finish() throws IOException {
        while (!scripts.isIdle()) {
            takeScripts();
        }
    }

    /// Takes back the oldest batch and notes what it tells: the dictionary's size after its block, and the numbers of
    /// boundary outputs' scripts.
    private void takeScripts() throws IOException {
        ScriptLinker.Batch batch = scripts.take();
        for (int i = 0; i < batch.count; i++) {
            if (!batch.isOutput(i)) {
                columns.boundary.putInt(~batch.tail[i] * Columns.BOUNDARY + Columns.BOUNDARY_SCRIPT, batch.number[i]);
            }
        }
        columns.totals.scripts = batch.scripts;
        columns.totals.scriptBytes = batch.scriptBytes;
        columns.totals.writeScripts(columns.block, batch.blockRow * Columns.BLOCK + Columns.BLOCK_TOTALS);
        scripts.recycle(batch);
    }

    /// Ends the thread that numbers scripts; what it has not done is given up.
    @Override
    public void close() {
        scripts.close();
    }

    // ---- the block itself

    private void addBlock(Block block, Sums sums) throws CorruptDataException {
        Totals totals = columns.totals;
        totals.transactions += block.transactions;
        totals.inputs += block.inputs();
        totals.unresolved += sums.unresolved;
        totals.fees += sums.fees;
        totals.unclaimed += sums.unclaimed;
        for (int output = 0; output < block.outputs(); output++) {
            boolean spendable = isSpendable(block, output);
            totals.utxos += spendable ? 1 : 0;
            totals.utxoSats += spendable ? block.value[output] : 0;
        }
        for (int i = 0; i < block.inputs(); i++) {
            totals.utxos -= prevoutRow[i] < 0 ? 0 : 1;
            totals.utxoSats -= prevoutRow[i] < 0 ? 0 : prevoutValue[i];
        }
        totals.outputs += block.outputs();
        long at = (long) columns.totals.blocks * Columns.BLOCK;
        columns.block.putBytes(at, block.bytes, 0, Columns.BLOCK_HASH);
        columns.block.putBytes(at + Columns.BLOCK_HASH, block.hash.toBytes(), 0, Hash256.BYTES);
        columns.block.putLong(at + Columns.BLOCK_OFFSET, block.offset);
        columns.block.putInt(at + Columns.BLOCK_FILE, block.file);
        columns.block.putInt(at + Columns.BLOCK_SIZE, block.length);
        totals.write(columns.block, at + Columns.BLOCK_TOTALS);
        totals.blocks++;
    }

    /// Undoes what a refused block wrote where it does not simply count for nothing.
    private void takeBack(Block block, int spends, long boundaryBefore) throws CorruptDataException {
        for (int i = 0; i < spends; i++) {
            if (prevoutRow[i] >= 0) {
                columns.spender.putLong(prevoutRow[i] * Long.BYTES, OutputId.UNSPENT);
            }
        }
        for (int t = block.transactions - 1; t >= 0; t--) {
            columns.txids.remove(Bytes.getLong(block.txids, t * Hash256.BYTES), coordinate(block.height, t));
        }
        for (long number = columns.totals.boundary - 1; number >= boundaryBefore; number--) {
            columns.boundaries.remove(columns.boundaryHash(number), number);
        }
        columns.totals.boundary = boundaryBefore;
    }

    private InvalidBlockException missing(Block block, int input, String what) {
        return refuse(
                block,
                "bad-txns-inputs-missingorspent: it " + what + ", "
                        + Hash256.at(block.bytes, block.prevout[input]) + ":"
                        + Integer.toUnsignedString(block.prevoutVout(input)));
    }

    private static InvalidBlockException refuse(Block block, String reason) {
        return new InvalidBlockException(block.hash, place(block), reason);
    }
}
