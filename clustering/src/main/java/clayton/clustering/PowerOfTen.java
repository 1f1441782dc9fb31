package clayton.clustering;

import java.io.IOException;
import java.util.BitSet;

/// People pay round amounts, and what is left is not round: a multiple of 0.01 bitcoin is no change.
final class PowerOfTen implements ChangeHeuristic {
    private static final long ROUND = 1_000_000;

    @Override
    public String name() {
        return "power-of-ten";
    }

    @Override
    public String source() {
        return "Kalodner et al. 2020 (BlockSci, change_address.cpp, PowerOfTen, six digits)";
    }

    @Override
    public String reason() {
        return "not a round amount";
    }

    @Override
    public BitSet candidates(Payment payment) throws IOException {
        return payment.payingThat(output -> !payment.isCoinbase() && payment.value(output) % ROUND != 0);
    }
}
