package clayton.cli;

import clayton.chain.OutputId;
import clayton.chain.TransactionGraph;
import clayton.clustering.ClusterStatistics;
import clayton.clustering.Clusters;
import clayton.clustering.GuardedClusters;
import clayton.clustering.HeldBack;
import clayton.clustering.Link;
import clayton.evidence.ScriptNames;
import clayton.workspace.Measured;
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
        List<Held> heldBack,
        List<String> heuristics,
        String coinjoin,
        int until,
        List<Measured.Figure> measured) {
    record Large(int id, int size, String address) {}

    /// A merge that the guard did not allow: by what it would have come, and how large the two clusters were.
    record Held(
            String from, String to, String txid, int height, String heuristic, String why, int size, int otherSize) {}

    static ClustersDocument of(TransactionGraph graph, GuardedClusters guarded, int largest) throws IOException {
        Clusters clusters = guarded.clusters();
        ScriptNames names = new ScriptNames(graph);
        ClusterStatistics statistics = clusters.statistics(largest);
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
                held(graph, guarded.heldBack(), names),
                ClusterOptions.names(clusters.settings()),
                ClusterOptions.handling(clusters.settings()),
                clusters.until(),
                Measured.of(clusters.settings()));
    }

    private static List<Held> held(TransactionGraph graph, List<HeldBack> heldBack, ScriptNames names)
            throws IOException {
        List<Held> held = new ArrayList<>();
        for (HeldBack merge : heldBack) {
            Link link = merge.link();
            held.add(new Held(
                    names.of(link.from()),
                    names.of(link.to()),
                    graph.txid(link.transaction()).toString(),
                    OutputId.height(link.transaction()),
                    link.heuristic().name(),
                    merge.why(),
                    merge.scripts(),
                    merge.otherScripts()));
        }
        return held;
    }
}
