package clayton.store.neo4j;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Blocks by height, read many at a time and remembered.
final class BlockNodes {
    private static final int CHUNK = 512;
    private static final int REMEMBERED = 64;

    private final Neo4jConnection connection;
    private final Map<Integer, List<BlockNode>> chunks = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Integer, List<BlockNode>> eldest) {
            return size() > REMEMBERED;
        }
    };

    BlockNodes(Neo4jConnection connection) {
        this.connection = connection;
    }

    /// A block that is in the database.
    BlockNode at(int height) throws IOException {
        int first = height - height % CHUNK;
        List<BlockNode> chunk = chunks.get(first);
        if (chunk == null || chunk.isEmpty() || chunk.getLast().height() < height) {
            chunk = connection.read(
                    Cypher.BLOCKS, Map.of("from", first, "count", CHUNK), record -> BlockNode.of(record.get(0)));
            chunks.put(first, chunk);
        }
        int index = chunk.isEmpty() ? -1 : height - chunk.getFirst().height();
        if (index < 0 || index >= chunk.size()) {
            throw new DatabaseException(
                    "the database at " + connection.address().uri() + " lacks block " + height
                            + " of the range it says it holds: remove the range and load it again");
        }
        return chunk.get(index);
    }

    void forget() {
        chunks.clear();
    }
}
