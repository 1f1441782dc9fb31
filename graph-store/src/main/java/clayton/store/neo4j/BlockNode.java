package clayton.store.neo4j;

import clayton.chain.Hash256;
import java.util.HexFormat;
import org.neo4j.driver.Value;

/// A block as its node states it.
record BlockNode(int height, Hash256 hash, byte[] header, int transactions, Sums sums) {
    static BlockNode of(Value node) {
        return new BlockNode(
                node.get("height").asInt(),
                Hash256.parse(node.get("hash").asString()),
                HexFormat.of().parseHex(node.get("header").asString()),
                node.get("transactions").asInt(),
                Sums.of(node));
    }
}
