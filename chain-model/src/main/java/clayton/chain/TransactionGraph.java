package clayton.chain;

import java.io.IOException;
import java.util.OptionalInt;
import java.util.stream.LongStream;

/// A loaded block range, read by coordinates ([OutputId]). Every engine runs over this port, whatever lies behind
/// it. Not safe for concurrent use unless an adapter says so.
public interface TransactionGraph extends AutoCloseable {
    /// Value of an input or output that cannot be known (no undo data).
    long UNKNOWN = -1;

    Network network();

    /// First and last loaded height.
    int from();

    int to();

    /// How many transactions [#prefetch] wants to be told of at a time; 0, as where reading costs no way, if it
    /// need not be called.
    default int prefetchSize() {
        return 0;
    }

    /// Whether several threads may read at once.
    default boolean isConcurrent() {
        return false;
    }

    /// Says that the transactions with these coordinates (the first `count`) will be read soon.
    default void prefetch(long[] transactions, int count) throws IOException {}

    /// Fills `view` with the transaction at this coordinate; any vout is accepted. Throws
    /// `IllegalArgumentException` if it is not loaded.
    void read(long transaction, TransactionView view) throws IOException;

    /// Fills `view` with `count` transactions of one block, from this coordinate on; any vout is accepted. Throws
    /// `IllegalArgumentException` if they are not all loaded.
    void read(long first, int count, BlockView view) throws IOException;

    /// A reader for whoever goes over many blocks in order of height; it may remember what makes the next block quick
    /// to read. Not safe for concurrent use.
    default BlockSweep sweep() {
        return (height, view) -> read(OutputId.of(height, 0, OutputId.TRANSACTION), transactionsIn(height), view);
    }

    /// The same, with a step taken on every block: by a graph that can, ahead of the caller and on other threads, on
    /// several blocks at once.
    default BlockSweep sweep(BlockSweep.Step step) {
        return sweep().with(step);
    }

    /// Number of transactions in a block, the coinbase among them. Throws `IllegalArgumentException` if it is not
    /// loaded.
    int transactionsIn(int height) throws IOException;

    /// Sets the first numbers of `fees`, which has room for as many as the block has transactions, to their fees; 0 for
    /// the coinbase and for unresolved ones. Throws `IllegalArgumentException` if the block is not loaded.
    default void fees(int height, long[] fees) throws IOException {
        int count = transactionsIn(height);
        TransactionView view = new TransactionView();
        fees[0] = 0;
        for (int index = 1; index < count; index++) {
            read(OutputId.of(height, index, OutputId.TRANSACTION), view);
            fees[index] = view.fee;
        }
    }

    /// Coordinates of all transactions with this txid, in chain order: none, one, or two (BIP 30).
    long[] transactions(Hash256 txid) throws IOException;

    /// Ids of all outputs with this name, in chain order; a boundary output's comes first.
    long[] outputs(OutPoint outPoint) throws IOException;

    /// All that is known of one output. Throws `IllegalArgumentException` if it is not loaded.
    Output output(long id) throws IOException;

    /// Outputs with this scriptPubKey in order of their creation, boundary outputs where they were first spent.
    /// None for OP_RETURN.
    LongStream outputs(byte[] script) throws IOException;

    /// How many scriptPubKeys there are up to and including this block. They are numbered from 0 in order of their
    /// first output, in chain order, boundary outputs where they were first spent; none begins with OP_RETURN. So
    /// the number of a script depends on nothing but the loaded blocks. Throws `IllegalArgumentException` if the
    /// block is not loaded.
    int scripts(int height) throws IOException;

    /// The number of a scriptPubKey, if an output has it.
    OptionalInt scriptNumber(byte[] script) throws IOException;

    /// The scriptPubKey with this number. Throws `IllegalArgumentException` if none has it.
    byte[] script(int number) throws IOException;

    /// The form of the script with this number. Throws `IllegalArgumentException` if none has it.
    default ScriptKind scriptKind(int number) throws IOException {
        return ScriptKind.of(script(number));
    }

    Hash256 txid(long transaction) throws IOException;

    /// The 80 bytes of a block's header. Throws `IllegalArgumentException` if it is not loaded.
    byte[] header(int height) throws IOException;

    Hash256 blockHash(int height) throws IOException;

    @Override
    void close() throws IOException;
}
