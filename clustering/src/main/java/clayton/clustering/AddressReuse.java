package clayton.clustering;

import java.io.IOException;
import java.util.BitSet;

/// An address among the inputs that is paid, too, is the payer’s own: some wallets send change back there.
final class AddressReuse implements ChangeHeuristic {
    @Override
    public String name() {
        return "address-reuse";
    }

    @Override
    public String source() {
        return "Kalodner et al. 2020 (BlockSci, change_address.cpp, AddressReuse)";
    }

    @Override
    public String reason() {
        return "an address that was spent from";
    }

    @Override
    public BitSet candidates(Payment payment) throws IOException {
        return payment.payingThat(output -> payment.spends(payment.script(output)));
    }
}
