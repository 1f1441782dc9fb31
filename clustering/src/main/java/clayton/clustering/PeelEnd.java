package clayton.clustering;

/// Why a peel chain has no further hop.
public enum PeelEnd implements PeelJudgement {
    UNSPENT("the remaining coin is not spent up to the horizon"),
    BEFORE_RANGE("the coin comes from before the loaded range"),
    COINBASE("the coin was mined"),
    COINJOIN("the transaction looks like a CoinJoin"),
    WHOLE("the transaction pays one output only: nothing is peeled off"),
    SPREAD("the transaction pays more than two outputs"),
    BESIDE_LARGER("the coin is spent beside a larger one, of which it may be another chain"),
    UNDECIDED("neither output has more signs of change than the other, nor more satoshis"),
    PEELED_OFF("more signs take the other output for the change: this one was peeled off"),
    STOPPED("the search was stopped");

    private final String words;

    PeelEnd(String words) {
        this.words = words;
    }

    @Override
    public String toString() {
        return words;
    }
}
