package clayton.clustering;

import java.util.List;
import java.util.OptionalInt;
import java.util.Set;

/// What clusters rest on; part of every result. Without a horizon they take in the whole loaded range. Transactions
/// in `without` (coordinates with the transaction's reserved vout) are no evidence, nor, if `skipCoinJoins`, those in
/// which several owners mix their coins.
public record ClusterSettings(List<Heuristic> heuristics, boolean skipCoinJoins, OptionalInt until, Set<Long> without) {
    public static final ClusterSettings STANDARD =
            new ClusterSettings(List.of(Heuristics.MULTI_INPUT), true, OptionalInt.empty(), Set.of());

    public ClusterSettings {
        heuristics = List.copyOf(heuristics);
        without = Set.copyOf(without);
    }

    public ClusterSettings with(List<Heuristic> others) {
        return new ClusterSettings(others, skipCoinJoins, until, without);
    }

    /// The heuristics whose merges a guard must watch, or the others.
    public List<Heuristic> heuristics(boolean guarded) {
        return heuristics.stream()
                .filter(heuristic -> heuristic.needsGuard() == guarded)
                .toList();
    }

    public ClusterSettings mergingCoinJoins() {
        return new ClusterSettings(heuristics, false, until, without);
    }

    public ClusterSettings withUntil(int height) {
        return new ClusterSettings(heuristics, skipCoinJoins, OptionalInt.of(height), without);
    }

    public ClusterSettings without(Set<Long> transactions) {
        return new ClusterSettings(heuristics, skipCoinJoins, until, transactions);
    }
}
