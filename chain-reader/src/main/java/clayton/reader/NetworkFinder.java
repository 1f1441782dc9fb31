package clayton.reader;

import clayton.chain.CorruptDataException;
import clayton.chain.Hash256;
import clayton.chain.Network;
import java.io.IOException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/// Tells a folder's network: by the magic its first file begins with; if that is unknown but a block may follow, as
/// a signet with a challenge of its own, which must then hold signet's genesis block; else by the first known magic
/// that stands anywhere before a believable block in the first files.
final class NetworkFinder {
    private static final int SEARCHED_FILES = 3;
    private static final int LEAST_BYTES = RecordScanner.PREFIX_BYTES + RecordScanner.HEADER_BYTES;

    private final BlockFiles folder;
    private final List<FileState> files;

    NetworkFinder(BlockFiles folder, List<FileState> files) {
        this.folder = folder;
        this.files = files;
    }

    Network find() throws IOException {
        for (FileState file : files) {
            byte[] head = head(file);
            if (head.length > 0) {
                Optional<Network> network = byHead(file, head);
                return network.isPresent() ? network.get() : search();
            }
        }
        throw holdsNoBlock();
    }

    private CorruptDataException holdsNoBlock() {
        return new CorruptDataException(
                folder.folder().resolve(BlockFiles.fileName(files.getFirst().number())),
                0,
                "a block",
                "none in any of the folder's " + files.size() + " blk files");
    }

    /// The first bytes of a file, none if it is shorter or still empty.
    private byte[] head(FileState file) throws IOException {
        try (DataFile data = folder.openBlocks(file.number())) {
            Window window = new Window(data, file.size());
            boolean used = window.holds(0, LEAST_BYTES) && window.firstNonZero(0, LEAST_BYTES) >= 0;
            return used ? folder.read(file.number(), 0, LEAST_BYTES) : new byte[0];
        }
    }

    private Optional<Network> byHead(FileState file, byte[] head) throws IOException {
        int magic = magic(head);
        Optional<Network> known = Network.withMagic(magic);
        if (known.isPresent()) {
            return known;
        }
        Network signet = Network.customSignet(magic);
        return first(file, signet) == 0 ? Optional.of(signet) : Optional.empty();
    }

    private Network search() throws IOException {
        for (FileState file : files.subList(0, Math.min(SEARCHED_FILES, files.size()))) {
            for (Network network : Network.ALL) {
                if (first(file, network) >= 0) {
                    return network;
                }
            }
        }
        FileState first = files.getFirst();
        throw new CorruptDataException(
                folder.folder().resolve(BlockFiles.fileName(first.number())),
                0,
                "the magic of a known network",
                HexFormat.of().formatHex(head(first), 0, Math.min(Integer.BYTES, head(first).length))
                        + "; see whether xor.dat is this folder's, or name the network");
    }

    /// Where the first believable record of this network begins, −1 if there is none.
    private long first(FileState file, Network network) throws IOException {
        try (DataFile data = folder.openBlocks(file.number())) {
            return new RecordScanner(data, file, network, new ProofOfWork(network)).first();
        }
    }

    private static int magic(byte[] head) {
        return head[0] & 0xff | (head[1] & 0xff) << 8 | (head[2] & 0xff) << 16 | head[3] << 24;
    }

    /// Holds the network against the genesis block, if one is there. Throws [CorruptDataException] if they
    /// disagree.
    static void check(Network network, boolean guessed, Records records, BlockFiles folder) throws IOException {
        int other = -1;
        for (int record = 0; record < records.count; record++) {
            if (records.isFirstEver(record)) {
                if (records.hash(record).equals(network.genesis())) {
                    return;
                }
                other = other < 0 ? record : other;
            }
        }
        if (other >= 0) {
            throw mismatch(records, other, folder, "the genesis block of " + network.name(), records.hash(other));
        }
        if (guessed && Network.withMagic(network.magic()).isEmpty()) {
            throw mismatch(records, 0, folder, "a known magic or signet's genesis block", records.hash(0));
        }
    }

    private static CorruptDataException mismatch(
            Records records, int record, BlockFiles folder, String expected, Hash256 found) {
        return new CorruptDataException(
                folder.folder().resolve(BlockFiles.fileName(records.file[record])),
                records.offset[record],
                expected,
                "block " + found + "; name the network if this is one of your own");
    }
}
