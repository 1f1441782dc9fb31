package clayton.taint;

/// Which satoshis come first in a coinbase's stream. Both conventions are published, so every result names its own.
public enum CoinbaseOrder {
    /// As in the ordinal-numbers specification.
    SUBSIDY_FIRST("subsidy-first"),
    /// As in the Cambridge taintchain of 2018.
    FEES_FIRST("fees-first");

    private final String text;

    CoinbaseOrder(String text) {
        this.text = text;
    }

    /// Where the subsidy begins in the stream.
    long subsidyStart(long blockFeesSats) {
        return this == SUBSIDY_FIRST ? 0 : blockFeesSats;
    }

    @Override
    public String toString() {
        return text;
    }
}
