package clayton.store;

import clayton.chain.Block;
import clayton.chain.Futures;
import clayton.chain.ScriptKind;
import clayton.chain.SpentOutputs;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// Numbers the scripts of linked blocks, notes them with the outputs and with the inputs that spend them, and chains
/// the outputs of one script, on a thread of its own: half of a load's work, which shares nothing with the other
/// half. [BlockLinker] copies a block's scripts into a [Batch] once the block is known to be sound and goes on with
/// the next block; it takes batches back in their order, with the numbers.
///
/// Until a batch is taken back this thread alone touches the dictionary, `input-scripts`, `output-scripts`,
/// `next-outputs`, `next-boundary` and `script-tails`.
final class ScriptLinker implements AutoCloseable {
    private static final int BATCHES = 3;

    private final Columns columns;
    private final ScriptDictionary scripts;
    private final ExecutorService thread = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().name("script-linker").daemon().factory());
    private final ArrayDeque<Batch> free = new ArrayDeque<>();
    private final ArrayDeque<Future<Batch>> inFlight = new ArrayDeque<>();

    /// Per entry of the batch at work: hash of its script, and the number that a script of this hash has, −1 if none
    /// has it yet.
    private long[] hash = new long[0];

    private long[] guess = new long[0];

    /// Sum of what warming passes read, so that the compiler leaves those reads in.
    @SuppressWarnings("UnusedVariable")
    private long warmth;

    ScriptLinker(Columns columns) {
        this.columns = columns;
        this.scripts = columns.scripts;
        for (int i = 0; i < BATCHES; i++) {
            free.add(new Batch());
        }
    }

    /// A batch to fill, if one is free.
    boolean hasRoom() {
        return !free.isEmpty();
    }

    Batch room() {
        return free.remove().clear();
    }

    void submit(Batch batch) {
        inFlight.add(thread.submit(() -> link(batch)));
    }

    boolean isIdle() {
        return inFlight.isEmpty();
    }

    /// Waits for the oldest batch; the caller gives it back by [#recycle]. What went wrong over there is thrown here.
    Batch take() throws IOException {
        return Futures.get(inFlight.remove());
    }

    void recycle(Batch batch) {
        free.add(batch);
    }

    /// Waits until the thread has ended; batches in flight are given up.
    @Override
    public void close() {
        thread.close();
    }

    private Batch link(Batch batch) throws IOException {
        reserve(batch);
        for (int i = 0; i < batch.count; i += BlockLinker.STRETCH) {
            int end = Math.min(i + BlockLinker.STRETCH, batch.count);
            warm(batch, i, end);
            link(batch, i, end);
        }
        addInputs(batch);
        batch.scripts = scripts.count;
        batch.scriptBytes = scripts.bytes;
        return batch;
    }

    private void link(Batch batch, int from, int to) throws IOException {
        for (int i = from; i < to; i++) {
            if (batch.isOutput(i)) {
                addOutput(batch, i);
            } else {
                batch.number[i] = add(batch, i);
            }
        }
    }

    private void reserve(Batch batch) throws IOException {
        columns.inputScript.reserve((batch.firstInput + batch.inputs) * Integer.BYTES);
        columns.outputScript.reserve(batch.outputsAfter * Integer.BYTES);
        columns.nextOutput.reserve(batch.outputsAfter * Long.BYTES);
        columns.nextBoundary.reserve(batch.boundaryAfter * Long.BYTES);
        columns.scriptTail.reserve((scripts.count + batch.count) * Long.BYTES);
        scripts.reserve(batch.count, batch.start[batch.count]);
        if (hash.length < batch.count) {
            hash = new long[2 * batch.count];
            guess = new long[2 * batch.count];
        }
    }

    /// Reads what it takes to recognize each script: its cell leads to its row, that to its bytes and its last
    /// output.
    private void warm(Batch batch, int from, int to) throws IOException {
        HashIndex index = scripts.index();
        for (int i = from; i < to; i++) {
            hash[i] = Bytes.hash(batch.bytes, batch.start[i], batch.length(i));
            warmth += index.warm(hash[i]);
        }
        for (int i = from; i < to; i++) {
            long slot = index.probe(hash[i], index.home(hash[i]));
            guess[i] = slot < 0 ? -1 : index.value(slot);
            if (slot >= 0) {
                warmth += scripts.start(guess[i]);
            }
        }
        for (int i = from; i < to; i++) {
            if (guess[i] >= 0) {
                warmth += columns.scriptTail.getLong(guess[i] * Long.BYTES);
                warmth += columns.scriptBytes.getByte(scripts.start(guess[i]));
            }
        }
    }

    private void addOutput(Batch batch, int entry) throws IOException {
        long row = batch.tail[entry] - 1;
        columns.nextOutput.putLong(row * Long.BYTES, 0);
        int number = batch.number[entry] == Columns.NO_SCRIPT ? Columns.NO_SCRIPT : add(batch, entry);
        columns.outputScript.putInt(row * Integer.BYTES, number);
    }

    /// Notes the scripts that the block spends, all of which have their numbers now.
    private void addInputs(Batch batch) throws IOException {
        for (int i = 0; i < batch.inputs; i++) {
            long spent = batch.spent[i];
            int number = spent >= 0 ? columns.outputScript.getInt(spent * Integer.BYTES) : batch.boundaryScript(spent);
            columns.inputScript.putInt((batch.firstInput + i) * Integer.BYTES, number);
        }
    }

    /// Gives the script's number, a new one if it is new, and makes the output the last in the script's chain.
    private int add(Batch batch, int i) throws IOException {
        int start = batch.start[i];
        long slot = scripts.slot(batch.bytes, start, batch.length(i), hash[i]);
        long number;
        if (slot >= 0) {
            number = scripts.index().value(slot);
            columns.link(columns.scriptTail.getLong(number * Long.BYTES), batch.id[i]);
        } else {
            number = scripts.add(batch.bytes, start, batch.length(i), hash[i], slot, batch.id[i]);
        }
        columns.scriptTail.putLong(number * Long.BYTES, batch.tail[i]);
        return (int) number;
    }

    /// The scripts of one block's outputs and boundary outputs, in chain order, and what its inputs spend.
    static final class Batch {
        private static final long UNKNOWN = Long.MIN_VALUE;

        /// Row of the block in `blocks`.
        long blockRow;

        /// Rows of outputs and boundary outputs there are when the block is in.
        long outputsAfter;

        long boundaryAfter;

        /// Row of the block's first input, how many there are, and for each the row of the output it spends, −1 − the
        /// entry of the boundary output here, or `UNKNOWN`.
        long firstInput;

        int inputs;
        private long[] spent = new long[0];

        int count;

        /// Id of the entry's output, and how `script-tails` names it: row plus one, or −1 − number of a boundary
        /// output.
        long[] id = new long[0];

        long[] tail = new long[0];

        /// Number of the entry's script; before it has one, whether it is to get one: `NO_SCRIPT` if not.
        int[] number = new int[0];

        /// Size of the dictionary when the block is in.
        long scripts;

        long scriptBytes;

        private byte[] bytes = new byte[0];
        private int[] start = new int[1];

        private Batch clear() {
            count = 0;
            inputs = 0;
            return this;
        }

        boolean isOutput(int entry) {
            return tail[entry] > 0;
        }

        /// Adds an output of the block; those with OP_RETURN get no number.
        void addOutput(Block block, int output, long outputId, long row) {
            int from = block.script[output];
            int length = block.scriptLength[output];
            boolean unnumbered = ScriptKind.isOpReturn(block.bytes, from, length);
            add(outputId, row + 1, unnumbered ? Columns.NO_SCRIPT : 0, block.bytes, from, unnumbered ? 0 : length);
        }

        /// Adds an input that spends an output of the range.
        void addInput(long row) {
            if (inputs == spent.length) {
                spent = Arrays.copyOf(spent, Math.max(1024, 2 * inputs));
            }
            spent[inputs++] = row;
        }

        /// Adds an input that spends a boundary output of which undo data tells.
        void addInput(SpentOutputs undo, int input, long outputId, long boundaryNumber) {
            addInput(~count);
            int from = undo.scriptStart[input];
            add(outputId, ~boundaryNumber, 0, undo.scripts, from, undo.scriptStart[input + 1] - from);
        }

        /// Adds an input that spends what nothing is known of.
        void addUnknownInput() {
            addInput(UNKNOWN);
        }

        private int boundaryScript(long spentEntry) {
            return spentEntry == UNKNOWN ? Columns.NO_SCRIPT : number[(int) ~spentEntry];
        }

        private void add(long outputId, long tailName, int numbered, byte[] source, int from, int length) {
            int begin = start[count];
            if (count == id.length) {
                int size = Math.max(1024, 2 * count);
                id = Arrays.copyOf(id, size);
                tail = Arrays.copyOf(tail, size);
                number = Arrays.copyOf(number, size);
                start = Arrays.copyOf(start, size + 1);
            }
            if (begin + length > bytes.length) {
                bytes = Arrays.copyOf(bytes, 2 * (begin + length));
            }
            id[count] = outputId;
            tail[count] = tailName;
            number[count] = numbered;
            System.arraycopy(source, from, bytes, begin, length);
            start[++count] = begin + length;
        }

        private int length(int entry) {
            return start[entry + 1] - start[entry];
        }
    }
}
