package clayton.store;

import clayton.chain.CorruptDataException;
import clayton.chain.Hash256;
import clayton.chain.OutputId;
import clayton.chain.Progress;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// The digest of the unspent set. Transactions with an unspent output are sorted by the first 32 bits of their
/// txid's text packed above their row, which needs no objects; the few that share those bits are put in order
/// afterwards.
final class UtxoDigest {
    private static final int ROW_BITS = 31;

    private final Columns columns;
    private final MessageDigest sha256;

    UtxoDigest(Columns columns) {
        this.columns = columns;
        try {
            this.sha256 = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    String compute(Progress progress) throws IOException {
        long[] keys = new long[1024];
        int count = 0;
        for (long row = 0; row < columns.totals.transactions; row++) {
            if (hasUnspent(row)) {
                if (count == keys.length) {
                    keys = Arrays.copyOf(keys, Math.addExact(count, count / 2));
                }
                keys[count++] = key(row);
            }
            if ((row & 0xffff) == 0 && !progress.goOn("unspent set", row, columns.totals.transactions)) {
                throw new IOException("stopped before the digest of the unspent set was done");
            }
        }
        Arrays.parallelSort(keys, 0, count);
        for (int from = 0; from < count; ) {
            int to = from + 1;
            while (to < count && keys[to] >>> ROW_BITS == keys[from] >>> ROW_BITS) {
                to++;
            }
            addRun(keys, from, to);
            from = to;
        }
        return HexFormat.of().formatHex(sha256.digest());
    }

    private boolean hasUnspent(long row) throws CorruptDataException {
        for (long output = columns.firstOutput(row); output < columns.firstOutput(row + 1); output++) {
            if (isUnspent(output)) {
                return true;
            }
        }
        return false;
    }

    private boolean isUnspent(long output) throws CorruptDataException {
        return columns.liveSpender(columns.spender.getLong(output * Long.BYTES)) == OutputId.UNSPENT;
    }

    /// The first 32 bits of the txid's text (its last four bytes, the last one first), above the row.
    private long key(long row) throws CorruptDataException {
        long textPrefix = columns.tx.getLong(row * Columns.TX + 24) >>> 32;
        return textPrefix << ROW_BITS | row;
    }

    /// Adds the transactions of keys with one prefix, in the order of their txids.
    private void addRun(long[] keys, int from, int to) throws IOException {
        if (to - from == 1) {
            add(row(keys[from]), txid(row(keys[from])));
            return;
        }
        SortedMap<Hash256, Long> rows = new TreeMap<>();
        for (int i = from; i < to; i++) {
            rows.put(txid(row(keys[i])), row(keys[i]));
        }
        for (Map.Entry<Hash256, Long> entry : rows.entrySet()) {
            add(entry.getValue(), entry.getKey());
        }
    }

    private static long row(long key) {
        return key & (1L << ROW_BITS) - 1;
    }

    private void add(long row, Hash256 txid) throws CorruptDataException {
        long first = columns.firstOutput(row);
        for (long output = first; output < columns.firstOutput(row + 1); output++) {
            if (isUnspent(output)) {
                byte[] script = columns.scripts.get(columns.outputScript.getInt(output * Integer.BYTES));
                String line = txid + ":" + (output - first) + " " + columns.value.getLong(output * Long.BYTES) + " "
                        + HexFormat.of().formatHex(script) + "\n";
                sha256.update(line.getBytes(StandardCharsets.US_ASCII));
            }
        }
    }

    private Hash256 txid(long row) throws CorruptDataException {
        byte[] txid = new byte[Hash256.BYTES];
        columns.tx.getBytes(row * Columns.TX, txid, 0, txid.length);
        return Hash256.at(txid, 0);
    }
}
