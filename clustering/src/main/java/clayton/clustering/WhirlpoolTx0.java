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
    public Optional<CoinJoin> judge(TransactionShape transaction) {
        int paid = transaction.outputs() - transaction.dataOutputs();
        if (transaction.dataOutputs() != 1 || paid < 2 || paid > MOST_PREPARED + MOST_OTHERS) {
            return Optional.empty();
        }
        return Whirlpool.POOLS.stream()
                .flatMap(pool -> judge(transaction, pool, paid).stream())
                .findFirst();
    }

    private Optional<CoinJoin> judge(TransactionShape transaction, Whirlpool.Pool pool, int paid) {
        Map<Long, Long> counts = new TreeMap<>();
        transaction.outputValues().filter(pool::isFresh).forEach(value -> counts.merge(value, 1L, Long::sum));
        long prepared = counts.values().stream().mapToLong(count -> count).max().orElse(0);
        boolean fits = prepared >= 1
                && prepared <= MOST_PREPARED
                && prepared >= paid - MOST_OTHERS
                && transaction
                                .outputValues()
                                .filter(value -> isFee(value, pool))
                                .count()
                        == 1;
        return fits
                ? Optional.of(new CoinJoin(
                        this,
                        1,
                        CoinJoin.Confidence.MEDIUM,
                        new TreeMap<>(Map.of("denomination", pool.denominationSats(), "prepared", prepared))))
                : Optional.empty();
    }

    /// Pools gave discounts, and their fees have changed: half to three times the listed one.
    private static boolean isFee(long value, Whirlpool.Pool pool) {
        return 2 * value >= pool.feeSats() && value <= 3 * pool.feeSats();
    }
}
