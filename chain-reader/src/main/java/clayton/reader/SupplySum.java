package clayton.reader;

import clayton.chain.Block;
import clayton.chain.Network;
import clayton.chain.SpentOutputs;

/// Whether a block's values add up: no transaction pays out more than came in, and the coinbase no more than
/// subsidy and fees. It may pay less.
final class SupplySum {
    private SupplySum() {}

    static boolean closes(Block block, SpentOutputs spent, Network network) {
        long allowed = network.subsidy(block.height);
        for (int t = 1; t < block.transactions && allowed <= Network.MAX_MONEY; t++) {
            long paidIn = sum(spent.value, block.firstInput[t], block.firstInput[t + 1]);
            long fee = paidIn - paid(block, t);
            if (paidIn > Network.MAX_MONEY || fee < 0) {
                return false;
            }
            allowed += fee;
        }
        return allowed <= Network.MAX_MONEY && paid(block, 0) <= allowed;
    }

    private static long paid(Block block, int t) {
        return sum(block.value, block.firstOutput[t], block.firstOutput[t + 1]);
    }

    /// Stops as soon as the sum is more than there can be.
    private static long sum(long[] values, int from, int to) {
        long sum = 0;
        for (int i = from; i < to && sum <= Network.MAX_MONEY; i++) {
            sum += values[i];
        }
        return sum;
    }
}
