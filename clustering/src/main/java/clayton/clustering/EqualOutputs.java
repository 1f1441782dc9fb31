package clayton.clustering;

import java.util.Map;
import java.util.TreeMap;

/// The general rule: everyone who takes part has one of the equal outputs and one of change, but one who may have no
/// change, and everyone brings an input of his own. 546 and 2730 satoshis are dust that tokens are sent with.
final class EqualOutputs implements CoinJoinRule {
    private static final long DUST = 546;
    private static final long OLD_DUST = 2_730;

    @Override
    public String name() {
        return "equal-outputs";
    }

    @Override
    public String source() {
        return "Goldfeder et al. 2018, section 7, as in BlockSci, tx_identification.cpp";
    }

    @Override
    public boolean mayFit(int inputs, int outputs, int equalOutputs) {
        return inputs >= 2 && outputs >= 3 && 2 * equalOutputs >= outputs && 2 * inputs >= outputs;
    }

    @Override
    public boolean fits(TransactionShape transaction) {
        TransactionShape.EqualSet equal = transaction.mostCommon();
        int participants = (transaction.outputs() + 1) / 2;
        return transaction.inputs() >= 2
                && transaction.outputs() >= 3
                && equal.outputs() == participants
                && participants <= transaction.differentInputScripts()
                && equal.valueSats() != DUST
                && equal.valueSats() != OLD_DUST;
    }

    @Override
    public CoinJoin describe(TransactionShape transaction) {
        TransactionShape.EqualSet equal = transaction.mostCommon();
        return new CoinJoin(
                this,
                equal.outputs(),
                equal.outputs() < 3 ? CoinJoin.Confidence.LOW : CoinJoin.Confidence.MEDIUM,
                new TreeMap<>(Map.of("equalOutputs", (long) equal.outputs(), "denomination", equal.valueSats())));
    }
}
