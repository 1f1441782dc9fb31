package clayton.evidence;

import clayton.chain.Progress;
import clayton.chain.TransactionGraph;
import clayton.clustering.ClusterSettings;
import clayton.clustering.Clusters;
import java.io.IOException;
import java.util.OptionalInt;
import java.util.concurrent.CancellationException;

/// Clusters as the nodes of an exported graph: multi-input without CoinJoins, up to the trace's horizon, named by the
/// number of the oldest script.
final class ClusterHolders implements FlowGraph.Finder {
    private final ScriptNames names;
    private final Clusters clusters;
    private final int[] oldest;

    private ClusterHolders(TransactionGraph graph, Clusters clusters) {
        this.names = new ScriptNames(graph);
        this.clusters = clusters;
        this.oldest = new int[clusters.scripts()];
        clusters.forEachMember((cluster, scripts, script) -> oldest[script] = cluster);
    }

    /// Throws `CancellationException` if `progress` says stop.
    static FlowGraph.Holders upTo(int height, TransactionGraph graph, Progress progress) throws IOException {
        Clusters clusters = Clusters.of(graph, ClusterSettings.STANDARD.withUntil(height), progress);
        if (clusters.until() < height) {
            throw new CancellationException("interrupted while addresses were clustered");
        }
        return new FlowGraph.Holders.Clusters(
                new ClusterHolders(graph, clusters),
                "multi-input, without CoinJoins, up to height " + height
                        + "; consistent with one owner each, how often it is wrong: docs/error-rates.md");
    }

    @Override
    public FlowGraph.Cluster of(long output, String address) throws IOException {
        OptionalInt script =
                address.startsWith("script:sha256:") ? OptionalInt.empty() : names.number(address, clusters.scripts());
        return script.isEmpty()
                ? new FlowGraph.Cluster(address, 1)
                : new FlowGraph.Cluster("cluster:" + oldest[script.getAsInt()], clusters.size(script.getAsInt()));
    }
}
