package clayton.clustering;

import java.io.IOException;
import java.util.BitSet;

/// Wallets signal that a transaction may be replaced (BIP 125), or do not: change is spent as it came. Says nothing
/// unless all outputs are spent.
final class ReplaceByFee implements ChangeHeuristic {
    @Override
    public String name() {
        return "replace-by-fee";
    }

    @Override
    public String source() {
        return "Möser and Narayanan 2022";
    }

    @Override
    public String reason() {
        return "spent with the same signal of replaceability";
    }

    @Override
    public BitSet candidates(Payment payment) throws IOException {
        return Fingerprints.candidates(payment, (own, other) -> own.isReplaceable() == other.isReplaceable());
    }
}
