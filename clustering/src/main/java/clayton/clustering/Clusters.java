package clayton.clustering;

import clayton.chain.BlockView;
import clayton.chain.OutputId;
import clayton.chain.Progress;
import clayton.chain.TransactionGraph;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

/// The clusters of a graph's scripts up to one height, and the proof of each: scripts are told by their numbers, a
/// cluster by its oldest script's. Takes at most 13 bytes for each script and 4 for each block. Not safe for
/// concurrent use: even looking up shortens paths.
public final class Clusters {
    private final ClusterSettings settings;
    private final int from;
    private final ProofForest forest;

    /// Per block the number of the first transaction, counted over the range; one more for the next.
    private int[] firstTransaction;

    private int blocks;

    /// Whether links of a guarded merge are in the forest, which do not come in chain order.
    private boolean isFinal;

    private Clusters(ClusterSettings settings, int from, ProofForest forest, int[] firstTransaction, int blocks) {
        this.settings = settings;
        this.from = from;
        this.forest = forest;
        this.firstTransaction = firstTransaction;
        this.blocks = blocks;
    }

    /// Clusters the graph up to the settings' horizon, by heuristics that need no guard. If `progress` says
    /// stop, the clusters are those of [#until].
    public static Clusters of(TransactionGraph graph, ClusterSettings settings, Progress progress) throws IOException {
        if (!settings.heuristics(true).isEmpty()) {
            throw new IllegalArgumentException(
                    settings.heuristics(true).getFirst().name() + " must be guarded against cluster collapse");
        }
        Clusters clusters = new Clusters(settings, graph.from(), new ProofForest(), new int[1], 0);
        clusters.extend(graph, settings.until().orElse(graph.to()), progress);
        return clusters;
    }

    /// Clusters by all heuristics of the settings: by those that need a guard once the others are done, as far
    /// as it allows.
    public static GuardedClusters of(
            TransactionGraph graph, ClusterSettings settings, CollapseGuard guard, Progress progress)
            throws IOException {
        Clusters sure = of(graph, settings.with(settings.heuristics(false)), progress);
        List<Heuristic> guarded = settings.heuristics(true);
        return guarded.isEmpty() ? new GuardedClusters(sure, List.of()) : sure.merge(graph, guarded, guard, progress);
    }

    /// Takes in the blocks that were appended to the graph since, up to a height.
    public void extend(TransactionGraph graph, int height, Progress progress) throws IOException {
        checkNotFinal();
        int last = Math.min(height, graph.to());
        if (last > until()) {
            firstTransaction = Arrays.copyOf(firstTransaction, last - from + 2);
            int scripts = graph.scripts(last);
            Sweep sweep = new Sweep(graph, settings, last, this::join);
            while (until() < last && progress.goOn("clustering", blocks, last - from + 1L)) {
                takeIn(graph, sweep, scripts);
            }
        }
    }

    /// Room for all scripts is made while other threads read the second block.
    private void takeIn(TransactionGraph graph, Sweep sweep, int allScripts) throws IOException {
        int height = until() + 1;
        sweep.read(height);
        forest.reserve(allScripts);
        BlockView block = sweep.block;
        forest.growTo(graph.scripts(height));
        warm(block);
        sweep.link();
        firstTransaction[blocks + 1] = firstTransaction[blocks] + block.transactions;
        blocks++;
    }

    /// Only inputs of transactions with several are looked up, as a rule.
    private void warm(BlockView block) {
        for (int t = 0; t < block.transactions; t++) {
            if (block.inputs(t) > 1) {
                forest.warm(block.inputScripts, block.firstInput[t], block.firstInput[t + 1]);
            }
        }
    }

    private void join(int script, int other, int transaction, int heuristic) {
        forest.join(script, other, firstTransaction[blocks] + transaction, heuristic);
    }

    /// Merges these clusters further by the links of other heuristics, such as evidence of change, as far as the
    /// guard allows; they themselves stay as they are. What comes of it can be neither cut nor extended.
    public GuardedClusters merge(TransactionGraph graph, List<Heuristic> others, CollapseGuard guard, Progress progress)
            throws IOException {
        List<Heuristic> all = new ArrayList<>(settings.heuristics());
        all.addAll(others);
        Clusters merged = new Clusters(settings.with(all), from, forest.copy(), firstTransaction.clone(), blocks);
        merged.isFinal = true;
        GuardedMerge merge = new GuardedMerge(
                merged, merged.forest, guard, settings.heuristics().size());
        return new GuardedClusters(merged, merge.run(graph, settings.with(others), from, until(), progress));
    }

    private void checkNotFinal() {
        if (isFinal) {
            throw new IllegalStateException("clusters that were merged under a guard are made anew from their own");
        }
    }

    /// The clusters as they were at an earlier height, without reading the graph again: what a reorganisation goes
    /// back to.
    public Clusters cut(TransactionGraph graph, int height) throws IOException {
        checkNotFinal();
        int kept = Math.clamp(height - from + 1L, 0, blocks);
        int scripts = kept == 0 ? 0 : graph.scripts(from + kept - 1);
        ProofForest cut = forest.cutTo(scripts, firstTransaction[kept]);
        return new Clusters(settings, from, cut, Arrays.copyOf(firstTransaction, kept + 1), kept);
    }

    public ClusterSettings settings() {
        return settings;
    }

    /// The last height that is taken in; below the graph's first if there is none.
    public int until() {
        return from + blocks - 1;
    }

    /// Number of scripts up to that height; these have numbers below it.
    public int scripts() {
        return forest.scripts();
    }

    public boolean together(int script, int other) {
        return forest.find(script) == forest.find(other);
    }

    /// A script of the same cluster, the same for all of them; another when clusters have grown.
    public int representative(int script) {
        return forest.find(script);
    }

    /// Is told the links of the kept proofs: two scripts and the transaction that joined them.
    interface LinkVisitor {
        void visit(int from, int to, long transaction);
    }

    /// Hands on the kept link of every merge, in no order that means anything.
    void forEachLink(LinkVisitor visitor) {
        forest.edges((from, to, transaction, heuristic) -> visitor.visit(from, to, coordinate(transaction)));
    }

    /// The kept link of every merge, one for each script but one of each cluster, in no order that means anything.
    public void links(Consumer<Link> taker) {
        forest.edges((from, to, transaction, heuristic) -> taker.accept(link(from, to, transaction, heuristic)));
    }

    /// Is told a script's cluster by its id, the number of its oldest script.
    public interface MemberVisitor {
        void visit(int cluster, int scripts, int script);
    }

    /// Goes over all scripts, in rising order: a cluster's oldest comes first. Takes 4 bytes for each script.
    public void forEachMember(MemberVisitor visitor) {
        int[] oldest = new int[scripts()];
        Arrays.fill(oldest, -1);
        for (int script = 0; script < oldest.length; script++) {
            int representative = forest.find(script);
            if (oldest[representative] < 0) {
                oldest[representative] = script;
            }
            visitor.visit(oldest[representative], size(script), script);
        }
    }

    /// Number of scripts in this script's cluster.
    public int size(int script) {
        return forest.size(script);
    }

    /// The scripts of this script's cluster in rising order; the first is the cluster's id.
    public int[] members(int script) {
        int[] members = new int[size(script)];
        int representative = forest.find(script);
        int next = 0;
        for (int candidate = 0; candidate < scripts(); candidate++) {
            if (forest.find(candidate) == representative) {
                members[next++] = candidate;
            }
        }
        return members;
    }

    /// The kept proof that two scripts are in one cluster: links that lead from one to the other, each by the
    /// transaction that first joined what it joins. Links that one transaction makes one after the other are one.
    /// Throws `IllegalArgumentException` if they are in different clusters.
    public List<Link> proof(int script, int other) {
        List<Link> links = new ArrayList<>();
        forest.walk(
                script,
                other,
                (start, end, transaction, heuristic) -> append(links, link(start, end, transaction, heuristic)));
        return links;
    }

    /// As [#proof], but with as few links as there can be. Goes over the whole graph once more; empty if
    /// `progress` said stop, or if both are one script.
    public List<Link> shortestProof(TransactionGraph graph, int script, int other, Progress progress)
            throws IOException {
        if (!together(script, other)) {
            throw new IllegalArgumentException("scripts " + script + " and " + other + " are in different clusters");
        }
        return new ShortestProof(this, script).find(graph, script, other, progress);
    }

    Link link(int script, int other, int transaction, int heuristic) {
        return new Link(
                script, other, coordinate(transaction), settings.heuristics().get(heuristic));
    }

    private static void append(List<Link> links, Link next) {
        Link last = links.isEmpty() ? next : links.getLast();
        if (!links.isEmpty()
                && last.transaction() == next.transaction()
                && last.heuristic().equals(next.heuristic())) {
            links.removeLast();
        } else {
            last = next;
        }
        links.add(new Link(last.from(), next.to(), next.transaction(), next.heuristic()));
    }

    private long coordinate(int transaction) {
        int found = Arrays.binarySearch(firstTransaction, 0, blocks, transaction);
        int block = found < 0 ? -found - 2 : found;
        return OutputId.of(from + block, transaction - firstTransaction[block], OutputId.TRANSACTION);
    }

    public ClusterStatistics statistics(int largest) {
        return ClusterStatistics.of(forest, largest);
    }
}
