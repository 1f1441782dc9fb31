package clayton.clustering;

import clayton.chain.OutputId;
import clayton.chain.TransactionGraph;
import java.io.IOException;
import java.util.BitSet;
import java.util.List;

/// Decides by the evidence of one transaction, and of those that spend its outputs, whether it is a hop of a peel
/// chain. It pays two outputs, and what remains is the one that more signs take for the change; if as many take either,
/// it is the larger one, because that is what a peel chain is. The coin that it peels is the largest that it spends.
final class PeelJudge {
    /// All heuristics, but of the two that go by new addresses only one: with two outputs they say the same. Nor the
    /// one
    /// that goes by position: it names an output of every payment, and would decide where the others say nothing.
    private static final List<ChangeHeuristic> SIGNS = ChangeHeuristics.ALL.stream()
            .filter(heuristic -> !(heuristic instanceof FreshAddress) && !(heuristic instanceof OutputPosition))
            .toList();

    private final CoinJoins coinJoins;

    PeelJudge(TransactionGraph graph) {
        this.coinJoins = new CoinJoins(graph);
    }

    PeelJudgement judge(Payment payment) throws IOException {
        if (payment.isCoinbase()) {
            return PeelEnd.COINBASE;
        }
        if (payment.isIn(coinJoins)) {
            return PeelEnd.COINJOIN;
        }
        if (payment.payingOutputs() != 2) {
            return payment.payingOutputs() < 2 ? PeelEnd.WHOLE : PeelEnd.SPREAD;
        }
        BitSet paying = payment.paying();
        ChangeVote vote = ChangeVote.of(payment, SIGNS);
        int first = paying.nextSetBit(0);
        int second = paying.length() - 1;
        if (vote.change().isPresent()) {
            int change = vote.change().getAsInt();
            return hop(payment, change, change == first ? second : first, vote);
        }
        long difference = payment.value(first) - payment.value(second);
        if (difference == 0) {
            return PeelEnd.UNDECIDED;
        }
        return difference > 0 ? hop(payment, first, second, vote) : hop(payment, second, first, vote);
    }

    private static PeelHop hop(Payment payment, int change, int peeled, ChangeVote vote) {
        int input = largestInput(payment);
        return new PeelHop(
                payment.id(),
                input,
                payment.prevout(input),
                peeled,
                payment.value(peeled),
                change,
                payment.value(change),
                vote);
    }

    /// The first of the largest.
    private static int largestInput(Payment payment) {
        int largest = 0;
        for (int input = 1; input < payment.inputs(); input++) {
            largest = payment.inputValue(input) > payment.inputValue(largest) ? input : largest;
        }
        return largest;
    }

    static long changeOf(PeelHop hop) {
        return OutputId.withVout(hop.transaction(), hop.change());
    }
}
