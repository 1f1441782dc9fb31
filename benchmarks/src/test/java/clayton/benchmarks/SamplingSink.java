package clayton.benchmarks;

import clayton.chain.Block;
import clayton.chain.BlockSink;
import clayton.chain.Hash256;
import clayton.chain.StaleBlock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// Keeps copies of the blocks at some heights.
final class SamplingSink implements BlockSink {
    private final List<Block> sample;
    private final int[] wanted;
    private final List<Hash256> hashes = new ArrayList<>();

    SamplingSink(List<Block> sample, int... wanted) {
        this.sample = sample;
        this.wanted = wanted;
    }

    @Override
    public OptionalInt tip() {
        return hashes.isEmpty() ? OptionalInt.empty() : OptionalInt.of(hashes.size() - 1);
    }

    @Override
    public Optional<Hash256> hashAt(int height) {
        return height < hashes.size() ? Optional.of(hashes.get(height)) : Optional.empty();
    }

    @Override
    public void accept(Block block) {
        hashes.add(block.hash);
        if (Arrays.stream(wanted).anyMatch(height -> height == block.height)) {
            Block copy = new Block();
            copy.height = block.height;
            copy.hash = block.hash;
            copy.bytes = Arrays.copyOf(block.bytes, block.length);
            copy.length = block.length;
            copy.transactions = block.transactions;
            copy.txids = Arrays.copyOf(block.txids, block.transactions * Hash256.BYTES);
            sample.add(copy);
        }
    }

    @Override
    public void rewind(int height) {
        hashes.subList(height + 1, hashes.size()).clear();
    }

    @Override
    public void stale(List<StaleBlock> blocks) {}

    @Override
    public void commit() {}
}
