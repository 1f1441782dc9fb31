package clayton.clustering;

import java.util.Arrays;

/// Which scripts are in one cluster, and why: a union-find over script numbers, and beside it a forest of the links
/// that caused its merges. 12 bytes a script, 13 if links rest on several heuristics.
///
/// The union-find answers quickly because it forgets: paths are halved, and an edge says nothing. The proof forest
/// remembers: it has one edge for each merge, between the two scripts that were linked, with the transaction and the
/// heuristic that linked them, and is never shortened. Its edges point to the root of their tree; a merge turns the
/// smaller tree round until the linked script is its root, so an edge is turned at most log2(scripts) times. Two
/// scripts of one cluster have exactly one path between them.
///
/// Links come in chain order. So an edge belongs to the first transaction that joined its two sides, and the edges
/// up to any height are the forest of that height: [#cutTo] needs to read no block.
final class ProofForest {
    private static final int NONE = -1;
    private static final long NO_EDGE = 0;

    /// Towards the representative of the cluster: the number after that of the script there. The representative has 1 −
    /// (scripts of the cluster), so that nothing need be written for a script that is alone.
    private int[] parent = new int[0];

    /// A script's edge towards its tree's root: the number after that of the script at the other end (upper half), and
    /// the number of the transaction that caused it, which is the caller's. Together, because both are needed at once.
    private long[] edge = new long[0];

    /// The number of the heuristic that an edge rests on, the caller's too. No longer than the last script whose
    /// edge rests on another than the first.
    private byte[] heuristic = new byte[0];

    private int scripts;

    /// Sum of what warming reads, so that the compiler leaves those reads in.
    @SuppressWarnings("UnusedVariable")
    private long warmth;

    int scripts() {
        return scripts;
    }

    /// Makes room for so many scripts, and no more.
    void reserve(int count) {
        if (count > parent.length) {
            parent = Arrays.copyOf(parent, count);
            edge = Arrays.copyOf(edge, count);
        }
    }

    /// Adds scripts, each a cluster of its own, until there are so many.
    void growTo(int count) {
        reserve(count);
        scripts = count;
    }

    /// Reads what looking these scripts up will read first, so that many cache misses are in flight at once.
    void warm(int[] looked, int from, int to) {
        long sum = 0;
        for (int i = from; i < to; i++) {
            if (looked[i] >= 0) {
                sum += parent[Math.max(parent[looked[i]] - 1, 0)] + edge[looked[i]];
            }
        }
        warmth += sum;
    }

    int find(int script) {
        int[] up = parent;
        int node = script;
        int next = up[node];
        while (next > 0) {
            int afterNext = up[next - 1];
            if (afterNext <= 0) {
                return next - 1;
            }
            up[node] = afterNext;
            node = afterNext - 1;
            next = up[node];
        }
        return node;
    }

    /// Scripts in the cluster of this script.
    int size(int script) {
        return 1 - parent[find(script)];
    }

    /// Merges two clusters because of a link between these scripts; answers whether they were two.
    boolean join(int one, int other, int cause, int rule) {
        int a = find(one);
        int b = find(other);
        if (a == b) {
            return false;
        }
        if (unite(a, b)) {
            hang(other, one, cause, rule);
        } else {
            hang(one, other, cause, rule);
        }
        return true;
    }

    /// Merges the clusters of two representatives; answers whether the first remains one.
    private boolean unite(int a, int b) {
        boolean firstStays = parent[a] <= parent[b];
        int stays = firstStays ? a : b;
        int goes = firstStays ? b : a;
        parent[stays] += parent[goes] - 1;
        parent[goes] = stays + 1;
        return firstStays;
    }

    /// Turns round the edges between a script and its tree's root, then makes it a child of `under`.
    private void hang(int script, int under, int cause, int rule) {
        int node = script;
        long newEdge = edge(under, cause);
        int newRule = rule;
        while (node != NONE) {
            long oldEdge = edge[node];
            int oldRule = heuristic(node);
            edge[node] = newEdge;
            setHeuristic(node, newRule);
            newEdge = edge(node, (int) oldEdge);
            newRule = oldRule;
            node = above(oldEdge);
        }
    }

    private static long edge(int above, int cause) {
        return (long) (above + 1) << Integer.SIZE | cause;
    }

    private static int above(long edge) {
        return (int) (edge >> Integer.SIZE) - 1;
    }

    private int heuristic(int script) {
        return script < heuristic.length ? heuristic[script] : 0;
    }

    private void setHeuristic(int script, int rule) {
        if (script < heuristic.length) {
            heuristic[script] = (byte) rule;
        } else if (rule != 0) {
            heuristic = Arrays.copyOf(heuristic, parent.length);
            heuristic[script] = (byte) rule;
        }
    }

    /// Is told edges, one after the other.
    interface Walker {
        void step(int from, int to, int transaction, int heuristic);
    }

    /// Walks from one script to another of its cluster, along the one path there is.
    void walk(int from, int to, Walker walker) {
        if (find(from) != find(to)) {
            throw new IllegalArgumentException("scripts " + from + " and " + to + " are in different clusters");
        }
        int[] up = wayUp(from);
        int[] down = wayUp(to);
        int ups = up.length;
        int downs = down.length;
        while (ups > 0 && downs > 0 && up[ups - 1] == down[downs - 1]) {
            ups--;
            downs--;
        }
        for (int i = 0; i < ups; i++) {
            walker.step(up[i], above(edge[up[i]]), (int) edge[up[i]], heuristic(up[i]));
        }
        for (int i = downs - 1; i >= 0; i--) {
            walker.step(above(edge[down[i]]), down[i], (int) edge[down[i]], heuristic(down[i]));
        }
    }

    /// Hands on every edge once.
    void edges(Walker walker) {
        for (int script = 0; script < scripts; script++) {
            if (edge[script] != NO_EDGE) {
                walker.step(script, above(edge[script]), (int) edge[script], heuristic(script));
            }
        }
    }

    /// A script and all above it, the root last.
    private int[] wayUp(int script) {
        int[] way = new int[16];
        int length = 0;
        for (int node = script; node != NONE; node = above(edge[node])) {
            way = length == way.length ? Arrays.copyOf(way, 2 * length) : way;
            way[length++] = node;
        }
        return Arrays.copyOf(way, length);
    }

    /// The forest as it was when there were so many scripts and no link of this transaction or a later one.
    ProofForest cutTo(int count, int firstTransactionAfter) {
        ProofForest cut = new ProofForest();
        cut.growTo(count);
        for (int script = 0; script < count; script++) {
            if (edge[script] != NO_EDGE && (int) edge[script] < firstTransactionAfter) {
                cut.edge[script] = edge[script];
                cut.setHeuristic(script, heuristic(script));
                cut.unite(cut.find(script), cut.find(above(edge[script])));
            }
        }
        return cut;
    }

    ProofForest copy() {
        return cutTo(scripts, Integer.MAX_VALUE);
    }
}
