package clayton.store.neo4j;

import clayton.chain.CorruptDataException;
import clayton.chain.Hash256;
import clayton.chain.Network;
import clayton.chain.StaleBlock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.neo4j.driver.Value;

/// Which range a database holds, as its `Chain` node states it: what counts is what lies between `from` and `to`.
record ChainState(Network network, int from, int to, List<StaleBlock> stale) {
    /// Empty if nothing was ever loaded, or all of it was removed.
    static Optional<ChainState> read(Neo4jConnection connection) throws DatabaseException, CorruptDataException {
        List<Value> found = connection.read(Cypher.CHAIN, Map.of(), record -> record.get(0));
        return found.isEmpty() ? Optional.empty() : Optional.of(of(connection, found.getFirst()));
    }

    static ChainState of(Neo4jConnection connection, Value chain) throws CorruptDataException {
        String name = chain.get("network").asString();
        int magic = chain.get("magic").asInt();
        Network network = Network.named(name)
                .orElseThrow(() -> new CorruptDataException(
                        connection.address().uri(), 0, "a network Clayton knows", "'" + name + "'"));
        return new ChainState(
                network.magic() == magic ? network : Network.customSignet(magic),
                chain.get("from").asInt(),
                chain.get("to").asInt(),
                chain.get("stale").asList(value -> parse(value.asString())));
    }

    boolean isEmpty() {
        return to < from;
    }

    static List<String> texts(List<StaleBlock> stale) {
        return stale.stream()
                .map(block -> block.height() + " " + block.hash() + " " + block.file() + " " + block.offset() + " "
                        + block.reason())
                .toList();
    }

    private static StaleBlock parse(String text) {
        String[] words = text.split(" ", 5);
        return new StaleBlock(
                Integer.parseInt(words[0]),
                Hash256.parse(words[1]),
                Integer.parseInt(words[2]),
                Long.parseLong(words[3]),
                words[4]);
    }
}
