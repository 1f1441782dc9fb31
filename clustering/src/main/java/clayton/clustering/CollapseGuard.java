package clayton.clustering;

import java.util.Map;

/// Holds merges back that would most likely join strangers: of two clusters of different labels, and of two that both
/// have at least `large` scripts. `labels` are attributions by script number.
public record CollapseGuard(Map<Integer, String> labels, int large) {
    /// How many scripts make a cluster large where nobody says otherwise.
    public static final int LARGE = 100;

    public CollapseGuard {
        labels = Map.copyOf(labels);
    }
}
