package clayton.cli;

import clayton.clustering.Clusters;
import clayton.evidence.ScriptNames;
import java.io.IOException;
import java.util.List;

/// The JSON of `clayton cluster show`.
record ClusterDocument(
        String schema,
        int id,
        int size,
        List<String> addresses,
        List<String> heuristics,
        String coinjoin,
        int until,
        List<Measured.Figure> measured) {
    /// `members` are the cluster's scripts, the oldest first.
    static ClusterDocument of(Clusters clusters, int[] members, ScriptNames names) throws IOException {
        return new ClusterDocument(
                "clayton.cluster/1",
                members[0],
                members.length,
                names.of(members),
                ClusterOptions.names(clusters.settings()),
                ClusterOptions.handling(clusters.settings()),
                clusters.until(),
                Measured.of(clusters.settings()));
    }
}
