package clayton.taint;

/// A rule by which the taint that enters a transaction is spread over its slots: the outputs in order, then the fee
/// (or a coinbase's unclaimed tail). Sees satoshis and label sets, neither a direction nor a store, and keeps no
/// state. The three kinds differ in what they say of an output.
public sealed interface Policy {
    /// As in `--policy`.
    String name();

    /// Says which satoshis of an output are tainted.
    non-sealed interface Places extends Policy {
        /// Spreads the tainted runs of a stream over slots whose sizes add up to the stream's. May leave the stream in
        /// another order.
        void pour(Runs stream, Slots slots);

        /// The inverse: puts the runs of filled slots back to their places in the stream, in its order.
        void gather(Slots slots, Runs stream);
    }

    /// Says how many satoshis of an output are tainted, each label apart.
    non-sealed interface Amounts extends Policy {
        /// Splits `sats` over slots of these sizes, which add up to `totalSats` ≥ `sats` > 0, into `shares`; these
        /// add up to `sats`, none is larger than its slot. `scratch` has room for twice as many numbers.
        void share(long sats, long[] sizes, int slots, long totalSats, long[] shares, long[] scratch);
    }

    /// Says whether an output is tainted: wholly or not at all.
    non-sealed interface Whole extends Policy {}
}
