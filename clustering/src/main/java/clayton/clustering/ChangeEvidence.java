package clayton.clustering;

import java.io.IOException;
import java.util.BitSet;

/// Tells a payment's change from its payments, as far as it can. Evidence is combined as the sets are that it gives;
/// what comes of it is evidence, and merges nothing.
@FunctionalInterface
public interface ChangeEvidence {
    /// The outputs, by number, that are not ruled out as change; none if nothing can be said of this payment. A new
    /// set each time. OP_RETURN outputs are never in it.
    BitSet candidates(Payment payment) throws IOException;

    /// What both leave.
    default ChangeEvidence and(ChangeEvidence other) {
        return payment -> {
            BitSet both = candidates(payment);
            both.and(other.candidates(payment));
            return both;
        };
    }

    /// What either leaves.
    default ChangeEvidence or(ChangeEvidence other) {
        return payment -> {
            BitSet either = candidates(payment);
            either.or(other.candidates(payment));
            return either;
        };
    }

    /// What this leaves and the other does not.
    default ChangeEvidence minus(ChangeEvidence other) {
        return payment -> {
            BitSet rest = candidates(payment);
            rest.andNot(other.candidates(payment));
            return rest;
        };
    }
}
