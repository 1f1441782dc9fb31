package clayton.taint;

import java.io.IOException;
import java.util.Optional;

/// Where a trace lets taint end before it is unspent; what ends so stands in the bucket `stopped`, with its reason.
/// All but [Spenders] concern taint that arrives at an output: seeds laid there go on.
public sealed interface StopRule {
    /// As in `--stop-at`; part of every result.
    String name();

    /// Arriving taint ends at outputs for which a reason is given, such as those of a tagged address.
    record Outputs(String name, Reasons reasons) implements StopRule {}

    /// Taint ends at the outputs that a transaction spends for which a reason is given, such as a CoinJoin.
    record Spenders(String name, Reasons reasons) implements StopRule {}

    /// A label ends after this many transactions: seeds stand at 0, every transaction adds one to the least of its
    /// inputs, and so does the coinbase that takes a fee.
    record HopLimit(int hops) implements StopRule {
        public HopLimit {
            if (hops < 1) {
                throw new IllegalArgumentException("a limit of " + hops + " hops leaves nothing to trace");
            }
        }

        @Override
        public String name() {
            return "hops:" + hops;
        }
    }

    /// A label ends at outputs that hold less of it than this.
    record MinimumAmount(long sats) implements StopRule {
        @Override
        public String name() {
            return "amount:" + sats;
        }
    }

    /// Taint ends at the outputs it reaches at this height or later.
    record FromHeight(int height) implements StopRule {
        @Override
        public String name() {
            return "height:" + height;
        }
    }

    /// Says why taint ends at an output or a transaction, given its coordinate; empty if it goes on.
    @FunctionalInterface
    interface Reasons {
        Optional<String> of(long id) throws IOException;
    }
}
