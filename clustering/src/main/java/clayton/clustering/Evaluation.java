package clayton.clustering;

import clayton.chain.BlockSweep;
import clayton.chain.BlockView;
import clayton.chain.Progress;
import clayton.chain.TransactionGraph;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;

/// Measures every heuristic on a chain whose truth is known. What comes of it are figures of that chain, made by a
/// generator or by a test network's story: they are no figures of mainnet.
public record Evaluation(
        List<ClusterRates> clusters, List<DetectionRates> coinJoins, ChangeRates change, PeelRates peel) {
    public Evaluation {
        clusters = List.copyOf(clusters);
        coinJoins = List.copyOf(coinJoins);
    }

    /// What clusters are measured by: the heuristics that need no guard, each alone and all together, with CoinJoins
    /// left out and not; and the default with each of those that need one.
    public static List<ClusterSettings> settings() {
        List<Heuristic> sure = ClusterSettings.STANDARD.with(Heuristics.ALL).heuristics(false);
        List<ClusterSettings> settings = new ArrayList<>();
        sure.forEach(heuristic -> addBoth(settings, List.of(heuristic)));
        addBoth(settings, sure);
        Heuristics.ALL.stream()
                .filter(Heuristic::needsGuard)
                .map(heuristic -> ClusterSettings.STANDARD.with(List.of(Heuristics.MULTI_INPUT, heuristic)))
                .forEach(settings::add);
        return settings;
    }

    private static void addBoth(List<ClusterSettings> settings, List<Heuristic> heuristics) {
        settings.add(ClusterSettings.STANDARD.with(heuristics));
        if (!heuristics.stream().allMatch(Heuristic::restsOnScripts)) {
            settings.add(ClusterSettings.STANDARD.with(heuristics).mergingCoinJoins());
        }
    }

    /// Measures all there is. Goes over the graph once or twice for each of [#settings] and once more; if `progress`
    /// says stop, throws `CancellationException`, for half a measurement is none.
    public static Evaluation of(TransactionGraph graph, Truth truth, Progress progress) throws IOException {
        Progress untilStopped = (work, done, total) -> goOn(progress.goOn(work, done, total));
        List<ClusterRates> clusters = new ArrayList<>();
        for (ClusterSettings settings : settings()) {
            CollapseGuard guard = new CollapseGuard(Map.of(), CollapseGuard.LARGE);
            clusters.add(ClusterRates.of(Clusters.of(graph, settings, guard, untilStopped), truth));
        }
        DetectionCount detection = new DetectionCount(graph, truth);
        ChangeCount change = new ChangeCount(truth);
        PeelCount peel = new PeelCount(truth, new PeelJudge(graph));
        Payment payment =
                new Payment(graph, graph.to(), RangeNeighbours.of(graph, graph.from(), graph.to(), untilStopped));
        BlockSweep sweep = graph.sweep();
        BlockView block = new BlockView();
        for (int height = graph.from(); height <= graph.to(); height++) {
            untilStopped.goOn("measuring", height - graph.from(), graph.to() - graph.from() + 1L);
            sweep.read(height, block);
            for (int t = 0; t < block.transactions; t++) {
                if (block.inputs(t) > 0) {
                    payment.show(block, t);
                    peel.count(payment);
                    if (!detection.count(block, t)) {
                        change.count(payment);
                    }
                }
            }
        }
        return new Evaluation(clusters, detection.rates(), change.rates(), peel.rates());
    }

    private static boolean goOn(boolean goesOn) {
        if (!goesOn) {
            throw new CancellationException("the measurement was stopped");
        }
        return true;
    }
}
