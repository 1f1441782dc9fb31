package clayton.clustering;

import java.util.Arrays;
import java.util.function.IntToDoubleFunction;

/// How many scripts of which owner are in which cluster; scripts without one known owner do not count. All figures of
/// clusters come from these counts; no pair is ever looked at.
///
/// Figures can be had for other multiplicities of owners, as a bootstrap asks for. The clusters stay as they are, and
/// so does what a single script scores in them; pairs of two owners count as often as both are there. Nearly all
/// clusters
/// hold scripts of one owner, and these are kept as sums for each owner only.
final class Contingency {
    private final int owners;

    /// Per owner: its scripts, pairs of them in one cluster, sums over its scripts of BCubed precision and of BCubed
    /// recall, and its scripts in the largest cluster.
    private final long[] scripts;

    private final long[] pairs;
    private final double[] precision;
    private final double[] recall;
    private final long[] inLargest;

    /// The mixed clusters: cluster `m` has the counts `first[m]` to `first[m + 1]`.
    private int[] first = new int[1];

    private int[] owner = new int[0];
    private int[] count = new int[0];
    private int mixed;
    private int clusters;
    private int largest;

    Contingency(int owners) {
        this.owners = owners;
        scripts = new long[owners];
        pairs = new long[owners];
        precision = new double[owners];
        recall = new double[owners];
        inLargest = new long[owners];
    }

    static Contingency of(Clusters clusters, Truth truth) {
        long[] keys = new long[clusters.scripts()];
        int owned = 0;
        for (int script = 0; script < clusters.scripts(); script++) {
            int owner = truth.owner(script);
            if (owner != Truth.NOBODY) {
                keys[owned++] = (long) clusters.representative(script) << Integer.SIZE | owner;
            }
        }
        Arrays.sort(keys, 0, owned);
        Contingency contingency = new Contingency(truth.owners());
        for (int start = 0; start < owned; ) {
            int end = start;
            while (end < owned && keys[end] >> Integer.SIZE == keys[start] >> Integer.SIZE) {
                end++;
            }
            contingency.add(keys, start, end);
            start = end;
        }
        return contingency;
    }

    /// Adds a cluster: one key for each script, equal ones together, whose lower half is the owner.
    private void add(long[] keys, int start, int end) {
        clusters++;
        int size = end - start;
        boolean isLargest = size > largest;
        if (isLargest) {
            largest = size;
            Arrays.fill(inLargest, 0);
        }
        int next = first[mixed];
        for (int i = start; i < end; ) {
            int run = i;
            while (run < end && keys[run] == keys[i]) {
                run++;
            }
            add((int) keys[i], run - i, size, isLargest);
            push(next++, (int) keys[i], run - i);
            i = run;
        }
        if (next - first[mixed] > 1) {
            mixed++;
            first = first.length == mixed ? Arrays.copyOf(first, 2 * mixed) : first;
            first[mixed] = next;
        }
    }

    private void add(int who, long number, long ofCluster, boolean isLargest) {
        scripts[who] += number;
        pairs[who] += pairs(number);
        precision[who] += (double) (number * number) / ofCluster;
        recall[who] += (double) (number * number);
        inLargest[who] += isLargest ? number : 0;
    }

    private void push(int at, int who, int number) {
        if (at == owner.length) {
            owner = Arrays.copyOf(owner, Math.max(16, 2 * at));
            count = Arrays.copyOf(count, owner.length);
        }
        owner[at] = who;
        count[at] = number;
    }

    private static long pairs(long number) {
        return number * (number - 1) / 2;
    }

    /// Clusters that hold a script with a known owner.
    int clusters() {
        return clusters;
    }

    /// Those of them that hold scripts of several owners.
    int mixedClusters() {
        return mixed;
    }

    /// Pairs of scripts: with one owner and in one cluster, in one cluster, with one owner.
    record Pairs(long both, long together, long oneOwner) {
        double precision() {
            return (double) both / together;
        }

        double recall() {
            return (double) both / oneOwner;
        }
    }

    /// The pairs if each owner were there so many times. An owner and its double are two owners, but are not paired
    /// with each other: that would say that a heuristic is wrong wherever it is right.
    Pairs pairs(int[] times) {
        long both = 0;
        long oneOwner = 0;
        for (int o = 0; o < owners; o++) {
            both = Math.addExact(both, Math.multiplyExact(times[o], pairs[o]));
            oneOwner = Math.addExact(oneOwner, Math.multiplyExact(times[o], pairs(scripts[o])));
        }
        long across = 0;
        for (int m = 0; m < mixed; m++) {
            long before = 0;
            for (int i = first[m]; i < first[m + 1]; i++) {
                long here = (long) times[owner[i]] * count[i];
                across = Math.addExact(across, Math.multiplyExact(before, here));
                before += here;
            }
        }
        return new Pairs(both, Math.addExact(both, across), oneOwner);
    }

    /// BCubed precision: of a script's cluster, how much is of its owner, on average over all scripts (Bagga and
    /// Baldwin
    /// 1998; Amigo et al. 2009).
    double bCubedPrecision(int[] times) {
        return sum(times, o -> precision[o]) / scripts(times);
    }

    /// BCubed recall: of the scripts of a script's owner, how many are in its cluster, on average over all scripts.
    double bCubedRecall(int[] times) {
        return sum(times, o -> scripts[o] == 0 ? 0 : recall[o] / scripts[o]) / scripts(times);
    }

    /// The share of all scripts that the largest cluster holds; of several equally large, the first.
    double largestShare(int[] times) {
        return sum(times, o -> inLargest[o]) / scripts(times);
    }

    /// Number of scripts.
    double scripts(int[] times) {
        return sum(times, o -> scripts[o]);
    }

    private double sum(int[] times, IntToDoubleFunction ofOwner) {
        double sum = 0;
        for (int o = 0; o < owners; o++) {
            sum += times[o] * ofOwner.applyAsDouble(o);
        }
        return sum;
    }

    int owners() {
        return owners;
    }
}
