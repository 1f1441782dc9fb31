package clayton.taint;

/// What became of the taint in an output or slot, and the bucket that counts it.
public enum State {
    UNSPENT("unspent", Bucket.UNSPENT),
    /// Handed on by its spender; in no bucket.
    SPENT("spent", Bucket.NONE),
    /// In an output that can never be spent.
    BURNED("burned", Bucket.BURNED),
    /// In an output that a namesake displaced (BIP 30).
    DISPLACED("displaced", Bucket.DESTROYED),
    /// In the part of a reward that its coinbase did not claim.
    UNCLAIMED("destroyed", Bucket.DESTROYED),
    /// In a fee, which this trace does not follow.
    FEE("fees", Bucket.FEES),
    /// In an output at which a stop rule held.
    STOPPED("stopped", Bucket.STOPPED),
    /// Handed to a transaction or a coinbase whose stream is not known.
    BEYOND("beyond", Bucket.BEYOND);

    /// Where taint can end.
    enum Bucket {
        UNSPENT,
        BURNED,
        DESTROYED,
        FEES,
        STOPPED,
        BEYOND,
        NONE
    }

    private final String text;
    private final Bucket bucket;

    State(String text, Bucket bucket) {
        this.text = text;
        this.bucket = bucket;
    }

    Bucket bucket() {
        return bucket;
    }

    @Override
    public String toString() {
        return text;
    }
}
