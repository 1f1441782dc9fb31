package clayton.clustering;

import clayton.chain.TransactionGraph;
import java.io.IOException;
import java.util.BitSet;

/// Some wallets always pay one fee rate: change is spent at the same one, to the satoshi for 1000 virtual bytes. A
/// rate that is not known rules nothing out. Says nothing unless all outputs are spent.
final class FixedFeeRate implements ChangeHeuristic {
    @Override
    public String name() {
        return "fixed-fee-rate";
    }

    @Override
    public String source() {
        return "Kalodner et al. 2020 (BlockSci, change_address.cpp, FixedFee); Möser and Narayanan 2022";
    }

    @Override
    public String reason() {
        return "spent at the same fee rate";
    }

    @Override
    public BitSet candidates(Payment payment) throws IOException {
        return Fingerprints.candidates(payment, FixedFeeRate::isSame);
    }

    private static boolean isSame(Traits own, Traits other) {
        return own.feeRate() == TransactionGraph.UNKNOWN
                || other.feeRate() == TransactionGraph.UNKNOWN
                || own.feeRate() == other.feeRate();
    }
}
