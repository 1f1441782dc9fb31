package clayton.clustering;

import java.io.IOException;
import java.util.BitSet;

/// Many wallets put what they pay first and their change behind it: change is the last output that pays somebody.
final class OutputPosition implements ChangeHeuristic {
    @Override
    public String name() {
        return "output-position";
    }

    @Override
    public String source() {
        return "Atlas 2015 (BIP 69, motivation: payments first, change second)";
    }

    @Override
    public String reason() {
        return "the last of the outputs";
    }

    @Override
    public BitSet candidates(Payment payment) throws IOException {
        int last = payment.paying().length() - 1;
        return payment.payingThat(output -> !payment.isCoinbase() && output == last);
    }
}
