package clayton.clustering;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// The transaction in which one owner prepares for Whirlpool: up to seventy equal outputs of a pool's amount and a
/// little more, one output with data, one with the pool's fee, and perhaps one of change.
final class WhirlpoolTx0 implements CoinJoinRule {
    private static final int MOST_PREPARED = 70;
    private static final int MOST_OTHERS = 2;

    @Override
    public String name() {
        return "whirlpool-tx0";
    }

    @Override
    public String source() {
        return Whirlpool.SOURCE;
    }

    @Override
    public boolean mixes() {
        return false;
    }

    @Override
    public boolean mayFit(int inputs, int outputs, int equalOutputs) {
        return outputs >= 3 && outputs <= MOST_PREPARED + MOST_OTHERS + 1;
    }

    @Override
    public boolean fits(TransactionShape transaction) {
        return pool(transaction).isPresent();
    }

    @Override
    public CoinJoin describe(TransactionShape transaction) {
        Whirlpool.Pool pool = pool(transaction).orElseThrow();
        return new CoinJoin(
                this,
                1,
                CoinJoin.Confidence.MEDIUM,
                new TreeMap<>(
                        Map.of("denomination", pool.denominationSats(), "prepared", prepared(transaction, pool))));
    }

    private static Optional<Whirlpool.Pool> pool(TransactionShape transaction) {
        int paid = transaction.outputs() - transaction.dataOutputs();
        return transaction.dataOutputs() == 1 && paid >= 2 && paid <= MOST_PREPARED + MOST_OTHERS
                ? Whirlpool.POOLS.stream()
                        .filter(pool -> isOf(pool, transaction, paid))
                        .findFirst()
                : Optional.empty();
    }

    private static boolean isOf(Whirlpool.Pool pool, TransactionShape transaction, int paid) {
        long prepared = prepared(transaction, pool);
        return prepared >= 1
                && prepared <= MOST_PREPARED
                && prepared >= paid - MOST_OTHERS
                && transaction.outputs(value -> isFee(value, pool)) == 1;
    }

    /// How many outputs have the commonest of the amounts that the pool takes.
    private static long prepared(TransactionShape transaction, Whirlpool.Pool pool) {
        Tally counts = new Tally(transaction.outputs());
        int most = 0;
        for (long value : transaction.outputValues()) {
            if (pool.isFresh(value)) {
                most = Math.max(most, counts.add(value));
            }
        }
        return most;
    }

    /// Pools gave discounts, and their fees have changed: half to three times the listed one.
    private static boolean isFee(long value, Whirlpool.Pool pool) {
        return 2 * value >= pool.feeSats() && value <= 3 * pool.feeSats();
    }
}
