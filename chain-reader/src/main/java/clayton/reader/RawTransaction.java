package clayton.reader;

import clayton.chain.Hash256;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.bitcoinj.core.ProtocolException;
import org.bitcoinj.core.Transaction;

/// One transaction's serialized bytes, read by bitcoinj: for a look at what a graph does not keep.
public final class RawTransaction {
    private RawTransaction() {}

    /// The scriptPubKey of an output, if these are the bytes of the transaction with this txid and it has that
    /// output.
    public static Optional<byte[]> outputScript(byte[] bytes, Hash256 txid, int vout) {
        try {
            Transaction transaction = Transaction.read(ByteBuffer.wrap(bytes));
            return transaction.getTxId().toString().equals(txid.toString())
                            && vout < transaction.getOutputs().size()
                    ? Optional.of(transaction.getOutput(vout).getScriptBytes())
                    : Optional.empty();
        } catch (BufferUnderflowException | ProtocolException e) {
            return Optional.empty();
        }
    }
}
