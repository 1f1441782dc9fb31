package clayton.clustering;

import java.io.IOException;
import java.util.BitSet;

/// Change is smaller than every input: otherwise the smallest one need not have been spent. Says nothing where an
/// input's value is not known.
final class OptimalChange implements ChangeHeuristic {
    @Override
    public String name() {
        return "optimal-change";
    }

    @Override
    public String source() {
        return "Nick 2015; Kalodner et al. 2020 (BlockSci, change_address.cpp, OptimalChange)";
    }

    @Override
    public String reason() {
        return "smaller than every input";
    }

    @Override
    public BitSet candidates(Payment payment) throws IOException {
        long smallest = Long.MAX_VALUE;
        for (int input = 0; input < payment.inputs(); input++) {
            smallest = Math.min(smallest, payment.inputValue(input));
        }
        long least = smallest;
        return payment.isCoinbase() ? new BitSet() : payment.payingThat(output -> payment.value(output) < least);
    }
}
