package clayton.clustering;

import clayton.chain.Progress;
import clayton.chain.TransactionGraph;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/// Searches for a proof with the fewest steps. The kept proof has only the links that merged clusters; here every
/// link inside the cluster counts. A step leads from a script to any other that one transaction links with it by one
/// heuristic, in however many links. Breadth first, so of equally short proofs one with earlier transactions is
/// found.
final class ShortestProof {
    private static final int UNSEEN = -1;

    private final Clusters clusters;

    /// The cluster's scripts in rising order; below, scripts are told by their place in it.
    private final int[] members;

    /// What one transaction links by one heuristic, in chain order.
    private final List<Evidence> evidence = new ArrayList<>();

    /// Links of the transaction and heuristic at work.
    private final List<Set<Integer>> groups = new ArrayList<>();

    private int transaction = UNSEEN;
    private int heuristic;

    @SuppressWarnings("ArrayRecordComponent")
    private record Evidence(int transaction, int heuristic, int[] scripts) {}

    ShortestProof(Clusters clusters, int script) {
        this.clusters = clusters;
        this.members = clusters.members(script);
    }

    /// The links in order; empty if `progress` said stop.
    List<Link> find(TransactionGraph graph, int from, int to, Progress progress) throws IOException {
        if (!collect(graph, progress)) {
            return List.of();
        }
        int start = place(from);
        int[] cause = new int[members.length];
        int[] before = new int[members.length];
        Arrays.fill(cause, UNSEEN);
        int[][] evidenceOf = evidenceOfScripts();
        boolean[] used = new boolean[evidence.size()];
        ArrayDeque<Integer> queue = new ArrayDeque<>(List.of(start));
        while (!queue.isEmpty() && cause[place(to)] == UNSEEN) {
            int script = queue.remove();
            for (int next : evidenceOf[script]) {
                if (!used[next]) {
                    used[next] = true;
                    for (int reached : evidence.get(next).scripts) {
                        if (reached != start && cause[reached] == UNSEEN) {
                            cause[reached] = next;
                            before[reached] = script;
                            queue.add(reached);
                        }
                    }
                }
            }
        }
        return links(start, place(to), cause, before);
    }

    private List<Link> links(int start, int end, int[] cause, int[] before) {
        List<Link> links = new ArrayList<>();
        for (int script = end; script != start; script = before[script]) {
            Evidence shown = evidence.get(cause[script]);
            links.addFirst(clusters.link(members[before[script]], members[script], shown.transaction, shown.heuristic));
        }
        return links;
    }

    private int place(int script) {
        return Arrays.binarySearch(members, script);
    }

    private boolean collect(TransactionGraph graph, Progress progress) throws IOException {
        int[] first = {0};
        Sweep sweep = new Sweep(
                graph,
                clusters.settings(),
                clusters.until(),
                (script, other, t, rule) -> take(script, other, first[0] + t, rule));
        for (int height = graph.from(); height <= clusters.until(); height++) {
            if (!progress.goOn("searching", height - graph.from(), clusters.until() - graph.from() + 1L)) {
                return false;
            }
            sweep.read(height);
            sweep.link();
            first[0] += sweep.block.transactions;
        }
        finishGroups();
        return true;
    }

    private void take(int script, int other, int t, int rule) {
        if (!clusters.together(script, members[0]) || !clusters.together(other, members[0])) {
            return;
        }
        if (t != transaction || rule != heuristic) {
            finishGroups();
            transaction = t;
            heuristic = rule;
        }
        int one = place(script);
        int two = place(other);
        Set<Integer> mine = groupOf(one);
        if (!mine.contains(two)) {
            Set<Integer> theirs = groupOf(two);
            groups.remove(theirs);
            mine.addAll(theirs);
        }
    }

    private Set<Integer> groupOf(int script) {
        for (Set<Integer> group : groups) {
            if (group.contains(script)) {
                return group;
            }
        }
        Set<Integer> group = new LinkedHashSet<>(List.of(script));
        groups.add(group);
        return group;
    }

    private void finishGroups() {
        for (Set<Integer> group : groups) {
            evidence.add(new Evidence(
                    transaction,
                    heuristic,
                    group.stream().mapToInt(script -> script).sorted().toArray()));
        }
        groups.clear();
    }

    /// Per script the evidence that it is in, in chain order.
    private int[][] evidenceOfScripts() {
        int[] counts = new int[members.length];
        evidence.forEach(shown -> Arrays.stream(shown.scripts).forEach(script -> counts[script]++));
        int[][] of = IntStream.of(counts).mapToObj(int[]::new).toArray(int[][]::new);
        Arrays.fill(counts, 0);
        for (int i = 0; i < evidence.size(); i++) {
            for (int script : evidence.get(i).scripts) {
                of[script][counts[script]++] = i;
            }
        }
        return of;
    }
}
