package clayton.cli;

import clayton.clustering.ClusterSettings;
import clayton.clustering.Clusters;
import clayton.clustering.Heuristic;
import clayton.clustering.Heuristics;
import clayton.store.Ledger;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// What clusters rest on; the same options on every command that shows any.
final class ClusterOptions {
    @Option(
            names = "--heuristics",
            paramLabel = "NAMES",
            split = ",",
            converter = Converters.HeuristicName.class,
            description = "what links addresses, of multi-input and equivalent-scripts (default: multi-input)")
    private List<Heuristic> heuristics = List.of(Heuristics.MULTI_INPUT);

    @Option(
            names = "--coinjoin",
            paramLabel = "HOW",
            converter = Converters.Handling.class,
            description = "skip: what looks like a CoinJoin links nothing (default); merge: it links as any other")
    private CoinJoinHandling coinJoin = CoinJoinHandling.SKIP;

    @Option(names = "--until", paramLabel = "HEIGHT", description = "last height to look at (default: the tip)")
    private @Nullable Integer until;

    ClusterSettings settings(Ledger ledger) {
        ClusterSettings settings = ClusterSettings.STANDARD.with(heuristics);
        settings = coinJoin == CoinJoinHandling.SKIP ? settings : settings.mergingCoinJoins();
        if (until == null) {
            return settings;
        }
        if (until < ledger.from() || until > ledger.to()) {
            throw new IllegalArgumentException(
                    "--until " + until + " is not in the loaded heights " + ledger.from() + " to " + ledger.to());
        }
        return settings.withUntil(until);
    }

    static Clusters clusters(Ledger ledger, ClusterSettings settings, Terminal terminal) throws IOException {
        try (ProgressLine progress = new ProgressLine(terminal)) {
            return Clusters.of(ledger, settings, progress);
        }
    }

    static List<String> names(ClusterSettings settings) {
        return settings.heuristics().stream().map(Heuristic::name).toList();
    }

    static String handling(ClusterSettings settings) {
        return (settings.skipCoinJoins() ? CoinJoinHandling.SKIP : CoinJoinHandling.MERGE).toString();
    }

    /// What the clusters rest on, in words.
    static String words(Clusters clusters) {
        ClusterSettings settings = clusters.settings();
        return String.join(" and ", names(settings))
                + (settings.skipCoinJoins() ? ", without CoinJoins" : ", CoinJoins merged") + ", up to height "
                + clusters.until();
    }
}
