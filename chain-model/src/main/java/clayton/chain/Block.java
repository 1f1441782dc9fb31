package clayton.chain;

import org.jspecify.annotations.Nullable;

/// One decoded block: the serialized bytes and flat arrays that say where everything in them lies, so that no
/// object is made per transaction. Whoever fills it owns it and may reuse it once [BlockSink#accept] has returned;
/// a sink only reads.
///
/// Transaction `t` (0 is the coinbase) has inputs `firstInput[t]` to `firstInput[t + 1]` and outputs
/// `firstOutput[t]` to `firstOutput[t + 1]`, exclusive. The coinbase's input is left out: it spends nothing. Arrays
/// may be longer than needed.
public final class Block {
    /// Marker and flag of a transaction with witness.
    private static final int WITNESS_MARKER = 2;

    /// Position in the chain, never the coinbase's word for it.
    public int height;

    public Hash256 hash = new Hash256(0, 0, 0, 0);

    /// Serialized block, plain; the 80-byte header stands at 0.
    public byte[] bytes = new byte[0];

    public int length;

    /// Where `bytes[0]` lies on disk: number of the blk file, and the offset in it.
    public int file;

    public long offset;

    public int transactions;
    public int[] txOffset = new int[0];
    public int[] txLength = new int[0];

    /// 32 bytes each, wire order, witness left out of the hash.
    public byte[] txids = new byte[0];

    public int[] firstInput = new int[1];
    public int[] firstOutput = new int[1];

    /// Per input: where in `bytes` its 36-byte outpoint stands.
    public int[] prevout = new int[0];

    /// Per output: satoshis, 0 to 21·10^14.
    public long[] value = new long[0];

    /// Per output: where in `bytes` its scriptPubKey stands, and its length.
    public int[] script = new int[0];

    public int[] scriptLength = new int[0];

    /// What the block's inputs spent, or null if that was not asked for or cannot be had.
    public @Nullable SpentOutputs spent;

    public int inputs() {
        return firstInput[transactions];
    }

    public int outputs() {
        return firstOutput[transactions];
    }

    public Hash256 txid(int transaction) {
        return Hash256.at(txids, transaction * Hash256.BYTES);
    }

    /// Output number an input spends; treat as unsigned.
    public int prevoutVout(int input) {
        return getInt(prevout[input] + Hash256.BYTES);
    }

    public int version(int transaction) {
        return getInt(txOffset[transaction]);
    }

    /// Treat as unsigned.
    public int lockTime(int transaction) {
        return getInt(txOffset[transaction] + txLength[transaction] - Integer.BYTES);
    }

    /// The lowest sequence number of a transaction's inputs, which says what all of them together allow (BIP 68, BIP
    /// 125); treat as unsigned. All ones for a coinbase.
    public int lowestSequence(int transaction) {
        int lowest = -1;
        for (int i = firstInput[transaction]; i < firstInput[transaction + 1]; i++) {
            int sequence = sequence(prevout[i] + Hash256.BYTES + Integer.BYTES);
            lowest = Integer.compareUnsigned(sequence, lowest) < 0 ? sequence : lowest;
        }
        return lowest;
    }

    /// The sequence number behind an input script, which begins with its length (a compact size).
    private int sequence(int scriptSize) {
        int first = bytes[scriptSize] & 0xff;
        if (first < 0xfd) {
            return getInt(scriptSize + 1 + first);
        }
        boolean isShort = first == 0xfd;
        int length = isShort ? getInt(scriptSize + 1) & 0xffff : getInt(scriptSize + 1);
        return getInt(scriptSize + 1 + (isShort ? Short.BYTES : Integer.BYTES) + length);
    }

    /// Weight units (BIP 141): three times the bytes without witness, and all bytes.
    public int weight(int transaction) {
        int last = firstOutput[transaction + 1] - 1;
        int stripped = script[last] + scriptLength[last] - txOffset[transaction] + Integer.BYTES;
        boolean hasWitness = stripped != txLength[transaction];
        return 3 * (hasWitness ? stripped - WITNESS_MARKER : stripped) + txLength[transaction];
    }

    private int getInt(int at) {
        return bytes[at] & 0xff | (bytes[at + 1] & 0xff) << 8 | (bytes[at + 2] & 0xff) << 16 | bytes[at + 3] << 24;
    }
}
