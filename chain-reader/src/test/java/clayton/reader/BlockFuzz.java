package clayton.reader;

import clayton.chain.Block;
import clayton.chain.Hash256;
import clayton.chain.InvalidBlockException;
import clayton.chain.PlainDecoder;
import java.util.Arrays;

/// Fuzzing of [BlockDecoder]: the input is what stands behind a block's header. No input has the Merkle root that a
/// header states, so the one it needs is put there; what is then accepted must be what the plain decoder reads.
public final class BlockFuzz {
    private static final int HEADER = 80;

    private BlockFuzz() {}

    public static void fuzzerTestOneInput(byte[] transactions) {
        byte[] raw = new byte[HEADER + transactions.length];
        System.arraycopy(transactions, 0, raw, HEADER, transactions.length);
        Block block = new Block();
        if (decode(block, raw).equals("bad-txnmrklroot")) {
            byte[] txids = Arrays.copyOf(block.txids, Hash256.BYTES * block.transactions);
            System.arraycopy(Flips.merkleRoot(txids), 0, raw, 36, Hash256.BYTES);
            String refusal = decode(block, raw);
            if (refusal.isEmpty()) {
                compare(block, PlainDecoder.decode(raw, 0));
            } else if (refusal.equals("bad-txnmrklroot")) {
                throw new AssertionError("the right Merkle root was refused");
            }
        }
    }

    /// The rule that the block breaks, or nothing.
    private static String decode(Block block, byte[] raw) {
        block.bytes = raw;
        block.length = raw.length;
        block.hash = PlainDecoder.headerHash(raw);
        try {
            new BlockDecoder().decode(block);
            return "";
        } catch (InvalidBlockException e) {
            return e.reason();
        }
    }

    private static void compare(Block found, Block plain) {
        int inputs = plain.inputs();
        int outputs = plain.outputs();
        int transactions = plain.transactions;
        boolean same = found.transactions == transactions
                && found.inputs() == inputs
                && found.outputs() == outputs
                && Arrays.equals(plain.txids, Arrays.copyOf(found.txids, plain.txids.length))
                && Arrays.equals(plain.txOffset, Arrays.copyOf(found.txOffset, transactions))
                && Arrays.equals(plain.txLength, Arrays.copyOf(found.txLength, transactions))
                && Arrays.equals(plain.firstInput, Arrays.copyOf(found.firstInput, transactions + 1))
                && Arrays.equals(plain.firstOutput, Arrays.copyOf(found.firstOutput, transactions + 1))
                && Arrays.equals(plain.prevout, Arrays.copyOf(found.prevout, inputs))
                && Arrays.equals(plain.value, Arrays.copyOf(found.value, outputs))
                && Arrays.equals(plain.script, Arrays.copyOf(found.script, outputs))
                && Arrays.equals(plain.scriptLength, Arrays.copyOf(found.scriptLength, outputs));
        if (!same) {
            throw new AssertionError("the plain decoder reads another block");
        }
    }
}
