package clayton.clustering;

import clayton.chain.Network;
import clayton.chain.ScriptKind;
import java.io.IOException;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// Wasabi 1.x: at least ten outputs of about 0.1 bitcoin, in native segwit, beside change and the coordinator's fee.
/// Its first rounds, which had other amounts and a known fee address, are left to the other rules.
final class Wasabi1 implements CoinJoinRule {
    private static final long DENOMINATION = Network.COIN / 10;
    private static final long PRECISION = 2 * Network.COIN / 100;
    private static final int LEAST_EQUAL = 10;
    private static final int LEAST_OTHER = 2;
    private static final Set<ScriptKind> KINDS = EnumSet.of(ScriptKind.P2WPKH);

    @Override
    public String name() {
        return "wasabi-1";
    }

    @Override
    public String source() {
        return "Ficsor, Dumplings, Scanner.cs and Constants.cs; Stuetz et al. 2022";
    }

    @Override
    public boolean mayFit(int inputs, int outputs, int equalOutputs) {
        return equalOutputs >= LEAST_EQUAL && inputs >= LEAST_EQUAL;
    }

    @Override
    public boolean fits(TransactionShape transaction) throws IOException {
        TransactionShape.EqualSet equal = transaction.mostCommon();
        return equal.outputs() >= LEAST_EQUAL
                && transaction.inputs() >= equal.outputs()
                && Math.abs(equal.valueSats() - DENOMINATION) <= PRECISION
                && otherValues(transaction, equal.valueSats()) >= LEAST_OTHER
                && transaction.hasOnly(KINDS);
    }

    @Override
    public CoinJoin describe(TransactionShape transaction) {
        TransactionShape.EqualSet equal = transaction.mostCommon();
        return new CoinJoin(
                this,
                equal.outputs(),
                CoinJoin.Confidence.HIGH,
                new TreeMap<>(Map.of("denomination", equal.valueSats())));
    }

    private static int otherValues(TransactionShape transaction, long equalSats) {
        Tally others = new Tally(transaction.outputs());
        return transaction.outputs(value -> value != equalSats && others.add(value) == 1);
    }
}
