package clayton.clustering;

import clayton.chain.OutputId;
import clayton.chain.Progress;
import clayton.chain.TransactionGraph;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/// Follows peel chains: somebody pays one after the other out of a large coin, and each payment's change is the next
/// one's coin (Meiklejohn et al. 2013). Whether a transaction is a hop, and which output goes on, depends on nothing
/// but itself and the transactions that spend its outputs, whose features must agree along the chain (the idea of
/// Kappos et al. 2022, "How to Peel a Million"): so a chain is the same from wherever it is followed. Not safe for
/// concurrent use.
public final class PeelChains {
    private final TransactionGraph graph;
    private final int until;
    private final Payment payment;
    private final PeelJudge judge;

    /// Over a graph up to a height.
    public PeelChains(TransactionGraph graph, int until) {
        this.graph = graph;
        this.until = until;
        this.payment = new Payment(graph, until);
        this.judge = new PeelJudge(graph);
    }

    /// The chain that an output is the remaining coin of, back to its first hop and on to its last. Without hops if it
    /// is none's: then `began` and `ended` say why.
    public PeelChain follow(long output, Progress progress) throws IOException {
        Deque<PeelHop> hops = new ArrayDeque<>();
        PeelEnd began = goBack(output, hops, progress);
        PeelEnd ended = goOn(output, hops, progress);
        return new PeelChain(new ArrayList<>(hops), began, ended);
    }

    /// All chains of at least `leastHops` (2 or more) whose transactions lie between two heights, in the order of their
    /// first hops; nothing is seen of later blocks. If `progress` says stop, those of the blocks that were looked at.
    public static List<FoundPeelChain> find(TransactionGraph graph, int from, int to, int leastHops, Progress progress)
            throws IOException {
        if (leastHops < 2) {
            throw new IllegalArgumentException("a peel chain has at least 2 hops, not " + leastHops);
        }
        return PeelFinder.find(graph, from, to, leastHops, progress);
    }

    private PeelEnd goBack(long output, Deque<PeelHop> hops, Progress progress) throws IOException {
        long coin = output;
        while (!OutputId.isBoundary(coin)) {
            if (!progress.goOn("following back", hops.size(), 0)) {
                return PeelEnd.STOPPED;
            }
            payment.read(coin);
            switch (judge.judge(payment)) {
                case PeelEnd end -> {
                    return end;
                }
                case PeelHop hop -> {
                    if (PeelJudge.changeOf(hop) != coin) {
                        return PeelEnd.PEELED_OFF;
                    }
                    hops.addFirst(hop);
                    coin = hop.spent();
                }
            }
        }
        return PeelEnd.BEFORE_RANGE;
    }

    private PeelEnd goOn(long output, Deque<PeelHop> hops, Progress progress) throws IOException {
        long coin = output;
        for (long spender = spender(coin); spender != OutputId.UNSPENT; spender = spender(coin)) {
            if (!progress.goOn("following", hops.size(), 0)) {
                return PeelEnd.STOPPED;
            }
            payment.read(spender);
            switch (judge.judge(payment)) {
                case PeelEnd end -> {
                    return end;
                }
                case PeelHop hop -> {
                    if (hop.spent() != coin) {
                        return PeelEnd.BESIDE_LARGER;
                    }
                    hops.addLast(hop);
                    coin = PeelJudge.changeOf(hop);
                }
            }
        }
        return PeelEnd.UNSPENT;
    }

    private long spender(long coin) throws IOException {
        return Payment.seenSpender(graph.output(coin).spender(), until);
    }
}
