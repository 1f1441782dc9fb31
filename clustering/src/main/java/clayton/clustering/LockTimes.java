package clayton.clustering;

import java.io.IOException;
import java.util.BitSet;

/// Wallets keep to their ways with lock times: change is spent with one if the payment has one, and without if it
/// has none. Says nothing unless all outputs are spent.
final class LockTimes implements ChangeHeuristic {
    @Override
    public String name() {
        return "lock-time";
    }

    @Override
    public String source() {
        return "Kalodner et al. 2020 (BlockSci, change_address.cpp, Locktime); Möser and Narayanan 2022";
    }

    @Override
    public String reason() {
        return "spent with a lock time as this transaction has one, or has none";
    }

    @Override
    public BitSet candidates(Payment payment) throws IOException {
        return Fingerprints.candidates(payment, (own, other) -> own.hasLockTime() == other.hasLockTime());
    }
}
