package clayton.clustering;

import java.util.List;

/// Clusters that were merged further under a [CollapseGuard], and what it held back, in chain order.
public record GuardedClusters(Clusters clusters, List<HeldBack> heldBack) {
    public GuardedClusters {
        heldBack = List.copyOf(heldBack);
    }
}
