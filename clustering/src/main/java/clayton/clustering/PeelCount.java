package clayton.clustering;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/// Follows all peel chains at once while it goes over the transactions in chain order: what remains of a hop is kept
/// until it is spent.
final class PeelCount {
    /// Numbers of hops that are reported, besides that of the longest chain.
    private static final List<Integer> REPORTED = List.of(1, 2, 3, 5, 10, 20, 50, 100);

    private static final int NO_CHAIN = -1;
    private static final Walk START = new Walk(0, NO_CHAIN, 0);

    private final Truth truth;
    private final PeelJudge judge;
    private final Map<Long, Place> places = new HashMap<>();
    private final Map<Long, Walk> walks = new HashMap<>();
    private final int longest;
    private long hops;
    private long rightChange;

    /// By number of hops: the chains that have so many, those followed so far, those followed so far and never wrongly;
    /// the found hops with this number, those of them that are hops of the truth.
    private final long[] chains;

    private final long[] reached;
    private final long[] right;
    private final long[] found;
    private final long[] foundRightly;

    /// Where a transaction stands in the truth: which chain, and which hop, from 1.
    private record Place(int chain, int hop) {}

    /// What is remembered of a coin that remains: at which hop the search is, and of which chain's first hop it began
    /// and how many hops ago, if of any.
    private record Walk(int position, int chain, int followed) {}

    PeelCount(Truth truth, PeelJudge judge) {
        this.truth = truth;
        this.judge = judge;
        List<long[]> told = truth.peelChains();
        longest = told.stream().mapToInt(chain -> chain.length).max().orElse(0);
        chains = new long[longest + 1];
        reached = new long[longest + 1];
        right = new long[longest + 1];
        found = new long[longest + 1];
        foundRightly = new long[longest + 1];
        for (int chain = 0; chain < told.size(); chain++) {
            long[] transactions = told.get(chain);
            for (int hop = 1; hop <= transactions.length; hop++) {
                places.put(transactions[hop - 1], new Place(chain, hop));
                chains[hop]++;
            }
        }
    }

    /// Takes in a transaction.
    void count(Payment payment) throws IOException {
        Optional<Place> place = Optional.ofNullable(places.get(payment.id()));
        hops += place.isPresent() ? 1 : 0;
        PeelJudgement judgement = judge.judge(payment);
        Optional<Walk> before =
                judgement instanceof PeelHop hop ? Optional.ofNullable(walks.get(hop.spent())) : Optional.empty();
        for (int input = 0; input < payment.inputs(); input++) {
            walks.remove(payment.prevout(input));
        }
        if (judgement instanceof PeelHop hop) {
            rightChange += place.isPresent() && truth.isChange(hop.transaction(), hop.change()) ? 1 : 0;
            walks.put(PeelJudge.changeOf(hop), step(before.orElse(START), place));
        }
    }

    private Walk step(Walk before, Optional<Place> place) {
        int position = before.position + 1;
        add(found, position, true);
        add(foundRightly, position, place.isPresent());
        if (before.chain != NO_CHAIN) {
            int followed = before.followed + 1;
            add(reached, followed, true);
            add(right, followed, place.equals(Optional.of(new Place(before.chain, followed))));
        }
        if (place.isPresent() && place.get().hop == 1) {
            add(reached, 1, true);
            add(right, 1, true);
            return new Walk(position, place.get().chain, 1);
        }
        return new Walk(position, before.chain, before.followed + 1);
    }

    private void add(long[] counts, int hop, boolean counted) {
        if (hop <= longest) {
            counts[hop] += counted ? 1 : 0;
        }
    }

    PeelRates rates() {
        return new PeelRates(
                truth.peelChains().size(),
                hops,
                Rate.wilson(rightChange, hops),
                IntStream.concat(REPORTED.stream().mapToInt(hop -> hop), IntStream.of(longest))
                        .filter(hop -> hop > 0 && hop <= longest)
                        .sorted()
                        .distinct()
                        .mapToObj(hop -> new PeelRates.HopRates(
                                hop,
                                Rate.wilson(right[hop], reached[hop]),
                                Rate.wilson(right[hop], chains[hop]),
                                Rate.wilson(foundRightly[hop], found[hop])))
                        .toList());
    }
}
