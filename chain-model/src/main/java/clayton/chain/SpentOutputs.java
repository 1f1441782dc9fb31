package clayton.chain;

/// The outputs that a block's inputs spent, in input order, as undo data or a node states them. The script of input
/// `i` is `scripts[scriptStart[i]]` to `scripts[scriptStart[i + 1]]`, exclusive. Arrays may be longer than needed.
public final class SpentOutputs {
    public long[] value = new long[0];
    public int[] height = new int[0];
    public boolean[] coinbase = new boolean[0];
    public byte[] scripts = new byte[0];
    public int[] scriptStart = new int[1];
}
