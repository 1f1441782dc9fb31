package clayton.clustering;

import clayton.chain.BlockSweep;
import clayton.chain.BlockView;
import clayton.chain.Futures;
import clayton.chain.OutputId;
import clayton.chain.Progress;
import clayton.chain.TransactionGraph;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;

/// Finds all peel chains of a block range. A hop continues the chain of the hop whose remaining coin it peels: both are
/// told from one transaction each, so what is kept of a transaction is which output goes on, and how many hops there
/// are up to it. Takes 21 bytes for each transaction of the range, beside those of [RangeNeighbours].
final class PeelFinder {
    private static final int NONE = -1;

    private final TransactionGraph graph;
    private final int from;
    private final RangeNeighbours range;
    private final List<Worker> workers;

    /// Per transaction of the range: the number of the output that goes on, `NONE` if it is no hop; hops up to this
    /// one; the hop before, or `NONE`; whether another comes after; what remains.
    private final int[] change;

    private final int[] hops;
    private final int[] before;
    private final boolean[] continued;
    private final long[] remainingSats;

    private PeelFinder(TransactionGraph graph, int from, RangeNeighbours range) {
        this.graph = graph;
        this.from = from;
        this.range = range;
        int threads = graph.isConcurrent() ? Runtime.getRuntime().availableProcessors() : 1;
        this.workers =
                Stream.generate(() -> new Worker(graph, range)).limit(threads).toList();
        this.change = new int[range.transactions()];
        this.hops = new int[change.length];
        this.before = new int[change.length];
        this.continued = new boolean[change.length];
        this.remainingSats = new long[change.length];
    }

    /// The chains in the order of their first hops; of fewer blocks, if `progress` says stop.
    static List<FoundPeelChain> find(TransactionGraph graph, int from, int to, int leastHops, Progress progress)
            throws IOException {
        PeelFinder finder = new PeelFinder(graph, from, RangeNeighbours.of(graph, from, to, progress));
        finder.sweep(progress);
        return finder.chains(leastHops);
    }

    private void sweep(Progress progress) throws IOException {
        Arrays.fill(change, NONE);
        BlockSweep sweep = graph.sweep();
        BlockView block = new BlockView();
        int blocks = range.to() - from + 1;
        try (ExecutorService threads = Executors.newFixedThreadPool(
                workers.size(), Thread.ofPlatform().daemon().factory())) {
            for (int done = 0; done < blocks && progress.goOn("looking for peel chains", done, blocks); done++) {
                sweep.read(from + done, block);
                List<Future<List<PeelHop>>> parts = new ArrayList<>();
                for (int part = 0; part < workers.size(); part++) {
                    Worker worker = workers.get(part);
                    int first = block.transactions * part / workers.size();
                    int end = block.transactions * (part + 1) / workers.size();
                    parts.add(threads.submit(() -> worker.hops(block, first, end)));
                }
                for (Future<List<PeelHop>> part : parts) {
                    for (PeelHop hop : Futures.get(part)) {
                        take(hop, range.number(hop.transaction()));
                    }
                }
            }
        }
    }

    /// Judges transactions on a thread of its own.
    private static final class Worker {
        private final PeelJudge judge;
        private final Payment payment;

        Worker(TransactionGraph graph, RangeNeighbours range) {
            judge = new PeelJudge(graph);
            payment = new Payment(graph, range.to(), range.share(graph));
        }

        List<PeelHop> hops(BlockView block, int first, int end) throws IOException {
            List<PeelHop> hops = new ArrayList<>();
            for (int t = first; t < end; t++) {
                payment.show(block, t);
                if (judge.judge(payment) instanceof PeelHop hop) {
                    hops.add(hop);
                }
            }
            return hops;
        }
    }

    private void take(PeelHop hop, int transaction) {
        change[transaction] = hop.change();
        remainingSats[transaction] = hop.remainingSats();
        int maker = range.number(hop.spent());
        boolean continues = maker != RangeNeighbours.OUTSIDE && change[maker] == OutputId.vout(hop.spent());
        before[transaction] = continues ? maker : NONE;
        hops[transaction] = continues ? hops[maker] + 1 : 1;
        if (continues) {
            continued[maker] = true;
        }
    }

    private List<FoundPeelChain> chains(int leastHops) {
        List<FoundPeelChain> found = new ArrayList<>();
        for (int transaction = 0; transaction < change.length; transaction++) {
            if (change[transaction] != NONE && !continued[transaction] && hops[transaction] >= leastHops) {
                found.add(chain(transaction));
            }
        }
        found.sort(Comparator.comparingLong(FoundPeelChain::first));
        return found;
    }

    private FoundPeelChain chain(int last) {
        long[] transactions = new long[hops[last]];
        long[] remaining = new long[transactions.length];
        int at = last;
        for (int hop = transactions.length - 1; hop >= 0; hop--) {
            transactions[hop] = range.coordinate(at);
            remaining[hop] = remainingSats[at];
            at = before[at];
        }
        return FoundPeelChain.of(transactions, remaining, OutputId.withVout(range.coordinate(last), change[last]));
    }
}
