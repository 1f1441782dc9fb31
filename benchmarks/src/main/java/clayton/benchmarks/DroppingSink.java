package clayton.benchmarks;

import clayton.chain.Block;
import clayton.chain.BlockSink;
import clayton.chain.Hash256;
import clayton.chain.StaleBlock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// Takes every block and keeps nothing but their names and sizes: what a load costs before anything is stored.
final class DroppingSink implements BlockSink {
    private final int from;
    private final List<Hash256> hashes = new ArrayList<>();
    private final List<Integer> transactions = new ArrayList<>();

    /// For blocks from this height on.
    DroppingSink(int from) {
        this.from = from;
    }

    long transactions() {
        return transactions.stream().mapToLong(Integer::longValue).sum();
    }

    int transactionsAt(int height) {
        return transactions.get(height - from);
    }

    @Override
    public OptionalInt tip() {
        return hashes.isEmpty() ? OptionalInt.empty() : OptionalInt.of(from + hashes.size() - 1);
    }

    @Override
    public Optional<Hash256> hashAt(int height) {
        int i = height - from;
        return i >= 0 && i < hashes.size() ? Optional.of(hashes.get(i)) : Optional.empty();
    }

    @Override
    public void accept(Block block) {
        hashes.add(block.hash);
        transactions.add(block.transactions);
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
