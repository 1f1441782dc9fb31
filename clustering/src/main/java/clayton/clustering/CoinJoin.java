package clayton.clustering;

import java.util.SortedMap;
import java.util.TreeMap;

/// A transaction that fits the published shape of a CoinJoin: the rule that it fits, how many take part by that rule
/// (0 if the rule does not say), and the figures it was judged by, amounts in satoshis.
public record CoinJoin(CoinJoinRule rule, int participants, Confidence confidence, SortedMap<String, Long> figures) {
    public CoinJoin {
        figures = new TreeMap<>(figures);
    }

    /// How much a shape says. These are no rates: rates are measured, on chains whose truth is known.
    public enum Confidence {
        /// Ordinary payments may have this shape.
        LOW,
        /// The shape is rare among payments, but not kept by any coordinator.
        MEDIUM,
        /// A coordinator keeps this shape and its amounts.
        HIGH
    }
}
