package clayton.store.neo4j;

import clayton.chain.BlockSink;
import clayton.chain.Network;
import clayton.chain.TransactionGraph;
import clayton.chain.TransactionGraphContract;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;

/// A Neo4j keeps the contract of every graph.
final class Neo4jGraphTest extends TransactionGraphContract {
    private @Nullable Neo4jConnection connection;
    private @Nullable Neo4jWriter writer;

    @Override
    protected BlockSink sink(Network network, int from) throws IOException {
        close();
        connection = TestNeo4j.empty();
        writer = Neo4jWriter.open(connection, network, from, script -> Optional.empty());
        return writer;
    }

    @Override
    protected TransactionGraph graph(BlockSink sink) throws IOException {
        sink.commit();
        return Neo4jGraph.open(Neo4jConnection.open(TestNeo4j.SERVER.address()));
    }

    @Override
    protected int randomChains() {
        return 3;
    }

    @AfterEach
    void close() throws IOException {
        if (writer != null) {
            writer.close();
        }
        if (connection != null) {
            connection.close();
        }
    }
}
