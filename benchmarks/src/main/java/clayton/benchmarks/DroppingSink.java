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
    private final List<Hash256> hashes = new ArrayList<>();
    private final List<Integer> transactions = new ArrayList<>();

    long transactions() {
        return transactions.stream().mapToLong(Integer::longValue).sum();
    }

    int transactionsAt(int height) {
        return transactions.get(height);
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
