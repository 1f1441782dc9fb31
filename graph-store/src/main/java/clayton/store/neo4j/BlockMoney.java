package clayton.store.neo4j;

import clayton.chain.BlockView;
import clayton.chain.Network;
import clayton.chain.TransactionGraph;

/// The fees of a block in satoshis: of each transaction, of those before it, of all; and what its coinbase leaves
/// unclaimed. What depends on a value that is not known counts 0.
final class BlockMoney {
    private final long[] fee;
    private final long[] feesBefore;
    private final boolean[] unresolved;
    private final long fees;
    private final long unclaimed;
    private final boolean anyUnresolved;

    BlockMoney(LinkedBlock block, Network network) {
        BlockView view = block.view;
        fee = new long[view.transactions];
        feesBefore = new long[view.transactions];
        unresolved = new boolean[view.transactions];
        long sum = 0;
        boolean any = false;
        for (int t = 1; t < view.transactions; t++) {
            feesBefore[t] = sum;
            long in = 0;
            for (int i = view.firstInput[t]; i < view.firstInput[t + 1]; i++) {
                unresolved[t] |= view.inputValues[i] == TransactionGraph.UNKNOWN;
                in += view.inputValues[i];
            }
            fee[t] = unresolved[t] ? 0 : in - paid(view, t);
            sum += fee[t];
            any |= unresolved[t];
        }
        fees = sum;
        anyUnresolved = any;
        unclaimed = any ? 0 : network.subsidy(view.height) + fees - paid(view, 0);
    }

    private static long paid(BlockView view, int t) {
        long sum = 0;
        for (int i = view.firstOutput[t]; i < view.firstOutput[t + 1]; i++) {
            sum += view.values[i];
        }
        return sum;
    }

    long fee(int t) {
        return fee[t];
    }

    long feesBefore(int t) {
        return feesBefore[t];
    }

    /// Of a coinbase: whether any transaction of the block is.
    boolean unresolved(int t) {
        return t == 0 ? anyUnresolved : unresolved[t];
    }

    long fees() {
        return fees;
    }

    /// Negative if the coinbase claims more than it may.
    long unclaimed() {
        return unclaimed;
    }
}
