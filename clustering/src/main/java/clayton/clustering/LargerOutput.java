package clayton.clustering;

import java.io.IOException;
import java.util.BitSet;

/// A peel chain takes small amounts off a large coin: of two outputs the larger is what remains.
final class LargerOutput implements ChangeHeuristic {
    @Override
    public String name() {
        return "larger-output";
    }

    @Override
    public String source() {
        return "Meiklejohn et al. 2013, section 5 (peeling chains)";
    }

    @Override
    public String reason() {
        return "the larger of two";
    }

    @Override
    public BitSet candidates(Payment payment) throws IOException {
        if (payment.isCoinbase() || payment.payingOutputs() != 2) {
            return new BitSet();
        }
        BitSet paying = payment.paying();
        long larger = Math.max(payment.value(paying.nextSetBit(0)), payment.value(paying.length() - 1));
        return payment.payingThat(output -> payment.value(output) == larger);
    }
}
