package clayton.clustering;

import java.util.Map;
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
    public boolean fits(TransactionShape transaction) {
        return transaction.inputs() == PARTICIPANTS
                && transaction.outputs() == PARTICIPANTS
                && transaction.mostCommon().outputs() == PARTICIPANTS
                && transaction.differentInputScripts() == PARTICIPANTS
                && isOfPool(transaction);
    }

    private static boolean isOfPool(TransactionShape transaction) {
        for (Whirlpool.Pool pool : Whirlpool.POOLS) {
            if (pool.denominationSats() == transaction.mostCommon().valueSats()) {
                int fresh = transaction.inputs(pool::isFresh);
                int remixed = transaction.inputs(value -> value == pool.denominationSats());
                return fresh >= 1 && remixed >= 1 && fresh + remixed == PARTICIPANTS;
            }
        }
        return false;
    }

    @Override
    public CoinJoin describe(TransactionShape transaction) {
        long denomination = transaction.mostCommon().valueSats();
        long fresh = transaction.inputs(value -> value != denomination);
        return new CoinJoin(
                this,
                PARTICIPANTS,
                CoinJoin.Confidence.HIGH,
                new TreeMap<>(Map.of("denomination", denomination, "fresh", fresh)));
    }
}
