package clayton.clustering;

import java.io.IOException;
import java.util.BitSet;

/// Wallets keep to one transaction version: change is spent by a transaction of the same one. Says nothing unless
/// all outputs are spent.
final class Versions implements ChangeHeuristic {
    @Override
    public String name() {
        return "version";
    }

    @Override
    public String source() {
        return "Möser and Narayanan 2022";
    }

    @Override
    public String reason() {
        return "spent by a transaction of the same version";
    }

    @Override
    public BitSet candidates(Payment payment) throws IOException {
        return Fingerprints.candidates(payment, (own, other) -> own.version() == other.version());
    }
}
