package clayton.clustering;

import java.io.IOException;
import java.util.BitSet;

/// One-time change: of the paying outputs exactly one goes to an address that never appeared before, all others to
/// known ones, and none goes back to an input's address.
final class FreshAddress implements ChangeHeuristic {
    @Override
    public String name() {
        return "fresh-address";
    }

    @Override
    public String source() {
        return "Androulaki et al. 2013 (shadow addresses); Meiklejohn et al. 2013, heuristic 2";
    }

    @Override
    public String reason() {
        return "the only address that never appeared before";
    }

    @Override
    public BitSet candidates(Payment payment) throws IOException {
        BitSet fresh = payment.payingThat(payment::isFresh);
        boolean selfChange = !payment.payingThat(output -> payment.spends(payment.script(output)))
                .isEmpty();
        boolean applies = !payment.isCoinbase() && !selfChange && fresh.cardinality() == 1;
        return applies ? fresh : new BitSet();
    }
}
