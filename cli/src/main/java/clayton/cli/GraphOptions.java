package clayton.cli;

import clayton.chain.Progress;
import clayton.clustering.ClusterSettings;
import clayton.clustering.Clusters;
import clayton.evidence.Flow;
import clayton.evidence.FlowGraph;
import clayton.evidence.ScriptNames;
import clayton.evidence.Traced;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.concurrent.CancellationException;
import picocli.CommandLine.Option;

/// The options that say how fine a picture of a trace is drawn.
final class GraphOptions {
    @Option(
            names = "--by",
            paramLabel = "WHAT",
            defaultValue = "outputs",
            description = "what stands between transactions: outputs (default), addresses, or clusters (multi-input,"
                    + " without CoinJoins, up to the trace's horizon)")
    private String by = "outputs";

    /// Throws `IllegalArgumentException` with the words that are understood.
    void check() {
        if (!List.of("outputs", "addresses", "clusters").contains(by)) {
            throw new IllegalArgumentException("'" + by + "' is not one of outputs, addresses, clusters");
        }
    }

    FlowGraph graph(TracedCall call, Traced traced, Progress progress) throws IOException {
        Flow flow = Flow.of(call.graph, traced, progress);
        FlowGraph.Holders holders = switch (by.toLowerCase(Locale.ROOT)) {
            case "addresses" -> new FlowGraph.Holders.Addresses();
            case "clusters" -> clusters(call, traced, progress);
            default -> new FlowGraph.Holders.Outputs();
        };
        return new FlowGraph(call.graph, flow, holders, call.tags);
    }

    private static FlowGraph.Holders clusters(TracedCall call, Traced traced, Progress progress) throws IOException {
        int until = traced.trace().until();
        Clusters clusters = Clusters.of(call.graph, ClusterSettings.STANDARD.withUntil(until), progress);
        if (clusters.until() < until) {
            throw new CancellationException("interrupted while addresses were clustered");
        }
        ScriptNames names = new ScriptNames(call.graph);
        int[] oldest = oldest(clusters);
        return new FlowGraph.Holders.Clusters(
                (output, address) -> {
                    OptionalInt script = address.startsWith("script:sha256:")
                            ? OptionalInt.empty()
                            : names.number(address, clusters.scripts());
                    return script.isEmpty()
                            ? new FlowGraph.Cluster(address, 1)
                            : new FlowGraph.Cluster(
                                    "cluster:" + oldest[clusters.representative(script.getAsInt())],
                                    clusters.size(script.getAsInt()));
                },
                ClusterOptions.words(clusters) + "; consistent with one owner each, how often it is wrong:"
                        + " docs/error-rates.md");
    }

    /// The oldest script of each cluster, at the place of its representative.
    private static int[] oldest(Clusters clusters) {
        int[] oldest = new int[clusters.scripts()];
        for (int script = oldest.length - 1; script >= 0; script--) {
            oldest[clusters.representative(script)] = script;
        }
        return oldest;
    }
}
