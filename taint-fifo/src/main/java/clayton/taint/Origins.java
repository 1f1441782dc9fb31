package clayton.taint;

import clayton.taint.Origin.Kind;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;

/// The ends a backward trace has found, by kind. The id of minted satoshis is their coinbase's fee slot, which no
/// coinbase has otherwise.
final class Origins {
    private final Map<Kind, Pieces> byKind = new EnumMap<>(Kind.class);
    private long[] satsBySet = new long[16];

    Origins() {
        for (Kind kind : Kind.values()) {
            byKind.put(kind, new Pieces());
        }
    }

    void add(Kind kind, long id, long valueSats, Runs runs, int from, int to) {
        if (from < to) {
            of(kind).add(id, valueSats, runs, from, to);
            for (int run = from; run < to; run++) {
                count(runs.labels(run), runs.length(run));
            }
        }
    }

    private void count(int set, long sats) {
        if (set >= satsBySet.length) {
            satsBySet = Arrays.copyOf(satsBySet, Math.max(set + 1, 2 * satsBySet.length));
        }
        satsBySet[set] = Math.addExact(satsBySet[set], sats);
    }

    /// All satoshis of a label.
    long sats(LabelSets sets, int label) {
        long sum = 0;
        for (int set = 0; set < Math.min(sets.count(), satsBySet.length); set++) {
            sum = Math.addExact(sum, sets.contains(set, label) ? satsBySet[set] : 0);
        }
        return sum;
    }

    Pieces of(Kind kind) {
        return Objects.requireNonNull(byKind.get(kind));
    }
}
