package clayton.workspace;

import clayton.clustering.ChangeRates;
import clayton.clustering.ClusterRates;
import clayton.clustering.ClusterSettings;
import clayton.clustering.DetectionRates;
import clayton.clustering.Evaluation;
import clayton.clustering.Heuristic;
import clayton.clustering.PeelRates;
import clayton.store.StoredGraph;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The JSON of `clayton evaluate`: measured error rates and on what they were measured. Those of the shipped version
/// come with the program as [Measured].
public record EvaluationDocument(
        String schema,
        String on,
        String network,
        int from,
        int to,
        String tip,
        long transactions,
        int owners,
        List<Clustering> clusters,
        List<Detection> coinjoins,
        Change change,
        Peel peel) {
    /// A share, of how many things, and its 95 % confidence interval; eight decimals.
    public record Share(double value, long of, List<Double> interval) {
        static @Nullable Share of(Optional<clayton.clustering.Rate> rate) {
            return rate.map(Share::of).orElse(null);
        }

        static Share of(clayton.clustering.Rate rate) {
            return new Share(rounded(rate.value()), rate.of(), List.of(rounded(rate.low()), rounded(rate.high())));
        }

        /// To eight decimals, but never to 0 or 1: these say that there was none, or no other.
        private static double rounded(double value) {
            return value == 0 || value == 1 ? value : Math.clamp(Math.round(value * 1e8) / 1e8, 1e-8, 1 - 1e-8);
        }
    }

    public record Clustering(
            List<String> heuristics,
            String coinjoin,
            long scripts,
            int clusters,
            int mixedClusters,
            @Nullable Share pairPrecision,
            @Nullable Share pairRecall,
            @Nullable Share bcubedPrecision,
            @Nullable Share bcubedRecall,
            @Nullable Share largestShare,
            long merges,
            long falseMerges,
            long falseMergesThroughCoinjoins,
            List<Merges> stories,
            long heldBack,
            long heldBackRightly) {
        static Clustering of(ClusterRates rates) {
            List<ClusterRates.StoryLinks> links = rates.links();
            return new Clustering(
                    names(rates.settings().heuristics()),
                    handling(rates.settings()),
                    rates.scripts(),
                    rates.clusters(),
                    rates.mixedClusters(),
                    Share.of(rates.pairPrecision()),
                    Share.of(rates.pairRecall()),
                    Share.of(rates.bCubedPrecision()),
                    Share.of(rates.bCubedRecall()),
                    Share.of(rates.largestShare()),
                    links.stream().mapToLong(ClusterRates.StoryLinks::merges).sum(),
                    links.stream()
                            .mapToLong(ClusterRates.StoryLinks::falseMerges)
                            .sum(),
                    links.stream()
                            .filter(ClusterRates.StoryLinks::isCoinJoin)
                            .mapToLong(ClusterRates.StoryLinks::falseMerges)
                            .sum(),
                    links.stream().map(Merges::of).toList(),
                    rates.heldBack(),
                    rates.heldBackRightly());
        }
    }

    public record Merges(String story, long merges, long falseMerges) {
        static Merges of(ClusterRates.StoryLinks links) {
            return new Merges(links.story(), links.merges(), links.falseMerges());
        }
    }

    public record Detection(
            String rule,
            @Nullable Share precision,
            @Nullable Share recall,
            List<Found> stories) {
        static Detection of(DetectionRates rates) {
            return new Detection(
                    rates.rule(),
                    Share.of(rates.precision()),
                    Share.of(rates.recall()),
                    rates.stories().stream().map(Found::of).toList());
        }
    }

    public record Found(String story, @Nullable String kind, long found, Share share) {
        static Found of(DetectionRates.StoryRate rate) {
            return new Found(rate.story(), rate.kind().orElse(null), rate.found(), Share.of(rate.rate()));
        }
    }

    public record Change(
            long payments,
            long withChange,
            List<Evidence> heuristics,
            @Nullable Share precision,
            @Nullable Share recall,
            List<Signs> signs) {
        static Change of(ChangeRates rates) {
            return new Change(
                    rates.payments(),
                    rates.withChange(),
                    rates.heuristics().stream().map(Evidence::of).toList(),
                    Share.of(rates.vote().precision()),
                    Share.of(rates.vote().recall()),
                    rates.votes().stream().map(Signs::of).toList());
        }
    }

    public record Evidence(
            String heuristic,
            @Nullable Share precision,
            @Nullable Share recall,
            @Nullable Share kept) {
        static Evidence of(ChangeRates.HeuristicRates rates) {
            return new Evidence(
                    rates.heuristic(),
                    Share.of(rates.named().precision()),
                    Share.of(rates.named().recall()),
                    Share.of(rates.kept()));
        }
    }

    public record Signs(int signs, Share precision) {
        static Signs of(ChangeRates.SignRates rates) {
            return new Signs(rates.signs(), Share.of(rates.precision()));
        }
    }

    public record Peel(long chains, long hops, @Nullable Share changeRecall, List<Hops> byHops) {
        static Peel of(PeelRates rates) {
            return new Peel(
                    rates.chains(),
                    rates.hops(),
                    Share.of(rates.changeRecall()),
                    rates.byHops().stream().map(Hops::of).toList());
        }
    }

    public record Hops(
            int hops,
            @Nullable Share precision,
            @Nullable Share recall,
            @Nullable Share found) {
        static Hops of(PeelRates.HopRates rates) {
            return new Hops(
                    rates.hops(), Share.of(rates.precision()), Share.of(rates.recall()), Share.of(rates.found()));
        }
    }

    public static EvaluationDocument of(Evaluation evaluation, int owners, StoredGraph ledger, String on)
            throws IOException {
        return new EvaluationDocument(
                "clayton.evaluation/1",
                on,
                ledger.network().name(),
                ledger.from(),
                ledger.to(),
                ledger.blockHash(ledger.to()).toString(),
                ledger.info().transactions(),
                owners,
                evaluation.clusters().stream().map(Clustering::of).toList(),
                evaluation.coinJoins().stream().map(Detection::of).toList(),
                Change.of(evaluation.change()),
                Peel.of(evaluation.peel()));
    }

    static List<String> names(List<Heuristic> heuristics) {
        return heuristics.stream().map(Heuristic::name).toList();
    }

    static String handling(ClusterSettings settings) {
        return settings.skipCoinJoins() ? "skip" : "merge";
    }
}
