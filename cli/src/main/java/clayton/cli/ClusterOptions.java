package clayton.cli;

import clayton.chain.Tags;
import clayton.clustering.ClusterSettings;
import clayton.clustering.Clusters;
import clayton.clustering.CollapseGuard;
import clayton.clustering.GuardedClusters;
import clayton.clustering.Heuristic;
import clayton.clustering.Heuristics;
import clayton.evidence.ScriptNames;
import clayton.store.StoredGraph;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// What clusters rest on; the same options on every command that shows any.
final class ClusterOptions {
    @Option(
            names = "--heuristics",
            paramLabel = "NAMES",
            split = ",",
            converter = Converters.HeuristicName.class,
            description = "what links addresses (default: multi-input): multi-input, equivalent-scripts, and"
                    + " change-NAME for change told by one rule: fresh-address, new-address, address-reuse,"
                    + " address-type, power-of-ten, optimal-change, lock-time, version, replace-by-fee,"
                    + " fixed-fee-rate, consumer-wallet, output-position, larger-output, peeling-chain")
    private List<Heuristic> heuristics = List.of(Heuristics.MULTI_INPUT);

    @Option(
            names = "--coinjoin",
            paramLabel = "HOW",
            converter = Converters.Handling.class,
            description = "skip: what looks like a CoinJoin links nothing (default); merge: it links as any other")
    private CoinJoinHandling coinJoin = CoinJoinHandling.SKIP;

    @Option(names = "--until", paramLabel = "HEIGHT", description = "last height to look at (default: the tip)")
    private @Nullable Integer until;

    @Option(
            names = "--tags",
            paramLabel = "FILE",
            description = ImportedTags.OPTION + "; change joins no clusters of different labels")
    private @Nullable Path tags;

    @Option(
            names = "--guard-size",
            paramLabel = "N",
            defaultValue = "" + CollapseGuard.LARGE,
            description =
                    "change joins no two clusters of N scripts or more each (default: " + CollapseGuard.LARGE + ")")
    private int guardSize;

    private final Map<String, String> environment;

    ClusterOptions(Map<String, String> environment) {
        this.environment = environment;
    }

    ClusterSettings settings(StoredGraph ledger) {
        ClusterSettings settings = ClusterSettings.STANDARD.with(heuristics);
        settings = coinJoin == CoinJoinHandling.SKIP ? settings : settings.mergingCoinJoins();
        return until == null ? settings : settings.withUntil(Heights.in(ledger, "--until", until));
    }

    GuardedClusters clusters(StoredGraph ledger, ClusterSettings settings, Terminal terminal) throws IOException {
        try (ProgressLine progress = new ProgressLine(terminal)) {
            return Clusters.of(ledger, settings, guard(ledger), progress);
        }
    }

    private CollapseGuard guard(StoredGraph ledger) throws IOException {
        Map<Integer, String> labels = new HashMap<>();
        ImportedTags read = ImportedTags.of(tags, environment);
        ScriptNames names = new ScriptNames(ledger);
        for (String address : read.tags().addresses()) {
            number(names, address)
                    .ifPresent(script ->
                            labels.put(script, String.join(", ", read.tags().labels(address))));
        }
        return new CollapseGuard(labels, guardSize);
    }

    Tags tags() throws IOException {
        return ImportedTags.of(tags, environment).tags();
    }

    /// Imported tags may be of other networks; those of a file are the user's mistake.
    private OptionalInt number(ScriptNames names, String address) throws IOException {
        try {
            return names.number(address, Integer.MAX_VALUE);
        } catch (IllegalArgumentException e) {
            if (tags != null) {
                throw e;
            }
            return OptionalInt.empty();
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
