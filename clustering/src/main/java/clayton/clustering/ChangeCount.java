package clayton.clustering;

import java.io.IOException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/// Counts how often evidence of change is right.
final class ChangeCount {
    private static final List<ChangeHeuristic> HEURISTICS = ChangeHeuristics.ALL;

    private final Truth truth;
    private long payments;
    private long withChange;

    /// By heuristic: payments in which it rules outputs out, those in which it leaves change, payments in which it
    /// names one output, those in which that is change.
    private final long[] signs = new long[HEURISTICS.size()];

    private final long[] kept = new long[HEURISTICS.size()];
    private final long[] named = new long[HEURISTICS.size()];
    private final long[] right = new long[HEURISTICS.size()];

    /// The same of votes, by number of signs.
    private final long[] votes = new long[HEURISTICS.size() + 1];

    private final long[] rightVotes = new long[HEURISTICS.size() + 1];

    ChangeCount(Truth truth) {
        this.truth = truth;
    }

    /// Takes in a payment, if it has outputs to choose from.
    void count(Payment payment) throws IOException {
        if (payment.isCoinbase() || payment.paying().cardinality() < 2) {
            return;
        }
        BitSet change = change(payment);
        payments++;
        withChange += change.isEmpty() ? 0 : 1;
        ChangeVote vote = ChangeVote.of(payment, HEURISTICS);
        vote.signs().forEach(sign -> count(sign, change));
        OptionalInt output = vote.change();
        if (output.isPresent()) {
            int number = vote.signsFor(output.getAsInt()).size();
            votes[number]++;
            rightVotes[number] += change.get(output.getAsInt()) ? 1 : 0;
        }
    }

    private BitSet change(Payment payment) {
        BitSet change = new BitSet(payment.outputs());
        for (int output = 0; output < payment.outputs(); output++) {
            change.set(output, truth.isChange(payment.id(), output));
        }
        return change;
    }

    private void count(ChangeVote.Sign sign, BitSet change) {
        int heuristic = HEURISTICS.indexOf(sign.heuristic());
        boolean leavesChange = sign.candidates().intersects(change);
        signs[heuristic]++;
        kept[heuristic] += leavesChange ? 1 : 0;
        if (sign.candidates().cardinality() == 1) {
            named[heuristic]++;
            right[heuristic] += leavesChange ? 1 : 0;
        }
    }

    ChangeRates rates() {
        List<ChangeRates.HeuristicRates> heuristics = new ArrayList<>();
        for (int i = 0; i < HEURISTICS.size(); i++) {
            heuristics.add(new ChangeRates.HeuristicRates(
                    HEURISTICS.get(i).name(), named(right[i], named[i]), Rate.wilson(kept[i], signs[i])));
        }
        return new ChangeRates(
                payments,
                withChange,
                heuristics,
                named(LongStream.of(rightVotes).sum(), LongStream.of(votes).sum()),
                IntStream.range(0, votes.length)
                        .boxed()
                        .flatMap(number -> Rate.wilson(rightVotes[number], votes[number])
                                .map(rate -> new ChangeRates.SignRates(number, rate))
                                .stream())
                        .toList());
    }

    private ChangeRates.NamedRates named(long rightOnes, long all) {
        return new ChangeRates.NamedRates(Rate.wilson(rightOnes, all), Rate.wilson(rightOnes, withChange));
    }
}
