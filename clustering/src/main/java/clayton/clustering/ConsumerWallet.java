package clayton.clustering;

import java.io.IOException;
import java.util.BitSet;

/// Wallets of consumers make transactions of at most two outputs: if this one is such, an output that is spent by a
/// larger one was paid to somebody else. Says nothing unless all outputs are spent.
final class ConsumerWallet implements ChangeHeuristic {
    private static final int MOST = 2;

    @Override
    public String name() {
        return "consumer-wallet";
    }

    @Override
    public String source() {
        return "Nick 2015 (consumer heuristic)";
    }

    @Override
    public String reason() {
        return "spent by a transaction of at most two outputs";
    }

    @Override
    public BitSet candidates(Payment payment) throws IOException {
        return Fingerprints.candidates(payment, (own, other) -> own.outputs() > MOST || other.outputs() <= MOST);
    }
}
