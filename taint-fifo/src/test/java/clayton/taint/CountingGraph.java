package clayton.taint;

import clayton.chain.BlockView;
import clayton.chain.Hash256;
import clayton.chain.Network;
import clayton.chain.OutPoint;
import clayton.chain.Output;
import clayton.chain.TransactionGraph;
import clayton.chain.TransactionView;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Consumer;
import java.util.stream.LongStream;

/// Passes everything on and remembers which transactions were announced and read.
final class CountingGraph implements TransactionGraph {
    final List<Long> announced = new ArrayList<>();
    final List<Long> read = new ArrayList<>();
    int reads;

    /// Falsifies what is read, for tests of what must be noticed.
    Consumer<TransactionView> twist = view -> {};

    private final TransactionGraph graph;

    CountingGraph(TransactionGraph graph) {
        this.graph = graph;
    }

    @Override
    public int prefetchSize() {
        return 100;
    }

    @Override
    public void prefetch(long[] transactions, int count) throws IOException {
        LongStream.of(transactions).limit(count).forEach(announced::add);
        graph.prefetch(transactions, count);
    }

    @Override
    public void read(long transaction, TransactionView view) throws IOException {
        reads++;
        graph.read(transaction, view);
        twist.accept(view);
        read.add(view.id);
    }

    @Override
    public void read(long first, int count, BlockView view) throws IOException {
        graph.read(first, count, view);
    }

    @Override
    public int scripts(int height) throws IOException {
        return graph.scripts(height);
    }

    @Override
    public OptionalInt scriptNumber(byte[] script) throws IOException {
        return graph.scriptNumber(script);
    }

    @Override
    public byte[] script(int number) throws IOException {
        return graph.script(number);
    }

    @Override
    public Network network() {
        return graph.network();
    }

    @Override
    public int from() {
        return graph.from();
    }

    @Override
    public int to() {
        return graph.to();
    }

    @Override
    public int transactionsIn(int height) throws IOException {
        return graph.transactionsIn(height);
    }

    @Override
    public long[] transactions(Hash256 txid) throws IOException {
        return graph.transactions(txid);
    }

    @Override
    public long[] outputs(OutPoint outPoint) throws IOException {
        return graph.outputs(outPoint);
    }

    @Override
    public Output output(long id) throws IOException {
        return graph.output(id);
    }

    @Override
    public LongStream outputs(byte[] script) throws IOException {
        return graph.outputs(script);
    }

    @Override
    public Hash256 txid(long transaction) throws IOException {
        return graph.txid(transaction);
    }

    @Override
    public byte[] header(int height) throws IOException {
        return graph.header(height);
    }

    @Override
    public Hash256 blockHash(int height) throws IOException {
        return graph.blockHash(height);
    }

    @Override
    public void close() throws IOException {
        graph.close();
    }
}
