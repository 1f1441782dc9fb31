package clayton.benchmarks;

import clayton.chain.Block;
import clayton.chain.BlockSink;
import clayton.chain.Hash256;
import clayton.chain.StaleBlock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;

/// Shows each block to the test.
final class ReadingSink implements BlockSink {
    private final Consumer<Block> reader;
    private final Map<Integer, Hash256> hashes = new HashMap<>();
    private OptionalInt tip = OptionalInt.empty();

    ReadingSink(Consumer<Block> reader) {
        this.reader = reader;
    }

    @Override
    public OptionalInt tip() {
        return tip;
    }

    @Override
    public Optional<Hash256> hashAt(int height) {
        return Optional.ofNullable(hashes.get(height));
    }

    @Override
    public void accept(Block block) {
        reader.accept(block);
        hashes.put(block.height, block.hash);
        tip = OptionalInt.of(block.height);
    }

    @Override
    public void rewind(int height) {
        throw new IllegalStateException("a generated chain has no block that is refused");
    }

    @Override
    public void stale(List<StaleBlock> blocks) {}

    @Override
    public void commit() {}
}
