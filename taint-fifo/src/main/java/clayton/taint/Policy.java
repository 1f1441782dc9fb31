package clayton.taint;

/// A rule by which the taint that enters a transaction is spread over its slots: the outputs in order, then the fee (or
/// a coinbase's unclaimed tail). Sees satoshis and label sets, neither a direction nor a store, and keeps no state.
public interface Policy {
    /// As in `--policy`.
    String name();

    /// Spreads the tainted runs of a stream over slots whose sizes add up to the stream's.
    void pour(Runs stream, Slots slots);
}
