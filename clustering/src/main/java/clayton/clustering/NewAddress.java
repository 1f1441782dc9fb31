package clayton.clustering;

import java.io.IOException;
import java.util.BitSet;

/// Most wallets make a new address for change, so outputs to addresses that appeared before are not it. Unlike
/// [FreshAddress] it leaves all new ones.
final class NewAddress implements ChangeHeuristic {
    @Override
    public String name() {
        return "new-address";
    }

    @Override
    public String source() {
        return "Kalodner et al. 2020 (BlockSci, change_address.cpp, ClientChangeAddressBehavior)";
    }

    @Override
    public String reason() {
        return "an address that never appeared before";
    }

    @Override
    public BitSet candidates(Payment payment) throws IOException {
        return payment.payingThat(output -> !payment.isCoinbase() && payment.isFresh(output));
    }
}
