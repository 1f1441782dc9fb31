package clayton.store;

import clayton.chain.BlockSweep;
import clayton.chain.BlockView;
import clayton.chain.CorruptDataException;
import clayton.chain.Hash256;
import clayton.chain.Network;
import clayton.chain.OutPoint;
import clayton.chain.Output;
import clayton.chain.OutputId;
import clayton.chain.Progress;
import clayton.chain.ScriptKind;
import clayton.chain.TransactionView;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.LongStream;

/// A ledger opened for reading: the block range as its last commit has it, even while a loader is at work on the
/// folder (until that loader rewinds). Several threads may read at once.
public final class Ledger implements StoredGraph {
    /// The version of its files that this program reads and writes.
    public static final int FORMAT = ColumnHeader.VERSION;

    /// Ends a script's chain of outputs; no id has it.
    private static final long NO_MORE = Long.MIN_VALUE;

    private final Path folder;
    private final Commit commit;
    private final Columns columns;

    private Ledger(Path folder, Commit commit, Columns columns) {
        this.folder = folder;
        this.commit = commit;
        this.columns = columns;
    }

    /// Throws `NoSuchFileException` if no ledger is there, [CorruptDataException] if a file is not what it should
    /// be.
    public static Ledger open(Path folder) throws IOException {
        Commit commit = Commit.read(folder);
        return new Ledger(folder, commit, Columns.open(folder, commit, false));
    }

    public Path folder() {
        return folder;
    }

    /// Where the blocks came from.
    public Path blocksFolder() {
        return commit.blocksFolder();
    }

    /// Whether a load was begun and has not ended: it runs now, or was broken off and can be resumed.
    public boolean isLoading() {
        return commit.loading();
    }

    @Override
    public LedgerInfo info() throws IOException {
        Totals totals = columns.totals;
        return new LedgerInfo(
                network(),
                from(),
                to(),
                columns.totals.blocks == 0 ? new Hash256(0, 0, 0, 0) : blockHash(to()),
                columns.totals.blocks,
                commit.stale(),
                totals.transactions,
                totals.inputs + columns.totals.blocks,
                totals.outputs,
                totals.fees,
                totals.unclaimed,
                totals.utxos,
                totals.utxoSats,
                totals.boundary - totals.unresolved,
                totals.unresolved,
                totals.scripts);
    }

    /// Takes time in proportion to all outputs and 8 bytes of heap per transaction that has an unspent one.
    @Override
    public String utxoSha256(Progress progress) throws IOException {
        return new UtxoDigest(columns).compute(progress);
    }

    /// Compares every file with its checksums; one sentence for each that is damaged.
    public List<String> damages(Progress progress) throws IOException {
        List<String> damages = new ArrayList<>();
        List<Column> all = columns.all();
        if (isLoading()) {
            all.remove(columns.scriptTail);
        }
        for (int i = 0; i < all.size() && progress.goOn("checking", i, all.size()); i++) {
            try {
                all.get(i).checkAll();
            } catch (CorruptDataException e) {
                damages.add(e.getMessage());
            }
        }
        return damages.stream().sorted().toList();
    }

    @Override
    public Network network() {
        return commit.network();
    }

    @Override
    public int from() {
        return columns.from;
    }

    @Override
    public int to() {
        return columns.to();
    }

    @Override
    public void read(long transaction, TransactionView view) throws IOException {
        long row = columns.txRow(transaction);
        long firstOutput = columns.firstOutput(row);
        long firstInput = columns.firstInput(row);
        int outputs = (int) (columns.firstOutput(row + 1) - firstOutput);
        int inputs = (int) (columns.firstInput(row + 1) - firstInput);
        view.id = OutputId.transaction(transaction);
        view.resize(inputs, outputs);
        long out = readOutputs(firstOutput, view);
        long in = readInputs(firstInput, view);
        if (view.isCoinbase()) {
            readCoinbase(OutputId.height(transaction), view);
        } else {
            view.subsidy = 0;
            view.blockFees = 0;
            view.feesBefore = columns.tx.getLong(row * Columns.TX + Columns.TX_FEES_BEFORE);
            view.fee = view.unresolved ? 0 : in - out;
        }
    }

    /// Answers their sum.
    private long readOutputs(long first, TransactionView view) throws CorruptDataException {
        columns.value.check(first * Long.BYTES, view.outputs, Long.BYTES);
        columns.spender.check(first * Long.BYTES, view.outputs, Long.BYTES);
        long sum = 0;
        for (int i = 0; i < view.outputs; i++) {
            long at = (first + i) * Long.BYTES;
            long value = columns.value.checkedLong(at);
            long spender = columns.liveSpender(columns.spender.checkedLong(at));
            view.values[i] = value;
            view.unspendable[i] = spender == Columns.UNSPENDABLE;
            view.spenders[i] = spender == Columns.UNSPENDABLE ? OutputId.UNSPENT : spender;
            sum += value;
        }
        return sum;
    }

    /// Answers their sum, which means nothing if it is unresolved.
    private long readInputs(long first, TransactionView view) throws CorruptDataException {
        columns.input.check(first * Columns.INPUT, view.inputs, Columns.INPUT);
        boolean unresolved = false;
        long sum = 0;
        for (int i = 0; i < view.inputs; i++) {
            long at = (first + i) * Columns.INPUT;
            long value = columns.input.checkedLong(at + Columns.INPUT_VALUE);
            view.prevouts[i] = columns.input.checkedLong(at);
            view.inputValues[i] = value;
            unresolved |= value < 0;
            sum += value;
        }
        view.unresolved = unresolved;
        return sum;
    }

    private void readCoinbase(int height, TransactionView view) throws CorruptDataException {
        Totals before = columns.totalsBefore(height);
        Totals after = columns.totalsAfter(height);
        view.unresolved = after.unresolved > before.unresolved;
        view.subsidy = network().subsidy(height);
        view.blockFees = after.fees - before.fees;
        view.feesBefore = 0;
        view.fee = after.unclaimed - before.unclaimed;
    }

    @Override
    public void fees(int height, long[] fees) throws IOException {
        int count = transactionsIn(height);
        long row = columns.transactionsBefore(height);
        columns.tx.check(row * Columns.TX, count, Columns.TX);
        long after = columns.totalsAfter(height).fees - columns.totalsBefore(height).fees;
        for (int index = count - 1; index >= 0; index--) {
            long before = columns.tx.checkedLong((row + index) * Columns.TX + Columns.TX_FEES_BEFORE);
            fees[index] = after - before;
            after = before;
        }
    }

    @Override
    public void read(long first, int count, BlockView view) throws IOException {
        new LedgerSweep(columns).read(first, count, view);
    }

    @Override
    public boolean isConcurrent() {
        return true;
    }

    @Override
    public BlockSweep sweep() {
        return new ReadAhead(() -> new LedgerSweep(columns), to());
    }

    @Override
    public BlockSweep sweep(BlockSweep.Step step) {
        return new ReadAhead(() -> new LedgerSweep(columns).with(step), to());
    }

    @Override
    public int scripts(int height) throws IOException {
        checkLoaded(height);
        return Math.toIntExact(columns.totalsAfter(height).scripts);
    }

    @Override
    public OptionalInt scriptNumber(byte[] script) throws IOException {
        long number = columns.scripts.find(script, 0, script.length);
        return number < 0 ? OptionalInt.empty() : OptionalInt.of((int) number);
    }

    @Override
    public byte[] script(int number) throws IOException {
        checkScript(number);
        return columns.scripts.get(number);
    }

    @Override
    public ScriptKind scriptKind(int number) throws IOException {
        checkScript(number);
        return columns.scripts.kind(number);
    }

    private void checkScript(int number) {
        if (number < 0 || number >= columns.totals.scripts) {
            throw new IllegalArgumentException(
                    "there is no script " + number + " in this ledger, which holds " + columns.totals.scripts);
        }
    }

    @Override
    public long[] transactions(Hash256 txid) throws IOException {
        byte[] bytes = txid.toBytes();
        long hash = Bytes.getLong(bytes, 0);
        HashIndex txids = columns.txids;
        LongStream.Builder found = LongStream.builder();
        for (long slot = txids.probe(hash, txids.home(hash)); slot >= 0; slot = txids.probe(hash, txids.after(slot))) {
            long id = txids.value(slot) << 20 | OutputId.TRANSACTION;
            if (columns.isLoaded(OutputId.height(id)) && txid(id).equals(txid)) {
                found.add(id);
            }
        }
        return found.build().sorted().toArray();
    }

    @Override
    public long[] outputs(OutPoint outPoint) throws IOException {
        byte[] txid = outPoint.txid().toBytes();
        LongStream.Builder found = LongStream.builder();
        long boundary = columns.findBoundary(txid, 0, outPoint.vout());
        if (boundary >= 0) {
            found.add(OutputId.boundary((int) boundary));
        }
        for (long id : transactions(outPoint.txid())) {
            long row = columns.txRow(id);
            long outputs = columns.firstOutput(row + 1) - columns.firstOutput(row);
            if (Integer.toUnsignedLong(outPoint.vout()) < outputs) {
                found.add(OutputId.withVout(id, outPoint.vout()));
            }
        }
        return found.build().toArray();
    }

    @Override
    public Output output(long id) throws IOException {
        if (OutputId.isBoundary(id)) {
            return boundary(id);
        }
        long row = columns.outputRow(id);
        long spender = columns.liveSpender(columns.spender.getLong(row * Long.BYTES));
        boolean unspendable = spender == Columns.UNSPENDABLE;
        return new Output(
                id,
                new OutPoint(txid(id), OutputId.vout(id)),
                OutputId.height(id),
                OutputId.isCoinbase(id),
                columns.value.getLong(row * Long.BYTES),
                unspendable,
                unspendable ? OutputId.UNSPENT : spender,
                scriptIfKnown(columns.outputScript.getInt(row * Integer.BYTES)));
    }

    private Output boundary(long id) throws IOException {
        long number = OutputId.boundaryNumber(id);
        if (number >= columns.totals.boundary) {
            throw new IllegalArgumentException("there is no boundary output " + number + " in this ledger");
        }
        long at = number * Columns.BOUNDARY;
        byte[] txid = new byte[Hash256.BYTES];
        columns.boundary.getBytes(at, txid, 0, txid.length);
        int origin = columns.boundary.getInt(at + Columns.BOUNDARY_ORIGIN);
        return new Output(
                id,
                new OutPoint(Hash256.at(txid, 0), columns.boundary.getInt(at + Columns.BOUNDARY_VOUT)),
                origin >> 1,
                origin > 0 && (origin & 1) == 1,
                columns.boundary.getLong(at + Columns.BOUNDARY_VALUE),
                false,
                columns.boundary.getLong(at + Columns.BOUNDARY_SPENDER),
                scriptIfKnown(columns.boundary.getInt(at + Columns.BOUNDARY_SCRIPT)));
    }

    private Optional<byte[]> scriptIfKnown(int number) throws CorruptDataException {
        return number == Columns.NO_SCRIPT ? Optional.empty() : Optional.of(columns.scripts.get(number));
    }

    @Override
    public LongStream outputs(byte[] script) throws IOException {
        long number = columns.scripts.find(script, 0, script.length);
        if (number < 0) {
            return LongStream.empty();
        }
        return LongStream.iterate(columns.scripts.firstOutput(number), id -> id != NO_MORE, this::next);
    }

    private long next(long id) {
        try {
            long next = columns.next(id);
            return next == 0 ? NO_MORE : next;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Hash256 txid(long transaction) throws IOException {
        byte[] txid = new byte[Hash256.BYTES];
        columns.tx.getBytes(columns.txRow(transaction) * Columns.TX, txid, 0, txid.length);
        return Hash256.at(txid, 0);
    }

    @Override
    public byte[] header(int height) throws IOException {
        return blockBytes(height, 0, Columns.BLOCK_HASH);
    }

    @Override
    public Hash256 blockHash(int height) throws IOException {
        return Hash256.at(blockBytes(height, Columns.BLOCK_HASH, Hash256.BYTES), 0);
    }

    private void checkLoaded(int height) {
        if (!columns.isLoaded(height)) {
            throw new IllegalArgumentException(
                    "block " + height + " is not in this ledger, which holds heights " + from() + " to " + to());
        }
    }

    private byte[] blockBytes(int height, int at, int length) throws IOException {
        checkLoaded(height);
        byte[] bytes = new byte[length];
        columns.block.getBytes((long) (height - from()) * Columns.BLOCK + at, bytes, 0, length);
        return bytes;
    }

    /// Transactions of a loaded block, the coinbase among them.
    @Override
    public int transactionsIn(int height) throws IOException {
        checkLoaded(height);
        return (int) (columns.transactionsBefore(height + 1) - columns.transactionsBefore(height));
    }

    public RawPlace place(long transaction) throws IOException {
        long tx = columns.txRow(transaction) * Columns.TX;
        long block = (long) (OutputId.height(transaction) - from()) * Columns.BLOCK;
        return new RawPlace(
                columns.block.getInt(block + Columns.BLOCK_FILE),
                columns.block.getLong(block + Columns.BLOCK_OFFSET) + columns.tx.getInt(tx + Columns.TX_OFFSET),
                columns.tx.getInt(tx + Columns.TX_LENGTH));
    }

    @Override
    public void close() throws IOException {
        columns.close();
    }
}
