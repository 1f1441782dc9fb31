package clayton.clustering;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/// How good clusters are, against the truth. Only scripts with one known owner count.
///
/// `pairPrecision` is the share of pairs of scripts in one cluster that have one owner, `pairRecall` the share of pairs
/// with one owner that are in one cluster. The BCubed ones are averages over scripts: what part of a script's cluster
/// has its owner, what part of its owner's scripts is in its cluster. All intervals are by bootstrap over owners.
///
/// `links` are those of the kept proofs: how many merges rest on transactions of each story, and how many of these
/// joined scripts of two owners. A guard held `heldBack` more merges back, `heldBackRightly` of them false ones.
public record ClusterRates(
        ClusterSettings settings,
        long scripts,
        int clusters,
        int mixedClusters,
        Optional<Rate> pairPrecision,
        Optional<Rate> pairRecall,
        Optional<Rate> bCubedPrecision,
        Optional<Rate> bCubedRecall,
        Optional<Rate> largestShare,
        List<StoryLinks> links,
        long heldBack,
        long heldBackRightly) {
    public ClusterRates {
        links = List.copyOf(links);
    }

    /// Merges by transactions of one story: their number and that of the false ones. `isCoinJoin` if several owners mix
    /// their coins in such transactions.
    public record StoryLinks(String story, boolean isCoinJoin, long merges, long falseMerges) {}

    static ClusterRates of(GuardedClusters guarded, Truth truth) {
        Clusters clusters = guarded.clusters();
        Contingency counts = Contingency.of(clusters, truth);
        int[] once = new int[counts.owners()];
        Arrays.fill(once, 1);
        long scripts = (long) counts.scripts(once);
        Contingency.Pairs pairs = counts.pairs(once);
        double[][] intervals = scripts == 0
                ? new double[5][2]
                : OwnerBootstrap.intervals(counts.owners(), times -> figures(counts, times));
        double[] figures = figures(counts, once);
        return new ClusterRates(
                clusters.settings(),
                scripts,
                counts.clusters(),
                counts.mixedClusters(),
                rate(figures[0], pairs.together(), intervals[0]),
                rate(figures[1], pairs.oneOwner(), intervals[1]),
                rate(figures[2], scripts, intervals[2]),
                rate(figures[3], scripts, intervals[3]),
                rate(figures[4], scripts, intervals[4]),
                links(clusters, truth),
                guarded.heldBack().size(),
                guarded.heldBack().stream()
                        .map(HeldBack::link)
                        .filter(link -> truth.areStrangers(link.from(), link.to()))
                        .count());
    }

    private static double[] figures(Contingency counts, int[] times) {
        Contingency.Pairs pairs = counts.pairs(times);
        return new double[] {
            pairs.precision(),
            pairs.recall(),
            counts.bCubedPrecision(times),
            counts.bCubedRecall(times),
            counts.largestShare(times)
        };
    }

    private static Optional<Rate> rate(double value, long of, double[] interval) {
        return of == 0 ? Optional.empty() : Optional.of(new Rate(value, of, interval[0], interval[1]));
    }

    private static List<StoryLinks> links(Clusters clusters, Truth truth) {
        int stories = truth.stories().size();
        long[] merges = new long[stories];
        long[] falseMerges = new long[stories];
        clusters.forEachLink((from, to, transaction) -> {
            int story = truth.story(transaction);
            merges[story]++;
            falseMerges[story] += truth.areStrangers(from, to) ? 1 : 0;
        });
        return IntStream.range(0, stories)
                .filter(story -> merges[story] > 0)
                .mapToObj(story -> {
                    String name = truth.stories().get(story);
                    return new StoryLinks(name, truth.isMix(name), merges[story], falseMerges[story]);
                })
                .sorted(Comparator.comparing(StoryLinks::story))
                .toList();
    }
}
