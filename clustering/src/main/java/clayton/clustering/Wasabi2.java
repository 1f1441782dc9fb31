package clayton.clustering;

import clayton.chain.Network;
import clayton.chain.ScriptKind;
import java.io.IOException;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/// Wasabi 2.x: at least fifty inputs, outputs in falling order, more than four in five of them with an amount of the
/// wallets' common list. How many take part cannot be seen.
final class Wasabi2 implements CoinJoinRule {
    private static final int LEAST_INPUTS = 50;
    private static final long COMMON_PERCENT = 80;
    private static final long LEAST_AMOUNT = 5_000;
    private static final long MOST_AMOUNT = 43_000 * Network.COIN;
    private static final Set<ScriptKind> KINDS = EnumSet.of(ScriptKind.P2WPKH, ScriptKind.P2TR);

    /// In rising order.
    private static final long[] COMMON_AMOUNTS = commonAmounts();

    @Override
    public String name() {
        return "wasabi-2";
    }

    @Override
    public String source() {
        return "WalletWasabi, SmartTransaction.cs (IsWasabi2Cj) and StandardDenomination.cs";
    }

    /// 2^n, 3^n, 2·3^n, 10^n, 2·10^n and 5·10^n satoshis between 5000 satoshis and 43,000 bitcoin.
    private static long[] commonAmounts() {
        Set<Long> amounts = new TreeSet<>();
        addPowers(amounts, 2, 1);
        addPowers(amounts, 3, 1, 2);
        addPowers(amounts, 10, 1, 2, 5);
        return amounts.stream().mapToLong(Long::longValue).toArray();
    }

    private static void addPowers(Set<Long> amounts, int base, int... factors) {
        for (int factor : factors) {
            for (long amount = factor; amount <= MOST_AMOUNT; amount *= base) {
                if (amount >= LEAST_AMOUNT) {
                    amounts.add(amount);
                }
            }
        }
    }

    @Override
    public boolean mayFit(int inputs, int outputs, int equalOutputs) {
        return inputs >= LEAST_INPUTS;
    }

    @Override
    public boolean fits(TransactionShape transaction) throws IOException {
        return transaction.inputs() >= LEAST_INPUTS
                && transaction.dataOutputs() == 0
                && 100 * commonOutputs(transaction) > COMMON_PERCENT * transaction.outputs()
                && isFalling(transaction.outputValues())
                && transaction.hasOnly(KINDS);
    }

    @Override
    public CoinJoin describe(TransactionShape transaction) {
        long common = commonOutputs(transaction);
        return new CoinJoin(this, 0, CoinJoin.Confidence.HIGH, new TreeMap<>(Map.of("commonOutputs", common)));
    }

    private static long commonOutputs(TransactionShape transaction) {
        return transaction.outputs(value -> Arrays.binarySearch(COMMON_AMOUNTS, value) >= 0);
    }

    private static boolean isFalling(long[] values) {
        for (int i = 1; i < values.length; i++) {
            if (values[i] > values[i - 1]) {
                return false;
            }
        }
        return true;
    }
}
