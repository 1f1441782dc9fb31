package clayton.reader;

import clayton.chain.Block;
import clayton.chain.Hash256;
import clayton.chain.InvalidBlockException;
import clayton.chain.Network;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/// Decodes one block after another in place, and checks all that a block alone can show: its form, the hash of its
/// header, its Merkle root, its values. Hashing txids takes nine tenths of the time, so everything else is kept
/// simple: one pass over the bytes, positions written to the flat arrays of [Block], no object made for a
/// transaction. Every count is held against the bytes that are left before room is made for it. What breaks the
/// form ends the decoding at once; a broken rule (its first reject reason, as Bitcoin Core words it) is told only
/// once the Merkle root shows that the bytes are the block's own. For one thread.
final class BlockDecoder {
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private static final int HEADER_BYTES = 80;
    private static final int MERKLE_ROOT_AT = 36;
    private static final int OUTPOINT_BYTES = 36;
    private static final int SEQUENCE_BYTES = 4;
    private static final int MIN_INPUT_BYTES = OUTPOINT_BYTES + 1 + SEQUENCE_BYTES;
    private static final int MIN_OUTPUT_BYTES = 9;

    /// Version, one input, no output and lock time: an invalid transaction, but one with a form.
    private static final int MIN_TX_BYTES = 4 + 1 + MIN_INPUT_BYTES + 1 + 4;

    private static final int MAX_SIZE = 0x02000000;
    private static final int MAX_WEIGHT = 4_000_000;
    private static final int WITNESS_SCALE = 4;
    private static final int MAX_COINBASE_SCRIPT = 100;

    private final Sha256d sha256d = new Sha256d();
    private final MerkleTree merkle = new MerkleTree(sha256d);
    private final DuplicatePrevouts duplicates = new DuplicatePrevouts();
    private final byte[] headerHash = new byte[Hash256.BYTES];

    private Block block = new Block();
    private byte[] bytes = new byte[0];
    private int end;
    private int position;
    private int inputs;
    private int outputs;
    private int witnessBytes;
    private String brokenRule = "";

    /// Fills the arrays of a block whose `hash`, `bytes`, `length` and place are set.
    void decode(Block target) throws InvalidBlockException {
        begin(target);
        int transactions = count(MIN_TX_BYTES);
        reserveTransactions(transactions);
        for (int t = 0; t < transactions; t++) {
            transaction(t);
        }
        target.transactions = transactions;
        target.firstInput[transactions] = inputs;
        target.firstOutput[transactions] = outputs;
        finish();
    }

    private void begin(Block target) throws InvalidBlockException {
        block = target;
        bytes = target.bytes;
        end = target.length;
        position = HEADER_BYTES;
        inputs = 0;
        outputs = 0;
        witnessBytes = 0;
        brokenRule = "";
        target.transactions = 0;
        if (end < HEADER_BYTES) {
            throw refused("end of data");
        }
        sha256d.hash(bytes, 0, HEADER_BYTES, headerHash, 0);
        if (!Hash256.at(headerHash, 0).equals(target.hash)) {
            throw refused(
                    "another header than when the file was scanned; if the file was replaced since, delete the cache of headers"
                            + " (README) and load again");
        }
    }

    private void finish() throws InvalidBlockException {
        if (position != end) {
            throw refused((end - position) + " bytes behind the last transaction");
        }
        if (block.transactions == 0) {
            throw refused("bad-blk-length");
        }
        if (!merkle.isRoot(block.txids, block.transactions, bytes, MERKLE_ROOT_AT)) {
            throw refused("bad-txnmrklroot");
        }
        if (merkle.isMutated()) {
            throw refused("bad-txns-duplicate");
        }
        int stripped = end - witnessBytes;
        if (stripped * WITNESS_SCALE > MAX_WEIGHT) {
            throw refused("bad-blk-length");
        }
        if (stripped * (WITNESS_SCALE - 1) + end > MAX_WEIGHT) {
            throw refused("bad-blk-weight");
        }
        if (!brokenRule.isEmpty()) {
            throw refused(brokenRule);
        }
    }

    private InvalidBlockException refused(String reason) {
        return new InvalidBlockException(block.hash, BlockFiles.place(block.file, block.offset), reason);
    }

    private void breaks(String rule) {
        if (brokenRule.isEmpty()) {
            brokenRule = rule;
        }
    }

    private void transaction(int t) throws InvalidBlockException {
        int start = position;
        block.txOffset[t] = start;
        block.firstInput[t] = inputs;
        block.firstOutput[t] = outputs;
        skip(Integer.BYTES);
        int body = position;
        boolean hasWitness = position < end && bytes[position] == 0;
        if (hasWitness) {
            skip(1);
            witnessFlag();
            body = position;
        }
        int inputCount = count(MIN_INPUT_BYTES);
        if (inputCount == 0) {
            throw refused("Superfluous witness record");
        }
        inputs(t, inputCount);
        outputs();
        int bodyEnd = position;
        if (hasWitness) {
            witnesses(inputCount);
        }
        skip(Integer.BYTES);
        block.txLength[t] = position - start;
        txid(t, body, bodyEnd);
    }

    /// Behind the marker, a zero where the number of inputs would be (Core, `primitives/transaction.h`).
    private void witnessFlag() throws InvalidBlockException {
        need(1);
        int flag = bytes[position++];
        if (flag == 0) {
            throw refused("bad-txns-vin-empty");
        }
        if (flag != 1) {
            throw refused("Unknown transaction optional data");
        }
    }

    private void inputs(int t, int count) throws InvalidBlockException {
        int first = inputs;
        reserveInputs(first + count);
        int[] prevout = block.prevout;
        for (int i = first; i < first + count; i++) {
            need(OUTPOINT_BYTES);
            prevout[i] = position;
            position += OUTPOINT_BYTES;
            skip(compactSize());
            skip(SEQUENCE_BYTES);
        }
        if (t == 0) {
            checkCoinbase(prevout[first], count);
        } else {
            checkPrevouts(prevout, first, first + count);
            inputs += count;
        }
    }

    private void checkCoinbase(int prevout, int count) {
        if (count != 1 || !isNull(prevout)) {
            breaks("bad-cb-missing");
            return;
        }
        int script = bytes[prevout + OUTPOINT_BYTES] & 0xff;
        if (script < 2 || script > MAX_COINBASE_SCRIPT) {
            breaks("bad-cb-length");
        }
    }

    private void checkPrevouts(int[] prevout, int from, int to) {
        for (int i = from; i < to; i++) {
            if (isNull(prevout[i])) {
                breaks(to - from == 1 ? "bad-cb-multiple" : "bad-txns-prevout-null");
            }
        }
        if (to - from > 1 && duplicates.areIn(bytes, prevout, from, to)) {
            breaks("bad-txns-inputs-duplicate");
        }
    }

    private boolean isNull(int prevout) {
        return (int) INT.get(bytes, prevout + Hash256.BYTES) == -1
                && ((long) LONG.get(bytes, prevout)
                                | (long) LONG.get(bytes, prevout + 8)
                                | (long) LONG.get(bytes, prevout + 16)
                                | (long) LONG.get(bytes, prevout + 24))
                        == 0;
    }

    private void outputs() throws InvalidBlockException {
        int count = count(MIN_OUTPUT_BYTES);
        if (count == 0) {
            breaks("bad-txns-vout-empty");
        }
        reserveOutputs(outputs + count);
        long sumSats = 0;
        for (int i = outputs; i < outputs + count; i++) {
            need(Long.BYTES);
            long sats = (long) LONG.get(bytes, position);
            position += Long.BYTES;
            int length = compactSize();
            block.value[i] = sats;
            block.script[i] = position;
            block.scriptLength[i] = length;
            skip(length);
            sumSats = checkedSum(sumSats, sats);
        }
        outputs += count;
    }

    /// The sum stays in range even if the values do not: a value out of range is left out, the rule being broken
    /// anyway.
    private long checkedSum(long sumSats, long sats) {
        if (sats < 0) {
            breaks("bad-txns-vout-negative");
            return sumSats;
        }
        if (sats > Network.MAX_MONEY) {
            breaks("bad-txns-vout-toolarge");
            return sumSats;
        }
        long sum = Math.addExact(sumSats, sats);
        if (sum > Network.MAX_MONEY) {
            breaks("bad-txns-txouttotal-toolarge");
            return sumSats;
        }
        return sum;
    }

    private void witnesses(int inputCount) throws InvalidBlockException {
        int start = position;
        int items = 0;
        for (int i = 0; i < inputCount; i++) {
            int stack = count(1);
            items += stack;
            for (int item = 0; item < stack; item++) {
                skip(compactSize());
            }
        }
        if (items == 0) {
            throw refused("Superfluous witness record");
        }
        witnessBytes += position - start + 2;
    }

    /// Hashes the pieces that are not witness, where they stand.
    private void txid(int t, int body, int bodyEnd) {
        int start = block.txOffset[t];
        if (body - start == Integer.BYTES) {
            sha256d.update(bytes, start, position - start);
        } else {
            sha256d.update(bytes, start, Integer.BYTES);
            sha256d.update(bytes, body, bodyEnd - body);
            sha256d.update(bytes, position - Integer.BYTES, Integer.BYTES);
        }
        sha256d.finish(block.txids, t * Hash256.BYTES);
    }

    private void need(int count) throws InvalidBlockException {
        if (count > end - position) {
            throw refused("end of data");
        }
    }

    private void skip(int count) throws InvalidBlockException {
        need(count);
        position += count;
    }

    /// A count of things that take at least so many bytes each, so never more than the bytes that are left allow.
    private int count(int bytesEach) throws InvalidBlockException {
        int count = compactSize();
        if (count > (end - position) / bytesEach) {
            throw refused("end of data");
        }
        return count;
    }

    private int compactSize() throws InvalidBlockException {
        need(1);
        int first = bytes[position++] & 0xff;
        return first < 0xfd ? first : longCompactSize(first);
    }

    private int longCompactSize(int first) throws InvalidBlockException {
        int width = 1 << (first - 0xfc);
        need(width);
        long size = 0;
        for (int i = 0; i < width; i++) {
            size |= (bytes[position++] & 0xffL) << (Byte.SIZE * i);
        }
        long least = first == 0xfd ? 0xfd : 1L << (Byte.SIZE * width / 2);
        if (Long.compareUnsigned(size, least) < 0) {
            throw refused("non-canonical ReadCompactSize()");
        }
        if (Long.compareUnsigned(size, MAX_SIZE) > 0) {
            throw refused("ReadCompactSize(): size too large");
        }
        return (int) size;
    }

    private void reserveTransactions(int count) {
        if (count + 1 > block.firstInput.length) {
            int room = count + count / 2 + 1;
            block.txOffset = new int[room];
            block.txLength = new int[room];
            block.txids = new byte[room * Hash256.BYTES];
            block.firstInput = new int[room];
            block.firstOutput = new int[room];
        }
    }

    private void reserveInputs(int count) {
        if (count > block.prevout.length) {
            block.prevout = Arrays.copyOf(block.prevout, count + count / 2);
        }
    }

    private void reserveOutputs(int count) {
        if (count > block.value.length) {
            int room = count + count / 2;
            block.value = Arrays.copyOf(block.value, room);
            block.script = Arrays.copyOf(block.script, room);
            block.scriptLength = Arrays.copyOf(block.scriptLength, room);
        }
    }
}
