package clayton.chain;

final class MemoryGraphTest extends TransactionGraphContract {
    @Override
    protected BlockSink sink(Network network, int from) {
        return new MemoryGraph(network);
    }

    @Override
    protected TransactionGraph graph(BlockSink sink) {
        return (MemoryGraph) sink;
    }
}
