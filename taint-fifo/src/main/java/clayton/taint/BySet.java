package clayton.taint;

import java.util.Arrays;
import java.util.SortedMap;
import java.util.TreeMap;

/// Satoshis by label set, and those with any label, each counted once.
final class BySet {
    private final LabelSets sets;
    private long[] sats = new long[16];
    private long anySats;

    BySet(LabelSets sets) {
        this.sets = sets;
    }

    void add(Runs runs, int from, int to, long tainted) {
        for (int run = from; run < to; run++) {
            add(runs.labels(run), runs.length(run));
        }
        anySats = Math.addExact(anySats, tainted);
    }

    private void add(int set, long more) {
        if (set >= sats.length) {
            sats = Arrays.copyOf(sats, Math.max(set + 1, 2 * sats.length));
        }
        sats[set] = Math.addExact(sats[set], more);
    }

    long anySats() {
        return anySats;
    }

    long sats(int label) {
        long sum = 0;
        for (int set = 0; set < Math.min(sats.length, sets.count()); set++) {
            sum = Math.addExact(sum, sets.contains(set, label) ? sats[set] : 0);
        }
        return sum;
    }

    /// All labels that have any.
    SortedMap<String, Long> byLabel() {
        SortedMap<String, Long> result = new TreeMap<>();
        for (int label = 0; label < sets.labels().size(); label++) {
            if (sats(label) > 0) {
                result.put(sets.labels().get(label), sats(label));
            }
        }
        return result;
    }
}
