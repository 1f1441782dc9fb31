package clayton.cli;

import clayton.clustering.ClusterStatistics;
import clayton.clustering.Clusters;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// The JSON of `clayton cluster stats`. `largest` are sizes, `largestClusters` the same clusters with their oldest
/// addresses.
record ClustersDocument(
        String schema,
        int scripts,
        int clusters,
        int singletons,
        List<Integer> largest,
        List<Large> largestClusters,
        List<Object> heldBack,
        List<String> heuristics,
        String coinjoin,
        int until) {
    record Large(int id, int size, String address) {}

    static ClustersDocument of(Clusters clusters, ClusterStatistics statistics, ScriptNames names) throws IOException {
        List<Large> large = new ArrayList<>();
        for (ClusterStatistics.Size cluster : statistics.largest()) {
            large.add(new Large(cluster.id(), cluster.scripts(), names.of(cluster.id())));
        }
        return new ClustersDocument(
                "clayton.clusters/1",
                statistics.scripts(),
                statistics.clusters(),
                statistics.singletons(),
                large.stream().map(Large::size).toList(),
                large,
                List.of(),
                ClusterOptions.names(clusters.settings()),
                ClusterOptions.handling(clusters.settings()),
                clusters.until());
    }
}
