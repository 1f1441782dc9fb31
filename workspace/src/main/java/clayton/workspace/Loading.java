package clayton.workspace;

import clayton.chain.Network;
import clayton.chain.Progress;
import clayton.reader.BlockFolder;
import clayton.reader.ChainLoader;
import clayton.reader.LoadOptions;
import clayton.reader.LoadReport;
import clayton.store.Ledger;
import clayton.store.LedgerWriter;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;

/// One way of bringing a ledger up to a blocks folder. Without `from` a new ledger begins at the genesis block and
/// an old one stays as it began; without `to` it reaches the chain's tip. `headerCache` spares later loads the
/// search through files that have not changed.
public record Loading(
        Path blocks,
        Path ledger,
        OptionalInt from,
        OptionalInt to,
        Optional<Network> network,
        Optional<Path> headerCache) {
    public LoadReport run(Progress progress) throws IOException {
        OptionalInt begun = begun();
        if (from.isPresent() && begun.isPresent() && !from.equals(begun)) {
            throw new IllegalArgumentException("the ledger in " + ledger + " begins at height " + begun.getAsInt()
                    + ", not " + from.getAsInt() + ": leave --from out, or name another ledger");
        }
        BlockFolder folder = BlockFolder.open(blocks, network, headerCache, progress);
        int first = from.orElse(begun.orElse(0));
        int last = to.orElse(Math.max(first, folder.tipHeight()));
        checkRange(first, last, folder);
        try (LedgerWriter writer = LedgerWriter.open(ledger, folder.network(), first, blocks)) {
            return ChainLoader.load(folder, first, last, writer, LoadOptions.standard(), progress);
        }
    }

    /// Finds what is wrong with a range before a folder is made for it.
    private void checkRange(int first, int last, BlockFolder folder) {
        if (first < 0 || last < first) {
            throw new IllegalArgumentException("heights " + first + " to " + last + " are no range");
        }
        if (Math.max(first, to.orElse(first)) > folder.tipHeight()) {
            throw new IllegalArgumentException("height " + Math.max(first, to.orElse(first))
                    + " is beyond the chain in " + blocks + ", which ends at height " + folder.tipHeight());
        }
    }

    /// Where the ledger begins, if there is one with blocks in it.
    private OptionalInt begun() throws IOException {
        try (Ledger old = Ledger.open(ledger)) {
            return old.to() < old.from() ? OptionalInt.empty() : OptionalInt.of(old.from());
        } catch (NoSuchFileException e) {
            return OptionalInt.empty();
        }
    }
}
