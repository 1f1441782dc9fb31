package clayton.store;

import clayton.chain.BlockSink;
import clayton.chain.Network;
import clayton.chain.TransactionGraph;
import clayton.chain.TransactionGraphContract;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

/// The ledger keeps the contract of every graph.
final class LedgerTest extends TransactionGraphContract {
    @TempDir
    private Path folder;

    private final Map<BlockSink, Path> ledgers = new HashMap<>();

    @Override
    protected BlockSink sink(Network network, int from) throws IOException {
        Path ledger = Files.createTempDirectory(folder, "ledger");
        LedgerWriter writer = LedgerWriter.open(ledger, network, from, folder);
        ledgers.put(writer, ledger);
        return writer;
    }

    @Override
    protected TransactionGraph graph(BlockSink sink) throws IOException {
        sink.commit();
        return Ledger.open(ledgers.get(sink));
    }

    @Override
    protected int randomChains() {
        return 25;
    }

    @AfterEach
    void closeWriters() throws IOException {
        for (BlockSink sink : ledgers.keySet()) {
            ((LedgerWriter) sink).close();
        }
    }
}
