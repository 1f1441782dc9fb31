package clayton.desktop.session;

import clayton.chain.Progress;
import clayton.chain.TransactionGraph;
import clayton.clustering.ClusterSettings;
import clayton.clustering.Clusters;
import clayton.evidence.ScriptNames;
import clayton.workspace.Measured;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CancellationException;

/// The addresses of an open chain that the multi-input heuristic takes to be of one owner, CoinJoins left out. Clusters
/// are computed when they are first asked for, and kept while the chain is open; one task at a time is answered.
public final class ChainClusters {
    public static final ClusterSettings SETTINGS = ClusterSettings.STANDARD;

    private static final int MOST_MEMBERS = 100_000;

    private final TransactionGraph graph;
    private final ScriptNames names;
    private Optional<Clusters> computed = Optional.empty();
    private int[] oldest = new int[0];

    ChainClusters(TransactionGraph graph) {
        this.graph = graph;
        this.names = new ScriptNames(graph);
    }

    /// Something to be asked of clusters.
    @FunctionalInterface
    public interface Question<T> {
        T ask(Clusters clusters, ScriptNames names) throws IOException;
    }

    /// For tasks. Throws `CancellationException` if `progress` says stop before there are clusters.
    public synchronized <T> T ask(Question<T> question, Progress progress) throws IOException {
        if (computed.isEmpty()) {
            Clusters clusters = Clusters.of(graph, SETTINGS, progress);
            if (clusters.until() < graph.to()) {
                throw new CancellationException("clustering was stopped");
            }
            oldest = new int[clusters.scripts()];
            clusters.forEachMember((cluster, scripts, script) -> oldest[script] = cluster);
            computed = Optional.of(clusters);
        }
        return question.ask(computed.get(), names);
    }

    /// The cluster of an address; a script that no input can spend is one for itself. For tasks.
    public Thing.Cluster of(String address, Progress progress) throws IOException {
        return ask(
                (clusters, names) -> {
                    OptionalInt script = number(address, clusters.scripts());
                    return script.isEmpty()
                            ? new Thing.Cluster(address, 1)
                            : new Thing.Cluster(names.of(oldest[script.getAsInt()]), clusters.size(script.getAsInt()));
                },
                progress);
    }

    /// The addresses of the cluster that an address belongs to, oldest first, the first hundred thousand of them. For
    /// tasks.
    public List<String> members(String address, Progress progress) throws IOException {
        return ask(
                (clusters, names) -> {
                    List<String> members = new ArrayList<>();
                    OptionalInt script = number(address, clusters.scripts());
                    if (script.isPresent()) {
                        int[] all = clusters.members(script.getAsInt());
                        for (int i = 0; i < Math.min(all.length, MOST_MEMBERS); i++) {
                            members.add(names.of(all[i]));
                        }
                    }
                    return members;
                },
                progress);
    }

    /// How often the heuristic is right, as it was measured: a sentence for each chain of known truth.
    public static List<String> rates(Texts texts) throws IOException {
        return Measured.of(SETTINGS).stream()
                .map(figure -> texts.get(
                        "cluster.rate",
                        figure.on(),
                        Measured.percent(figure.precision(), figure.interval()),
                        Measured.percent(figure.recall(), figure.recallInterval())))
                .toList();
    }

    /// Empty for a script that is known by its hash alone.
    private OptionalInt number(String address, int scripts) throws IOException {
        return address.startsWith("script:sha256:") ? OptionalInt.empty() : names.number(address, scripts);
    }
}
