package clayton.desktop.flow;

import clayton.chain.OutputId;
import clayton.chain.Progress;
import clayton.clustering.PeelChain;
import clayton.clustering.PeelChains;
import clayton.clustering.PeelHop;
import clayton.desktop.flow.Holders.By;
import clayton.desktop.session.OpenChain;
import clayton.desktop.session.Thing;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;

/// Finds the transactions that a person most likely wants on the sheet. Belongs to one task.
final class Growth {
    private static final int LEAST_HOPS_TO_FOLD = 3;

    private final OpenChain chain;
    private final FlowTransaction.Reader reader;

    Growth(OpenChain chain) {
        this.chain = chain;
        this.reader = new FlowTransaction.Reader(chain);
    }

    /// A transaction that might be put on the sheet, and how much taint leads to it.
    private record Next(long transaction, long sats) {
        static final Comparator<Next> LARGEST =
                Comparator.comparingLong(Next::sats).reversed().thenComparingLong(Next::transaction);
    }

    /// A trace on the sheet: from its seeds on, always the way of the largest tainted amount first, so that what is
    /// shown hangs together and is the most money for so many transactions.
    FlowGraph traced(Taint taint, boolean forward, int most, By by, Progress progress) throws IOException {
        PriorityQueue<Next> queue = new PriorityQueue<>(Next.LARGEST);
        for (long seed : taint.seeds()) {
            next(seed, taint, forward, queue);
        }
        Map<Long, FlowTransaction> found = new HashMap<>();
        while (!queue.isEmpty() && found.size() < most) {
            long id = queue.remove().transaction();
            if (found.containsKey(id)) {
                continue;
            }
            if (!progress.goOn("drawing", found.size(), most)) {
                break;
            }
            FlowTransaction transaction = reader.read(id);
            found.put(id, transaction);
            goOn(transaction, taint, forward, queue);
        }
        FlowGraph graph = FlowGraph.EMPTY.with(taint).withTransactions(List.copyOf(found.values()));
        return held(graph.withChains(chains(graph, progress)), by, progress);
    }

    private void next(long output, Taint taint, boolean forward, PriorityQueue<Next> queue) throws IOException {
        long transaction = forward ? spender(output) : OutputId.isBoundary(output) ? 0 : OutputId.transaction(output);
        if (transaction != OutputId.UNSPENT) {
            queue.add(new Next(transaction, taint.of(output)));
        }
    }

    private long spender(long output) throws IOException {
        long spender = chain.graph().output(output).spender();
        return spender == OutputId.UNSPENT ? spender : OutputId.transaction(spender);
    }

    private static void goOn(FlowTransaction transaction, Taint taint, boolean forward, PriorityQueue<Next> queue) {
        if (forward) {
            long fee = 0;
            for (long prevout : transaction.prevouts()) {
                fee += taint.of(prevout);
            }
            for (int vout = 0; vout < transaction.values().length; vout++) {
                long sats = taint.of(transaction.output(vout));
                fee -= sats;
                if (sats > 0 && transaction.spender(vout) != OutputId.UNSPENT) {
                    queue.add(new Next(transaction.spender(vout), sats));
                }
            }
            addMiner(transaction, fee, queue);
        } else {
            for (long prevout : transaction.prevouts()) {
                long sats = taint.of(prevout);
                if (sats > 0 && !OutputId.isBoundary(prevout)) {
                    queue.add(new Next(OutputId.transaction(prevout), sats));
                }
            }
        }
    }

    /// Tainted fees go on in the block's coinbase.
    private static void addMiner(FlowTransaction transaction, long feeSats, PriorityQueue<Next> queue) {
        if (feeSats > 0 && !transaction.isCoinbase()) {
            queue.add(new Next(OutputId.of(transaction.height(), 0, OutputId.TRANSACTION), feeSats));
        }
    }

    /// More transactions beside those that are there.
    FlowGraph with(FlowGraph graph, Collection<Long> more, Progress progress) throws IOException {
        List<FlowTransaction> read = new ArrayList<>();
        for (long id : more) {
            if (!graph.transactions().containsKey(OutputId.transaction(id))) {
                read.add(reader.read(id));
            }
        }
        return held(graph.withTransactions(read), graph.holders().by(), progress);
    }

    /// With these holders of its outputs. For clusters, those of the whole chain are computed if nobody asked before.
    FlowGraph held(FlowGraph graph, By by, Progress progress) throws IOException {
        Map<String, Thing.Cluster> clusters = new HashMap<>(graph.holders().clusters());
        if (by == By.CLUSTERS) {
            for (String name : graph.names()) {
                if (!clusters.containsKey(name)) {
                    clusters.put(name, chain.clusters().of(name, progress));
                }
            }
        }
        return graph.with(new Holders(by, Map.copyOf(clusters)));
    }

    /// Peel chains of at least three hops whose hops are all on the sheet one after the other, by the first.
    private Map<Long, List<Long>> chains(FlowGraph graph, Progress progress) throws IOException {
        PeelChains peels = new PeelChains(chain.graph(), chain.graph().to());
        Map<Long, List<Long>> found = new HashMap<>();
        Set<Long> judged = new HashSet<>();
        long done = 0;
        for (FlowTransaction transaction : graph.transactions().values()) {
            if (!progress.goOn(
                    "looking for peel chains", done++, graph.transactions().size())) {
                return found;
            }
            if (judged.add(transaction.id()) && mayBeHop(transaction)) {
                PeelChain peel = peels.follow(transaction.prevouts()[0], progress);
                fold(graph, peel, judged, found);
            }
        }
        return found;
    }

    private static boolean mayBeHop(FlowTransaction transaction) {
        return transaction.prevouts().length > 0 && transaction.values().length == 2 && !transaction.coinJoin();
    }

    private static void fold(FlowGraph graph, PeelChain peel, Set<Long> judged, Map<Long, List<Long>> found) {
        List<Long> run = new ArrayList<>();
        for (PeelHop hop : peel.hops()) {
            long id = OutputId.transaction(hop.transaction());
            boolean fresh = graph.transactions().containsKey(id)
                    && found.values().stream().noneMatch(hops -> hops.contains(id));
            judged.add(id);
            if (fresh) {
                run.add(id);
            } else {
                keep(run, found);
                run = new ArrayList<>();
            }
        }
        keep(run, found);
    }

    private static void keep(List<Long> run, Map<Long, List<Long>> found) {
        if (run.size() >= LEAST_HOPS_TO_FOLD) {
            found.put(run.getFirst(), List.copyOf(run));
        }
    }
}
