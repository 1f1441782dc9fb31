package clayton.evidence;

import clayton.chain.CorruptDataException;
import clayton.reader.BlockFiles;
import clayton.reader.RawTransaction;
import clayton.store.Ledger;
import clayton.store.RawPlace;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/// Fetches transactions from the blocks that a ledger was made from, and makes sure that they are those.
final class RawBytes {
    private final Ledger ledger;
    private final BlockFiles files;

    private RawBytes(Ledger ledger, BlockFiles files) {
        this.ledger = ledger;
        this.files = files;
    }

    /// Of the folder that the ledger remembers.
    static RawBytes of(Ledger ledger) throws IOException {
        return in(ledger.blocksFolder(), ledger);
    }

    /// Of a folder that holds the same files.
    static RawBytes in(Path blocks, Ledger ledger) throws IOException {
        return new RawBytes(ledger, BlockFiles.in(blocks));
    }

    /// The transaction with this coordinate. Throws [CorruptDataException] if something else stands in its place.
    RawTransaction read(long transaction) throws IOException {
        RawPlace place = ledger.place(transaction);
        Path file = files.folder().resolve(BlockFiles.fileName(place.file()));
        try {
            byte[] bytes = files.read(place.file(), place.offset(), place.length());
            RawTransaction raw = RawTransaction.at(bytes, 0);
            if (raw.end() == bytes.length && raw.txid().equals(ledger.txid(transaction))) {
                return raw;
            }
            throw changed(file, place, transaction, "transaction " + raw.txid());
        } catch (IllegalArgumentException e) {
            throw changed(file, place, transaction, String.valueOf(e.getMessage()));
        } catch (NoSuchFileException e) {
            throw new NoSuchFileException(
                    file.toString(),
                    null,
                    "the ledger was made from this file, which is gone: name the folder it is in now with --blocks DIR");
        }
    }

    private CorruptDataException changed(Path file, RawPlace place, long transaction, String found) throws IOException {
        return new CorruptDataException(
                file, place.offset(), "transaction " + ledger.txid(transaction) + " (load the blocks again)", found);
    }
}
