package clayton.clustering;

import java.io.IOException;
import java.util.BitSet;

/// What heuristics share that compare a payment with the transactions that spend its outputs.
final class Fingerprints {
    private Fingerprints() {}

    /// The outputs whose spending transaction is like the payment. None unless all are spent: one that is not may still
    /// be spent in the same way (Möser and Narayanan 2022 leave such payments out). None of a coinbase.
    static BitSet candidates(Payment payment, Likeness likeness) throws IOException {
        if (payment.isCoinbase() || !payment.isSpent()) {
            return new BitSet();
        }
        Traits own = payment.traits();
        return payment.payingThat(
                output -> likeness.holds(own, payment.spentBy(output).orElseThrow()));
    }

    /// Whether one wallet may have made both.
    interface Likeness {
        boolean holds(Traits own, Traits other);
    }
}
