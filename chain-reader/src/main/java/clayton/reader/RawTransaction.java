package clayton.reader;

import clayton.chain.Hash256;
import clayton.chain.Network;
import clayton.chain.OutPoint;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/// One serialized transaction (Core, `primitives/transaction.h`), with or without its witness, where it stands among
/// other bytes: for a look at what a graph does not keep. Its txid is the hash of these bytes, so nobody has to be
/// trusted for what it says.
public final class RawTransaction {
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final int OUTPOINT_BYTES = 36;
    private static final int MIN_INPUT_BYTES = OUTPOINT_BYTES + 1 + Integer.BYTES;
    private static final int MIN_OUTPUT_BYTES = Long.BYTES + 1;
    private static final int NODE_BYTES = 2 * Hash256.BYTES;

    private final byte[] bytes;
    private final int start;
    private final int body;
    private final int bodyEnd;
    private final int end;
    private final int[] inputAt;
    private final int[] outputAt;
    private final int[] scriptAt;
    private final Hash256 txid;
    private int position;

    private RawTransaction(byte[] bytes, int start) {
        this.bytes = bytes;
        this.start = start;
        position = start;
        skip(Integer.BYTES);
        need(2);
        boolean hasWitness = bytes[position] == 0;
        if (hasWitness && bytes[position + 1] != 1) {
            throw new IllegalArgumentException("a transaction without inputs");
        }
        position += hasWitness ? 2 : 0;
        body = position;
        inputAt = new int[count(MIN_INPUT_BYTES)];
        for (int i = 0; i < inputAt.length; i++) {
            inputAt[i] = position;
            skip(OUTPOINT_BYTES);
            skip(compactSize());
            skip(Integer.BYTES);
        }
        outputAt = new int[count(MIN_OUTPUT_BYTES)];
        scriptAt = new int[outputAt.length];
        readOutputs();
        bodyEnd = position;
        for (int i = 0; hasWitness && i < inputAt.length; i++) {
            for (int item = count(1); item > 0; item--) {
                skip(compactSize());
            }
        }
        skip(Integer.BYTES);
        end = position;
        requireForm();
        txid = hash();
    }

    /// Reads the transaction that begins there. Throws `IllegalArgumentException` with what is wrong with it; a
    /// transaction that can be mistaken for a node of a Merkle tree (64 bytes, CVE-2017-12842) is refused too.
    public static RawTransaction at(byte[] bytes, int start) {
        return new RawTransaction(bytes, start);
    }

    private void readOutputs() {
        long sum = 0;
        for (int i = 0; i < outputAt.length; i++) {
            outputAt[i] = position;
            skip(Long.BYTES);
            long sats = valueSats(i);
            sum += sats;
            if (sats < 0 || sats > Network.MAX_MONEY || sum > Network.MAX_MONEY) {
                throw new IllegalArgumentException("a transaction whose outputs are worth more than there can be");
            }
            int length = compactSize();
            scriptAt[i] = position;
            skip(length);
        }
    }

    private void requireForm() {
        if (inputAt.length == 0 || outputAt.length == 0) {
            throw new IllegalArgumentException("a transaction without inputs or without outputs");
        }
        if (stripped().length == NODE_BYTES) {
            throw new IllegalArgumentException("a transaction of 64 bytes, which may be a node of a Merkle tree");
        }
    }

    private Hash256 hash() {
        byte[] hash = new byte[Hash256.BYTES];
        byte[] whole = stripped();
        new Sha256d().hash(whole, 0, whole.length, hash, 0);
        return Hash256.at(hash, 0);
    }

    private void need(int count) {
        if (count > bytes.length - position) {
            throw new IllegalArgumentException("a transaction that is cut off");
        }
    }

    private void skip(int count) {
        need(count);
        position += count;
    }

    private int count(int bytesEach) {
        int count = compactSize();
        need(Math.multiplyExact(count, (long) bytesEach) > bytes.length ? Integer.MAX_VALUE : count * bytesEach);
        return count;
    }

    private int compactSize() {
        need(1);
        int first = bytes[position++] & 0xff;
        if (first < 0xfd) {
            return first;
        }
        int width = 1 << (first - 0xfc);
        need(width);
        long size = 0;
        for (int i = 0; i < width; i++) {
            size |= (bytes[position++] & 0xffL) << (Byte.SIZE * i);
        }
        long least = first == 0xfd ? 0xfd : 1L << (Byte.SIZE * width / 2);
        if (Long.compareUnsigned(size, least) < 0 || Long.compareUnsigned(size, Integer.MAX_VALUE) > 0) {
            throw new IllegalArgumentException("a transaction with a length that is not written as it must be");
        }
        return (int) size;
    }

    public Hash256 txid() {
        return txid;
    }

    /// Where the bytes behind it begin.
    public int end() {
        return end;
    }

    public int inputs() {
        return inputAt.length;
    }

    public OutPoint prevout(int input) {
        return new OutPoint(Hash256.at(bytes, inputAt[input]), (int) INT.get(bytes, inputAt[input] + Hash256.BYTES));
    }

    /// Whether it spends nothing: only the first of a block is such.
    public boolean isCoinbase() {
        return inputAt.length == 1 && prevout(0).equals(new OutPoint(new Hash256(0, 0, 0, 0), -1));
    }

    public int outputs() {
        return outputAt.length;
    }

    public long valueSats(int vout) {
        return (long) LONG.get(bytes, outputAt[vout]);
    }

    public byte[] script(int vout) {
        return Arrays.copyOfRange(bytes, scriptAt[vout], vout + 1 < outputAt.length ? outputAt[vout + 1] : bodyEnd);
    }

    /// Its bytes as they stand.
    public byte[] bytes() {
        return Arrays.copyOfRange(bytes, start, end);
    }

    /// Its bytes without the witness, of which the txid is the hash.
    public byte[] stripped() {
        int length = Integer.BYTES + bodyEnd - body + Integer.BYTES;
        byte[] stripped = new byte[length];
        System.arraycopy(bytes, start, stripped, 0, Integer.BYTES);
        System.arraycopy(bytes, body, stripped, Integer.BYTES, bodyEnd - body);
        System.arraycopy(bytes, end - Integer.BYTES, stripped, length - Integer.BYTES, Integer.BYTES);
        return stripped;
    }
}
