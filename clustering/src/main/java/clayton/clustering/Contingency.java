package clayton.clustering;

import java.util.Arrays;

/// How many scripts of which owner are in which cluster; scripts without one known owner do not count. All figures of
/// clusters come from these counts; no pair is ever looked at.
///
/// Nearly all clusters hold scripts of one owner, and these are kept as sums for each owner. The others, the mixed
/// ones, are kept count by count. So a figure for other multiplicities of owners, as a bootstrap asks for, costs a step
/// for each owner and for each count of a mixed cluster.
final class Contingency {
    private final int owners;

    /// Per owner: its scripts, pairs of them in one cluster, squares of its counts summed up, the scripts of its pure
    /// clusters, and the largest of these.
    private final long[] scripts;

    private final long[] pairs;
    private final long[] squares;
    private final long[] pureScripts;
    private final long[] largestPure;

    /// The mixed clusters: cluster `m` has the counts `first[m]` to `first[m + 1]`.
    private int[] first = new int[1];

    private int[] owner = new int[0];
    private int[] count = new int[0];
    private int mixed;
    private int clusters;

    Contingency(int owners) {
        this.owners = owners;
        scripts = new long[owners];
        pairs = new long[owners];
        squares = new long[owners];
        pureScripts = new long[owners];
        largestPure = new long[owners];
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
        int before = first[mixed];
        int next = before;
        for (int i = start; i < end; ) {
            int run = i;
            while (run < end && keys[run] == keys[i]) {
                run++;
            }
            next = push(next, (int) keys[i], run - i);
            i = run;
        }
        if (next - before == 1) {
            pureScripts[owner[before]] += count[before];
            largestPure[owner[before]] = Math.max(largestPure[owner[before]], count[before]);
        } else {
            mixed++;
            first = first.length == mixed ? Arrays.copyOf(first, 2 * mixed) : first;
            first[mixed] = next;
        }
    }

    private int push(int at, int who, int number) {
        if (at == owner.length) {
            owner = Arrays.copyOf(owner, Math.max(16, 2 * at));
            count = Arrays.copyOf(count, owner.length);
        }
        owner[at] = who;
        count[at] = number;
        scripts[who] += number;
        pairs[who] += pairs(number);
        squares[who] += (long) number * number;
        return at + 1;
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
        double sum = 0;
        for (int o = 0; o < owners; o++) {
            sum += (double) times[o] * pureScripts[o];
        }
        for (int m = 0; m < mixed; m++) {
            double size = size(m, times);
            for (int i = first[m]; i < first[m + 1]; i++) {
                double own = count[i];
                int there = times[owner[i]];
                sum += there == 0 ? 0 : there * own * own / (size - (there - 1) * own);
            }
        }
        return sum / scripts(times);
    }

    /// BCubed recall: of the scripts of a script's owner, how many are in its cluster, on average over all scripts.
    double bCubedRecall(int[] times) {
        double sum = 0;
        for (int o = 0; o < owners; o++) {
            sum += scripts[o] == 0 ? 0 : times[o] * ((double) squares[o] / scripts[o]);
        }
        return sum / scripts(times);
    }

    /// The share of all scripts that the largest cluster holds.
    double largestShare(int[] times) {
        double largest = 0;
        for (int o = 0; o < owners; o++) {
            largest = Math.max(largest, times[o] == 0 ? 0.0 : (double) largestPure[o]);
        }
        for (int m = 0; m < mixed; m++) {
            largest = Math.max(largest, size(m, times));
        }
        return largest / scripts(times);
    }

    private double size(int m, int[] times) {
        double size = 0;
        for (int i = first[m]; i < first[m + 1]; i++) {
            size += (double) times[owner[i]] * count[i];
        }
        return size;
    }

    double scripts(int[] times) {
        double sum = 0;
        for (int o = 0; o < owners; o++) {
            sum += (double) times[o] * scripts[o];
        }
        return sum;
    }

    int owners() {
        return owners;
    }
}
