package clayton.clustering;

import java.io.IOException;
import java.util.BitSet;
import java.util.Optional;

/// What heuristics share that compare a payment with the transactions that spend its outputs.
final class Fingerprints {
    private Fingerprints() {}

    /// The outputs whose spending transaction is like the payment, and those that are not spent. None of a coinbase.
    static BitSet candidates(Payment payment, Likeness likeness) throws IOException {
        if (payment.isCoinbase()) {
            return new BitSet();
        }
        Traits own = payment.traits();
        return payment.payingThat(output -> {
            Optional<Traits> spender = payment.spentBy(output);
            return spender.isEmpty() || likeness.holds(own, spender.get());
        });
    }

    /// Whether one wallet may have made both.
    interface Likeness {
        boolean holds(Traits own, Traits other);
    }
}
