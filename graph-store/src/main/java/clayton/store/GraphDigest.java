package clayton.store;

import clayton.chain.BlockView;
import clayton.chain.Output;
import clayton.chain.OutputId;
import clayton.chain.Progress;
import clayton.chain.TransactionGraph;
import clayton.chain.TransactionView;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.concurrent.CancellationException;

/// One number for all that a graph tells: SHA-256 over every block, transaction, input, output, spender and script of
/// its range, in chain order. Two graphs of one range have the same digest, wherever they lie.
public final class GraphDigest {
    private final TransactionGraph graph;
    private final MessageDigest sha256;
    private final DataOutputStream out;
    private final BlockView block = new BlockView();
    private final TransactionView transaction = new TransactionView();

    private final int to;

    private GraphDigest(TransactionGraph graph, int to) {
        this.graph = graph;
        this.to = to;
        try {
            this.sha256 = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
        this.out = new DataOutputStream(new DigestOutputStream(OutputStream.nullOutputStream(), sha256));
    }

    /// The digest, in hex, of the graph as if it ended at height `to`. Throws `CancellationException` if `progress`
    /// says stop.
    public static String of(TransactionGraph graph, int to, Progress progress) throws IOException {
        return new GraphDigest(graph, to).compute(progress);
    }

    private String compute(Progress progress) throws IOException {
        out.writeUTF(graph.network().name());
        out.writeInt(graph.network().magic());
        out.writeInt(graph.from());
        out.writeInt(to);
        var sweep = graph.sweep();
        for (int height = graph.from(); height <= to; height++) {
            if (!progress.goOn("digest of the graph", height - graph.from(), to - graph.from() + 1L)) {
                throw new CancellationException("stopped before the digest of the graph was done");
            }
            sweep.read(height, block);
            add();
        }
        return HexFormat.of().formatHex(sha256.digest());
    }

    private void add() throws IOException {
        out.write(graph.header(block.height));
        out.writeInt(block.scriptsBefore);
        out.writeInt(block.transactions);
        for (int t = 0; t < block.transactions; t++) {
            graph.read(block.id(t), transaction);
            out.write(graph.txid(block.id(t)).toBytes());
            out.writeInt(block.version(t));
            out.writeInt(block.lockTime(t));
            out.writeInt(block.lowestSequence(t));
            out.writeInt(block.weight(t));
            out.writeBoolean(transaction.unresolved);
            out.writeLong(transaction.fee);
            out.writeLong(transaction.feesBefore);
            addInputs(t);
            addOutputs(t);
        }
        for (int number = block.scriptsBefore; number < graph.scripts(block.height); number++) {
            byte[] script = graph.script(number);
            out.writeInt(script.length);
            out.write(script);
        }
    }

    private void addInputs(int t) throws IOException {
        out.writeInt(transaction.inputs);
        for (int i = 0; i < transaction.inputs; i++) {
            out.writeLong(transaction.prevouts[i]);
            out.writeLong(transaction.inputValues[i]);
            out.writeInt(block.inputScripts[block.firstInput[t] + i]);
            if (OutputId.isBoundary(transaction.prevouts[i])) {
                addBoundary(graph.output(transaction.prevouts[i]));
            }
        }
    }

    private void addBoundary(Output output) throws IOException {
        out.writeUTF(output.outPoint().toString());
        out.writeInt(output.height());
        out.writeBoolean(output.coinbase());
    }

    private void addOutputs(int t) throws IOException {
        out.writeInt(transaction.outputs);
        for (int vout = 0; vout < transaction.outputs; vout++) {
            out.writeLong(transaction.values[vout]);
            long spender = transaction.spenders[vout];
            out.writeLong(OutputId.height(spender) <= to ? spender : OutputId.UNSPENT);
            out.writeBoolean(transaction.unspendable[vout]);
            out.writeInt(block.outputScripts[block.firstOutput[t] + vout]);
        }
    }
}
