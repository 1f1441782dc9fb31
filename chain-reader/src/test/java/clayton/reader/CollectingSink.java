package clayton.reader;

import clayton.chain.Block;
import clayton.chain.BlockSink;
import clayton.chain.Hash256;
import clayton.chain.StaleBlock;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;

/// Takes every block, keeps its hash, and shows it to whoever asked to see it.
final class CollectingSink implements BlockSink {
    interface Look {
        void at(Block block) throws IOException;
    }

    final TreeMap<Integer, Hash256> hashes = new TreeMap<>();
    final List<String> calls = new ArrayList<>();
    List<StaleBlock> stale = List.of();
    private final Look look;

    CollectingSink() {
        this(block -> {});
    }

    CollectingSink(Look look) {
        this.look = look;
    }

    @Override
    public OptionalInt tip() {
        return hashes.isEmpty() ? OptionalInt.empty() : OptionalInt.of(hashes.lastKey());
    }

    @Override
    public Optional<Hash256> hashAt(int height) {
        return Optional.ofNullable(hashes.get(height));
    }

    @Override
    public void accept(Block block) throws IOException {
        if (!hashes.isEmpty() && hashes.lastKey() + 1 != block.height) {
            throw new IllegalStateException("block " + block.height + " after " + hashes.lastKey());
        }
        look.at(block);
        hashes.put(block.height, block.hash);
    }

    @Override
    public void rewind(int height) {
        calls.add("rewind " + height);
        hashes.tailMap(height, false).clear();
    }

    @Override
    public void stale(List<StaleBlock> blocks) {
        stale = blocks;
    }

    @Override
    public void commit() {
        calls.add("commit");
    }
}
