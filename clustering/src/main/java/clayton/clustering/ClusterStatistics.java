package clayton.clustering;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/// How many scripts and clusters there are, how many of these hold one script only, and the largest, in falling
/// order of size, then rising order of id.
public record ClusterStatistics(int scripts, int clusters, int singletons, List<Size> largest) {
    public ClusterStatistics {
        largest = List.copyOf(largest);
    }

    /// A cluster, told by the number of its oldest script, and how many scripts it has.
    public record Size(int id, int scripts) {}

    private static final Comparator<Size> LARGEST_FIRST =
            Comparator.comparingInt(Size::scripts).reversed().thenComparingInt(Size::id);

    static ClusterStatistics of(ProofForest forest, int largest) {
        boolean[] seen = new boolean[forest.scripts()];
        PriorityQueue<Size> kept = new PriorityQueue<>(LARGEST_FIRST.reversed());
        int clusters = 0;
        int singletons = 0;
        for (int script = 0; script < forest.scripts(); script++) {
            int representative = forest.find(script);
            if (!seen[representative]) {
                seen[representative] = true;
                clusters++;
                int size = forest.size(representative);
                singletons += size == 1 ? 1 : 0;
                if (kept.size() < largest || kept.peek().scripts() < size) {
                    kept.add(new Size(script, size));
                    if (kept.size() > largest) {
                        kept.remove();
                    }
                }
            }
        }
        List<Size> sorted = new ArrayList<>(kept);
        sorted.sort(LARGEST_FIRST);
        return new ClusterStatistics(forest.scripts(), clusters, singletons, sorted);
    }
}
