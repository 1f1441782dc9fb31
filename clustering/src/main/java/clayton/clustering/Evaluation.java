package clayton.clustering;

import clayton.chain.BlockSweep;
import clayton.chain.BlockView;
import clayton.chain.Progress;
import clayton.chain.TransactionGraph;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;

/// Measures every heuristic on a chain whose truth is known. What comes of it are figures of that chain, made by a
/// generator or by a test network's story: they are no figures of mainnet.
public record Evaluation(List<ClusterRates> clusters, List<DetectionRates> coinJoins, ChangeRates change) {
    public Evaluation {
        clusters = List.copyOf(clusters);
        coinJoins = List.copyOf(coinJoins);
    }

    /// What clusters are measured by: every heuristic alone and all of them, CoinJoins left out and not.
    public static List<ClusterSettings> settings() {
        List<ClusterSettings> settings = new ArrayList<>();
        for (Heuristic heuristic : Heuristics.ALL) {
            addBoth(settings, List.of(heuristic));
        }
        addBoth(settings, Heuristics.ALL);
        return settings;
    }

    private static void addBoth(List<ClusterSettings> settings, List<Heuristic> heuristics) {
        settings.add(ClusterSettings.STANDARD.with(heuristics));
        if (!heuristics.stream().allMatch(Heuristic::restsOnScripts)) {
            settings.add(ClusterSettings.STANDARD.with(heuristics).mergingCoinJoins());
        }
    }

    /// Measures all there is. Goes over the graph once for each of [#settings] and once for the CoinJoins; if
    /// `progress`
    /// says stop, throws `CancellationException`, for half a measurement is none.
    public static Evaluation of(TransactionGraph graph, Truth truth, Progress progress) throws IOException {
        List<ClusterRates> clusters = new ArrayList<>();
        for (ClusterSettings settings : settings()) {
            Clusters clustered = Clusters.of(graph, settings, progress);
            checkGoesOn(clustered.until() == graph.to());
            clusters.add(ClusterRates.of(clustered, truth));
        }
        DetectionCount detection = new DetectionCount(graph, truth);
        ChangeCount change = new ChangeCount(truth);
        Payment payment = new Payment(graph, graph.to());
        BlockSweep sweep = graph.sweep();
        BlockView block = new BlockView();
        for (int height = graph.from(); height <= graph.to(); height++) {
            checkGoesOn(progress.goOn("measuring", height - graph.from(), graph.to() - graph.from() + 1L));
            sweep.read(height, block);
            for (int t = 0; t < block.transactions; t++) {
                if (block.inputs(t) > 0 && !detection.count(block, t)) {
                    payment.show(block, t);
                    change.count(payment);
                }
            }
        }
        return new Evaluation(clusters, detection.rates(), change.rates());
    }

    private static void checkGoesOn(boolean goesOn) {
        if (!goesOn) {
            throw new CancellationException("the measurement was stopped");
        }
    }
}
