package clayton.clustering;

import java.util.Map;
import java.util.TreeMap;

/// JoinMarket: a taker and at least one maker, no coordinator and no fixed amount. Everyone has one of the equal
/// outputs and at most one of change, a maker always has change, and no script is paid twice.
final class JoinMarket implements CoinJoinRule {
    private static final int LEAST_PARTICIPANTS = 2;
    private static final long DUST = 2_730;

    @Override
    public String name() {
        return "joinmarket";
    }

    @Override
    public String source() {
        return "Schnoering and Vazirgiannis 2023 (arXiv 2311.12491), JoinMarket; dust as in BlockSci";
    }

    @Override
    public boolean mayFit(int inputs, int outputs, int equalOutputs) {
        return inputs >= LEAST_PARTICIPANTS && 2 * equalOutputs >= outputs && 2 * inputs >= outputs;
    }

    @Override
    public boolean fits(TransactionShape transaction) {
        TransactionShape.EqualSet equal = transaction.mostCommon();
        int participants = equal.outputs();
        return participants >= LEAST_PARTICIPANTS
                && participants < transaction.outputs()
                && 2 * participants >= transaction.outputs()
                && participants <= transaction.differentInputScripts()
                && equal.valueSats() > DUST
                && transaction.dataOutputs() == 0
                && transaction.outputScriptsDiffer();
    }

    @Override
    public CoinJoin describe(TransactionShape transaction) {
        TransactionShape.EqualSet equal = transaction.mostCommon();
        return new CoinJoin(
                this,
                equal.outputs(),
                equal.outputs() < 3 ? CoinJoin.Confidence.LOW : CoinJoin.Confidence.MEDIUM,
                new TreeMap<>(Map.of("denomination", equal.valueSats())));
    }
}
