package clayton.clustering;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// A Whirlpool round: five inputs, five outputs of a pool's amount, ten different scripts; at least one input is
/// fresh and at least one comes from an earlier round. The larger rounds that came later are left to the other
/// rules.
final class WhirlpoolMix implements CoinJoinRule {
    private static final int PARTICIPANTS = 5;

    @Override
    public String name() {
        return "whirlpool-mix";
    }

    @Override
    public String source() {
        return Whirlpool.SOURCE;
    }

    @Override
    public boolean mayFit(int inputs, int outputs, int equalOutputs) {
        return inputs == PARTICIPANTS && outputs == PARTICIPANTS && equalOutputs == PARTICIPANTS;
    }

    @Override
    public Optional<CoinJoin> judge(TransactionShape transaction) {
        boolean fits = transaction.inputs() == PARTICIPANTS
                && transaction.outputs() == PARTICIPANTS
                && transaction.mostCommon().outputs() == PARTICIPANTS
                && transaction.differentInputScripts() == PARTICIPANTS;
        return fits
                ? Whirlpool.POOLS.stream()
                        .filter(pool -> pool.denominationSats()
                                == transaction.mostCommon().valueSats())
                        .findAny()
                        .flatMap(pool -> judge(transaction, pool))
                : Optional.empty();
    }

    private Optional<CoinJoin> judge(TransactionShape transaction, Whirlpool.Pool pool) {
        long fresh = transaction.inputValues().filter(pool::isFresh).count();
        long remixed = transaction
                .inputValues()
                .filter(value -> value == pool.denominationSats())
                .count();
        return fresh >= 1 && remixed >= 1 && fresh + remixed == PARTICIPANTS
                ? Optional.of(new CoinJoin(
                        this,
                        PARTICIPANTS,
                        CoinJoin.Confidence.HIGH,
                        new TreeMap<>(Map.of("denomination", pool.denominationSats(), "fresh", fresh))))
                : Optional.empty();
    }
}
