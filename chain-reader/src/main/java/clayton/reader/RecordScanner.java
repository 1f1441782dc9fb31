package clayton.reader;

import clayton.chain.Hash256;
import clayton.chain.Network;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// Finds the block records of one blk file by their headers alone: magic, size, and proof of work. A record is
/// believed if its header meets its own target. If another record or the end of the file follows, at once or behind
/// raw zeros, it is whole. If not, it may be torn and overlap the next one, so the search goes on inside it, byte
/// by byte; so it does wherever nothing can be believed. Bytes that no record covers are reported, raw zeros apart.
final class RecordScanner {
    static final int PREFIX_BYTES = 8;
    static final int HEADER_BYTES = 80;
    private static final int MAX_BLOCK_BYTES = 4_000_000;
    private static final int PREVIOUS_AT = 4;
    private static final int BITS_AT = 72;

    private final Window window;
    private final int number;
    private final int magic;
    private final ProofOfWork proofOfWork;
    private final Sha256d sha256d = new Sha256d();
    private final byte[] hash = new byte[Hash256.BYTES];
    private final List<SkippedRange> skipped = new ArrayList<>();
    private long covered;
    private long resume;

    RecordScanner(DataFile file, FileState state, Network network, ProofOfWork proofOfWork) {
        this.window = new Window(file, state.size());
        this.number = state.number();
        this.magic = network.magic();
        this.proofOfWork = proofOfWork;
    }

    /// Appends the records from `from` on. `from` must be 0 or what [#resume] was after an earlier scan.
    void scan(long from, Records into) throws IOException {
        covered = from;
        resume = from;
        long position = window.find(magic, from);
        while (position >= 0) {
            position = window.find(magic, isBelievable(position) ? take(position, into) : position + 1);
        }
        skipTo(window.end());
    }

    /// Where the first believable record begins, −1 if there is none.
    long first() throws IOException {
        long position = window.find(magic, 0);
        while (position >= 0 && !isBelievable(position)) {
            position = window.find(magic, position + 1);
        }
        return position;
    }

    /// Where a later scan of the grown file should begin; what was found beyond is to be found again then.
    long resume() {
        return resume;
    }

    List<SkippedRange> skipped() {
        return skipped;
    }

    /// Whether a record known from an earlier scan is still there and whole.
    boolean stillHolds(Records records, int record) throws IOException {
        long position = records.offset[record] - PREFIX_BYTES;
        return window.holds(position, PREFIX_BYTES)
                && window.intAt(position) == magic
                && isBelievable(position)
                && records.hash(record).equals(Hash256.at(hash, 0))
                && window.goesOn(magic, records.offset[record] + records.size[record]);
    }

    private boolean isBelievable(long position) throws IOException {
        if (!window.holds(position, PREFIX_BYTES + HEADER_BYTES)) {
            return false;
        }
        int size = window.intAt(position + Integer.BYTES);
        if (size < HEADER_BYTES || size > MAX_BLOCK_BYTES || position + PREFIX_BYTES + size > window.end()) {
            return false;
        }
        sha256d.hash(window.bytes(), window.index(position) + PREFIX_BYTES, HEADER_BYTES, hash, 0);
        return proofOfWork.isMet(hash, 0, window.intAt(position + PREFIX_BYTES + BITS_AT));
    }

    /// Appends the believed record, whose hash was just made; answers where to look for the next one.
    private long take(long position, Records into) throws IOException {
        long block = position + PREFIX_BYTES;
        int size = window.intAt(position + Integer.BYTES);
        into.add(number, block, size, window.intAt(block + BITS_AT));
        int last = (into.count - 1) * Hash256.BYTES;
        System.arraycopy(hash, 0, into.hash, last, Hash256.BYTES);
        System.arraycopy(window.bytes(), window.index(block) + PREVIOUS_AT, into.previous, last, Hash256.BYTES);
        skipTo(position);
        long end = block + size;
        covered = Math.max(covered, end);
        if (!window.goesOn(magic, end)) {
            return position + 1;
        }
        if (covered == end) {
            resume = end;
        }
        return end;
    }

    /// Reports what lies between the last record and this position, without the raw zeros at its ends.
    private void skipTo(long position) throws IOException {
        long first = covered < position ? window.firstNonZero(covered, position) : -1;
        if (first >= 0) {
            skipped.add(new SkippedRange(number, first, window.lastNonZero(first, position) + 1));
        }
    }
}
