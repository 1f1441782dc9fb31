package clayton.store;

import clayton.chain.CorruptDataException;
import clayton.chain.Futures;
import clayton.chain.Hash256;
import clayton.chain.OutputId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;

/// All columns of one ledger and the way around in them. `docs/file-format.md` describes every file.
///
/// Columns are of two kinds. Rows of the first are written once, at the end. Cells of the second (spenders, links,
/// index cells) are pointers: null until something is written that they point to. So one rule tells after any crash
/// what counts: *a pointer past the commit point is null*.
final class Columns implements AutoCloseable {
    /// `blocks`: header, hash, offset and number of the blk file, size, totals.
    static final int BLOCK = 216;

    static final int BLOCK_HASH = 80;
    static final int BLOCK_OFFSET = 112;
    static final int BLOCK_FILE = 120;
    static final int BLOCK_SIZE = 124;
    static final int BLOCK_TOTALS = 128;

    /// `transactions`: txid, first output, first input, offset in the block, length, fees of the block before it.
    static final int TX = 64;

    static final int TX_FIRST_OUTPUT = 32;
    static final int TX_FIRST_INPUT = 40;
    static final int TX_OFFSET = 48;
    static final int TX_LENGTH = 52;
    static final int TX_FEES_BEFORE = 56;

    /// `fingerprints`: version, lock time, lowest sequence number of the inputs, weight.
    static final int FINGERPRINT = 16;

    static final int FINGERPRINT_LOCK_TIME = 4;
    static final int FINGERPRINT_SEQUENCE = 8;
    static final int FINGERPRINT_WEIGHT = 12;

    /// `inputs`: prevout id, its value.
    static final int INPUT = 16;

    static final int INPUT_VALUE = 8;

    /// `boundary`: txid, vout, height and coinbase flag (as in undo data, or −1), value, spender, script number.
    static final int BOUNDARY = 64;

    static final int BOUNDARY_VOUT = 32;
    static final int BOUNDARY_ORIGIN = 36;
    static final int BOUNDARY_VALUE = 40;
    static final int BOUNDARY_SPENDER = 48;
    static final int BOUNDARY_SCRIPT = 56;

    /// `scripts`: id of the first output, where the bytes begin in `script-bytes`.
    static final int SCRIPT = 16;

    static final int SCRIPT_START = 8;

    /// In `spenders`: nobody ever can.
    static final long UNSPENDABLE = -1;

    /// In `input-scripts`, `output-scripts` and `boundary`: not in the dictionary (OP_RETURN, unknown).
    static final int NO_SCRIPT = -1;

    private static final int SEALERS = 2;

    private static final List<String> INDEXES = List.of("txid-index", ScriptDictionary.INDEX, "boundary-index");

    final Path folder;
    final int from;
    Totals totals = new Totals();

    final Column block;
    final Column tx;
    final Column fingerprint;
    final Column input;
    final Column inputScript;
    final Column value;
    final Column outputScript;
    final Column spender;
    final Column nextOutput;
    final Column boundary;
    final Column nextBoundary;
    final Column script;
    final Column scriptBytes;
    final Column scriptKind;
    final Column scriptTail;

    final ScriptDictionary scripts;

    HashIndex txids;
    HashIndex boundaries;

    private final Map<ColumnKind, Column> open = new EnumMap<>(ColumnKind.class);
    private Consumer<LoadStep> observer = step -> {};

    private Columns(Path folder, int from, Opener opener, IndexOpener indexOpener) throws IOException {
        this.folder = folder;
        this.from = from;
        try {
            for (ColumnKind kind : ColumnKind.values()) {
                open.put(kind, opener.open(folder.resolve(kind.file()), kind.file()));
            }
            block = column(ColumnKind.BLOCKS);
            tx = column(ColumnKind.TRANSACTIONS);
            fingerprint = column(ColumnKind.FINGERPRINTS);
            input = column(ColumnKind.INPUTS);
            inputScript = column(ColumnKind.INPUT_SCRIPTS);
            value = column(ColumnKind.VALUES);
            outputScript = column(ColumnKind.OUTPUT_SCRIPTS);
            spender = column(ColumnKind.SPENDERS);
            nextOutput = column(ColumnKind.NEXT_OUTPUTS);
            boundary = column(ColumnKind.BOUNDARY);
            nextBoundary = column(ColumnKind.NEXT_BOUNDARY);
            script = column(ColumnKind.SCRIPTS);
            scriptBytes = column(ColumnKind.SCRIPT_BYTES);
            scriptKind = column(ColumnKind.SCRIPT_KINDS);
            scriptTail = column(ColumnKind.SCRIPT_TAILS);
            txids = indexOpener.open(INDEXES.get(0));
            scripts = new ScriptDictionary(folder, script, scriptBytes, scriptKind, indexOpener.open(INDEXES.get(1)));
            boundaries = indexOpener.open(INDEXES.get(2));
        } catch (IOException | RuntimeException e) {
            for (Column column : open.values()) {
                column.close();
            }
            throw e;
        }
    }

    static Columns create(Path folder, int from) throws IOException {
        return new Columns(folder, from, Column::create, name -> HashIndex.create(folder, name, HashIndex.bits(0)));
    }

    static Columns open(Path folder, Commit commit, boolean writable) throws IOException {
        Path file = folder.resolve(Commit.FILE);
        Columns columns = new Columns(
                folder,
                commit.from(),
                (path, name) -> Column.open(path, name, commit.sums(file, name), writable),
                name -> HashIndex.open(folder, name, commit, writable));
        try {
            columns.goTo(commit.blocks());
            if (commit.loading()) {
                columns.mask();
            }
            return columns;
        } catch (IOException | RuntimeException e) {
            columns.close();
            throw e;
        }
    }

    /// Tells an observer of the columns' own steps from now on.
    void observe(Consumer<LoadStep> newObserver) {
        observer = newObserver;
        all().forEach(column -> column.whenGrown(() -> newObserver.accept(LoadStep.COLUMN_GROWN)));
    }

    /// Whether a file in a ledger's folder is one that columns live in.
    static boolean isColumn(String file) {
        return Arrays.stream(ColumnKind.values()).anyMatch(kind -> kind.file().equals(file))
                || INDEXES.stream().anyMatch(index -> file.startsWith(index + "-"));
    }

    /// Deletes the columns that no commit names.
    static void deleteAllBut(Path folder, Collection<String> kept) throws IOException {
        Set<String> names = new HashSet<>(kept);
        List<Path> gone = new ArrayList<>();
        try (var files = Files.newDirectoryStream(folder)) {
            for (Path file : files) {
                String name = file.getFileName().toString();
                if (isColumn(name) && !names.contains(name)) {
                    gone.add(file);
                }
            }
        }
        for (Path file : gone) {
            Files.delete(file);
        }
    }

    /// Makes this many blocks count: later ones are as if never written.
    void goTo(int blocks) throws CorruptDataException {
        totals = blocks == 0 ? new Totals() : totalsAfter(from + blocks - 1);
        scripts.count = totals.scripts;
        scripts.bytes = totals.scriptBytes;
    }

    int to() {
        return from + totals.blocks - 1;
    }

    boolean isLoaded(int height) {
        return height >= from && height - from < totals.blocks;
    }

    /// Totals before a loaded block, or the one after the last.
    long transactionsBefore(int height) throws CorruptDataException {
        return height == from ? 0 : block.getLong((long) (height - from - 1) * BLOCK + BLOCK_TOTALS);
    }

    Totals totalsBefore(int height) throws CorruptDataException {
        return height == from ? new Totals() : totalsAfter(height - 1);
    }

    Totals totalsAfter(int height) throws CorruptDataException {
        Totals after = Totals.read(block, (long) (height - from) * BLOCK + BLOCK_TOTALS);
        after.blocks = height - from + 1;
        return after;
    }

    /// Row of a loaded transaction.
    long txRow(long id) throws CorruptDataException {
        int height = OutputId.height(id);
        if (id >= 0 && isLoaded(height)) {
            long row = transactionsBefore(height) + OutputId.index(id);
            if (row < transactionsBefore(height + 1)) {
                return row;
            }
        }
        throw notLoaded(id);
    }

    /// Row of a loaded output.
    long outputRow(long id) throws CorruptDataException {
        long txRow = txRow(id);
        long row = firstOutput(txRow) + OutputId.vout(id);
        if (row >= firstOutput(txRow + 1)) {
            throw notLoaded(id);
        }
        return row;
    }

    /// First output of a transaction's row, or of the row after the last.
    long firstOutput(long txRow) throws CorruptDataException {
        return txRow == totals.transactions ? totals.outputs : tx.getLong(txRow * TX + TX_FIRST_OUTPUT);
    }

    long firstInput(long txRow) throws CorruptDataException {
        return txRow == totals.transactions ? totals.inputs : tx.getLong(txRow * TX + TX_FIRST_INPUT);
    }

    /// A spender as it counts: null if it points past the commit point.
    long liveSpender(long pointer) {
        return pointer == UNSPENDABLE || OutputId.height(pointer) - from < totals.blocks ? pointer : 0;
    }

    /// A link to the next output of a script as it counts.
    long liveLink(long pointer) {
        boolean live = pointer < 0
                ? OutputId.boundaryNumber(pointer) < totals.boundary
                : OutputId.height(pointer) - from < totals.blocks;
        return live ? pointer : 0;
    }

    /// Hash of an outpoint for the boundary index.
    static long boundaryHash(byte[] txid, int offset, int vout) {
        return Bytes.getLong(txid, offset) + vout * 0x9e3779b97f4a7c15L;
    }

    long boundaryHash(long number) throws CorruptDataException {
        long at = number * BOUNDARY;
        return boundary.getLong(at) + boundary.getInt(at + BOUNDARY_VOUT) * 0x9e3779b97f4a7c15L;
    }

    /// Finds a boundary output's number, −1 if no input in the range spends that outpoint.
    long findBoundary(byte[] txid, int offset, int vout) throws CorruptDataException {
        long hash = boundaryHash(txid, offset, vout);
        for (long slot = boundaries.probe(hash, boundaries.home(hash));
                slot >= 0;
                slot = boundaries.probe(hash, boundaries.after(slot))) {
            long number = boundaries.value(slot);
            long at = number * BOUNDARY;
            if (number < totals.boundary
                    && boundary.getInt(at + BOUNDARY_VOUT) == vout
                    && boundary.equals(at, txid, offset, Hash256.BYTES)) {
                return number;
            }
        }
        return -1;
    }

    /// Makes `id` the successor of the output that `tail` names (as `script-tails` does).
    void link(long tail, long id) throws CorruptDataException {
        if (tail > 0) {
            nextOutput.putLong((tail - 1) * Long.BYTES, id);
        } else {
            nextBoundary.putLong(~tail * Long.BYTES, id);
        }
    }

    /// The output after this one in its script's chain, 0 if it is the last.
    long next(long id) throws CorruptDataException {
        long link = id < 0
                ? nextBoundary.getLong((long) OutputId.boundaryNumber(id) * Long.BYTES)
                : nextOutput.getLong(outputRow(id) * Long.BYTES);
        return liveLink(link);
    }

    /// Gives the txid index the size it must have for so many entries; the loader calls this before it adds the
    /// next.
    void fitTxids(long entries) throws IOException {
        if (txids.bits() != HashIndex.bits(entries)) {
            txids.close();
            txids = HashIndex.create(folder, INDEXES.get(0), HashIndex.bits(entries));
            HashIndex.Filling filling = txids.new Filling();
            for (int height = from; height <= to(); height++) {
                long first = transactionsBefore(height);
                long end = transactionsBefore(height + 1);
                for (long row = first; row < end; row++) {
                    filling.add(tx.getLong(row * TX), (long) height << 19 | row - first);
                }
            }
            filling.finish();
            observer.accept(LoadStep.INDEX_MADE);
        }
    }

    void fitBoundaries(long entries) throws IOException {
        if (boundaries.bits() != HashIndex.bits(entries)) {
            boundaries.close();
            boundaries = HashIndex.create(folder, INDEXES.get(2), HashIndex.bits(entries));
            HashIndex.Filling filling = boundaries.new Filling();
            for (long number = 0; number < totals.boundary; number++) {
                filling.add(boundaryHash(number), number);
            }
            filling.finish();
            observer.accept(LoadStep.INDEX_MADE);
        }
    }

    /// Brings the columns to what the commit says, from any state a crash can leave them in.
    void recover() throws IOException {
        sweep();
        fitTxids(totals.transactions);
        scripts.fit(totals.scripts);
        fitBoundaries(totals.boundary);
        rebuildTails();
        observer.accept(LoadStep.TAILS_REBUILT);
    }

    /// Of a script's outputs the one without a successor is the last.
    private void rebuildTails() throws CorruptDataException {
        scriptTail.rewriteAll();
        for (long row = 0; row < totals.outputs; row++) {
            int number = outputScript.getInt(row * Integer.BYTES);
            if (number != NO_SCRIPT && nextOutput.getLong(row * Long.BYTES) == 0) {
                scriptTail.putLong((long) number * Long.BYTES, row + 1);
            }
        }
        for (long row = 0; row < totals.boundary; row++) {
            int number = boundary.getInt(row * BOUNDARY + BOUNDARY_SCRIPT);
            if (number != NO_SCRIPT && nextBoundary.getLong(row * Long.BYTES) == 0) {
                scriptTail.putLong((long) number * Long.BYTES, ~row);
            }
        }
    }

    /// Says for every pointer column what counts as null now; they must have been looked at before if they are not
    /// as the commit has them. `script-tails` is not among them: its cells move on, so what they were at the commit
    /// is lost, and they are made anew.
    void mask() {
        spender.mask(this::liveSpender);
        nextOutput.mask(this::liveLink);
        nextBoundary.mask(this::liveLink);
        txids.mask((long) (from + totals.blocks) << 19);
        scripts.index().mask(totals.scripts);
        boundaries.mask(totals.boundary);
    }

    /// Nulls every pointer past the commit point and cuts the files to what counts.
    private void sweep() throws IOException {
        for (Column column : all()) {
            column.sweep();
            observer.accept(LoadStep.COLUMN_SWEPT);
        }
    }

    void trim() throws IOException {
        for (Column column : all()) {
            column.trim();
            observer.accept(LoadStep.COLUMN_TRIMMED);
        }
    }

    /// Writes everything to disk, several columns at a time; what to put in the commit.
    SortedMap<String, ColumnSums> seal() throws IOException {
        try (ExecutorService threads = Executors.newFixedThreadPool(SEALERS)) {
            SortedMap<String, Future<ColumnSums>> seals = new TreeMap<>();
            for (ColumnKind kind : ColumnKind.values()) {
                seals.put(kind.file(), threads.submit(() -> sealed(column(kind).seal(kind.bytes(totals)))));
            }
            for (HashIndex index : List.of(txids, scripts.index(), boundaries)) {
                seals.put(index.column(), threads.submit(() -> sealed(index.seal())));
            }
            SortedMap<String, ColumnSums> sums = new TreeMap<>();
            for (var seal : seals.entrySet()) {
                sums.put(seal.getKey(), Futures.get(seal.getValue()));
            }
            return sums;
        }
    }

    private ColumnSums sealed(ColumnSums sums) {
        observer.accept(LoadStep.COLUMN_SEALED);
        return sums;
    }

    List<Column> all() {
        List<Column> all = new ArrayList<>(open.values());
        all.addAll(List.of(txids.cells(), scripts.index().cells(), boundaries.cells()));
        return all;
    }

    @Override
    public void close() throws IOException {
        for (Column column : all()) {
            column.close();
        }
    }

    private Column column(ColumnKind kind) {
        return Objects.requireNonNull(open.get(kind));
    }

    private IllegalArgumentException notLoaded(long id) {
        String what = OutputId.isBoundary(id) ? "boundary output " + OutputId.boundaryNumber(id) : OutputId.text(id);
        return new IllegalArgumentException(
                what + " is not in this ledger, which holds heights " + from + " to " + to());
    }

    private interface Opener {
        Column open(Path file, String name) throws IOException;
    }

    private interface IndexOpener {
        HashIndex open(String name) throws IOException;
    }
}
