package clayton.clustering;

import java.io.IOException;
import java.util.BitSet;

/// In a peel chain (one input, two outputs, and the same before or after) the change is what the next such
/// transaction spends. Says nothing unless all outputs are spent.
final class PeelingChain implements ChangeHeuristic {
    @Override
    public String name() {
        return "peeling-chain";
    }

    @Override
    public String source() {
        return "Kalodner et al. 2020 (BlockSci, change_address.cpp, PeelingChain), tx_identification.cpp";
    }

    @Override
    public String reason() {
        return "spent by the next hop of a peel chain";
    }

    @Override
    public BitSet candidates(Payment payment) throws IOException {
        return payment.traits().looksLikePeeling() && (comesFromPeeling(payment) || isPeeledFurther(payment))
                ? Fingerprints.candidates(payment, (own, other) -> other.looksLikePeeling())
                : new BitSet();
    }

    private static boolean comesFromPeeling(Payment payment) throws IOException {
        return payment.madeBy(0).filter(Traits::looksLikePeeling).isPresent();
    }

    private static boolean isPeeledFurther(Payment payment) throws IOException {
        return !payment.payingThat(output ->
                        payment.spentBy(output).filter(Traits::looksLikePeeling).isPresent())
                .isEmpty();
    }
}
