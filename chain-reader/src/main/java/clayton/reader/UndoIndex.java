package clayton.reader;

import clayton.chain.Hash256;
import java.io.IOException;
import java.util.Arrays;

/// Where the records of one rev file may lie: magic, size, data, checksum. What stands here is not verified yet;
/// the checksum can only be once a block is held against it. A record with nothing fit behind it may be torn, so
/// the search also goes on inside it. Immutable but for the last match, which only says where to look first.
final class UndoIndex {
    private static final int PREFIX_BYTES = 8;
    private static final int COUNT_BYTES = 5;
    private static final int MAX_RECORDS = 1 << 20;

    int count;

    /// Where the data begins, behind magic and size; the checksum follows it.
    long[] offset = new long[64];

    int[] size = new int[64];

    /// How many transactions the data says it is for.
    int[] transactions = new int[64];

    /// Record matched last, minus its block's height: threads read ahead of each other, so the next block is not
    /// always the next one up.
    private volatile int recordAtHeightZero;

    UndoIndex(DataFile file, int magic) throws IOException {
        Window window = new Window(file, file.size());
        long position = window.find(magic, 0);
        while (position >= 0 && count < MAX_RECORDS) {
            position = window.find(magic, look(window, position, magic));
        }
    }

    /// Where to look first for a block's record: one of the file's, and the right one if none is out of order.
    int guess(int height) {
        return Math.clamp((long) recordAtHeightZero + height, 0, Math.max(0, count - 1));
    }

    void matched(int record, int height) {
        recordAtHeightZero = record - height;
    }

    /// Takes the record at this magic, if it can be one; answers where to search on.
    private long look(Window window, long position, int magic) throws IOException {
        long data = position + PREFIX_BYTES;
        if (!window.holds(position, PREFIX_BYTES + COUNT_BYTES)) {
            return position + 1;
        }
        int length = window.intAt(position + Integer.BYTES);
        long end = data + length + Hash256.BYTES;
        if (length <= 0 || end > window.end()) {
            return position + 1;
        }
        add(data, length, countAt(window.bytes(), window.index(data)));
        return window.goesOn(magic, end) ? end : position + 1;
    }

    private static int countAt(byte[] bytes, int at) {
        int first = bytes[at] & 0xff;
        int low = bytes[at + 1] & 0xff | (bytes[at + 2] & 0xff) << 8;
        return switch (first) {
            case 0xfd -> low;
            case 0xfe -> low | (bytes[at + 3] & 0xff) << 16 | bytes[at + 4] << 24;
            default -> first;
        };
    }

    private void add(long data, int length, int forTransactions) {
        if (count == offset.length) {
            offset = Arrays.copyOf(offset, 2 * count);
            size = Arrays.copyOf(size, 2 * count);
            transactions = Arrays.copyOf(transactions, 2 * count);
        }
        offset[count] = data;
        size[count] = length;
        transactions[count] = forTransactions;
        count++;
    }
}
