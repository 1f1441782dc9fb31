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
        int at = prevout[input] + Hash256.BYTES;
        return bytes[at] & 0xff | (bytes[at + 1] & 0xff) << 8 | (bytes[at + 2] & 0xff) << 16 | bytes[at + 3] << 24;
    }
}
