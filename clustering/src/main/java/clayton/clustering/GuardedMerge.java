package clayton.clustering;

import clayton.chain.Progress;
import clayton.chain.TransactionGraph;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/// Merges finished clusters by the links of more heuristics. Beginning with clusters that are complete by the other
/// heuristics, the guard sees how large they are and whose, whatever the height of the link.
final class GuardedMerge {
    private final Clusters clusters;
    private final ProofForest forest;
    private final CollapseGuard guard;
    private final int firstHeuristic;
    private final Map<Integer, SortedSet<String>> labels = new HashMap<>();
    private final Set<Long> heldPairs = new HashSet<>();
    private final List<HeldBack> heldBack = new ArrayList<>();
    private int firstOfBlock;

    /// `forest` is that of `clusters`, whose heuristics from `firstHeuristic` on are those to merge by.
    GuardedMerge(Clusters clusters, ProofForest forest, CollapseGuard guard, int firstHeuristic) {
        this.clusters = clusters;
        this.forest = forest;
        this.guard = guard;
        this.firstHeuristic = firstHeuristic;
        guard.labels().forEach((script, label) -> {
            if (script < forest.scripts()) {
                labels.computeIfAbsent(forest.find(script), any -> new TreeSet<>())
                        .add(label);
            }
        });
    }

    private SortedSet<String> labelsOf(int representative) {
        return labels.getOrDefault(representative, Collections.emptySortedSet());
    }

    List<HeldBack> run(TransactionGraph graph, ClusterSettings settings, int from, int until, Progress progress)
            throws IOException {
        Sweep sweep = new Sweep(graph, settings, until, this::join);
        for (int height = from;
                height <= until && progress.goOn("merging", height - from, until - from + 1L);
                height++) {
            sweep.read(height);
            sweep.link();
            firstOfBlock += sweep.block.transactions;
        }
        return heldBack;
    }

    private void join(int script, int other, int transaction, int heuristic) {
        int one = forest.find(script);
        int two = forest.find(other);
        if (one == two) {
            return;
        }
        String why = why(one, two);
        if (why.isEmpty()) {
            SortedSet<String> both = labelsOf(one).isEmpty() ? labelsOf(two) : labelsOf(one);
            forest.join(script, other, firstOfBlock + transaction, firstHeuristic + heuristic);
            if (!both.isEmpty()) {
                labels.put(forest.find(script), both);
            }
        } else if (heldPairs.add((long) Math.min(one, two) << Integer.SIZE | Math.max(one, two))) {
            Link link = clusters.link(script, other, firstOfBlock + transaction, firstHeuristic + heuristic);
            heldBack.add(new HeldBack(link, why, forest.size(one), forest.size(two)));
        }
    }

    private String why(int one, int two) {
        SortedSet<String> mine = labelsOf(one);
        SortedSet<String> theirs = labelsOf(two);
        if (!mine.isEmpty() && !theirs.isEmpty() && !mine.equals(theirs)) {
            return "it would join " + String.join(", ", mine) + " with " + String.join(", ", theirs);
        }
        return forest.size(one) >= guard.large() && forest.size(two) >= guard.large()
                ? "it would join two clusters of at least " + guard.large() + " scripts"
                : "";
    }
}
