package clayton.desktop.flow;

import clayton.desktop.session.Thing;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// A box of the flow graph. `key` stays the same as long as the box stands for the same thing. `sats` is what flows
/// through or rests in it, `taintedSats` the tainted part ([Taint#UNSAID] without a trace); `height` says where in
/// time it stands, `number` what it counts (hops of a peel chain, folded boxes, an address's outputs), `hiddenInputs`
/// and
/// `hiddenOutputs` what is not drawn. `transactions` are those it stands for, `held` the outputs.
record FlowNode(
        String key,
        Kind kind,
        Optional<Thing> thing,
        String name,
        long sats,
        long taintedSats,
        int height,
        int number,
        int hiddenInputs,
        int hiddenOutputs,
        boolean tagged,
        List<Long> transactions,
        Held held) {
    /// What of the sheet an address or a cluster holds: outputs and the addresses they pay, what of them is not spent,
    /// and what becomes of them (ends as an output's own box would have; those that are spent on the sheet have none).
    record Held(Set<Thing> things, long unspentSats, Set<Kind> ends) {
        static final Held NOTHING = new Held(Set.of(), 0, Set.of());
    }

    static final double STEP = 190;

    /// What a box stands for; each has a look of its own.
    enum Kind {
        TRANSACTION(150, 46),
        COINBASE(150, 46),
        COINJOIN(150, 46),
        PEEL_CHAIN(150, 56),
        /// Where a trace begins.
        SEED(132, 34),
        /// An output whose transaction is not drawn.
        SOURCE(118, 28),
        /// Spent by a transaction that is not drawn.
        CONTINUES(118, 28),
        UNSPENT(118, 28),
        BURNED(118, 28),
        STOPPED(118, 28),
        /// Paid to somebody with a tag, and not followed further here.
        TAGGED(118, 28),
        MORE_INPUTS(96, 24),
        MORE_OUTPUTS(96, 24),
        /// All outputs of the sheet that pay one script.
        ADDRESS(160, 54),
        /// All outputs of the sheet that pay one of a cluster's scripts.
        CLUSTER(160, 54);

        final double width;
        final double height;

        Kind(double width, double height) {
            this.width = width;
            this.height = height;
        }

        boolean isTransaction() {
            return this == TRANSACTION || this == COINBASE || this == COINJOIN || this == PEEL_CHAIN;
        }

        /// Satoshis flow through it, so it has a share of taint to be drawn.
        boolean isFlow() {
            return isTransaction() || isHolder();
        }

        boolean isHolder() {
            return this == ADDRESS || this == CLUSTER;
        }
    }
}
