/// Who moved the coins: clusters with their proof, and CoinJoins. Knows the vocabulary and no store.
@org.jspecify.annotations.NullMarked
module clayton.clustering {
    requires static org.jspecify;
    requires transitive clayton.chain;
    requires commons.math3;

    exports clayton.clustering;
}
