package clayton.taint;

import clayton.chain.OutputId;
import clayton.taint.State.Bucket;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.ToLongFunction;

/// What a trace seeded and where it ended, summed up while it runs.
final class Totals {
    private final LabelSets sets;
    private final long[] seeded;
    private long seededAny;
    private final Map<Bucket, BySet> ended = new EnumMap<>(Bucket.class);
    private final SortedMap<Integer, BySet> destroyed = new TreeMap<>();
    private final SortedMap<String, BySet> stopped = new TreeMap<>();

    Totals(LabelSets sets) {
        this.sets = sets;
        seeded = new long[sets.labels().size()];
        for (Bucket bucket : Bucket.values()) {
            ended.put(bucket, new BySet(sets));
        }
    }

    void seed(int label, long sats) {
        seeded[label] = Math.addExact(seeded[label], sats);
    }

    /// Satoshis that carried no label at all before a seed was laid on them.
    void seedAny(long sats) {
        seededAny = Math.addExact(seededAny, sats);
    }

    /// Counts what was settled; `at` is the place where it happened, `tainted` the satoshis with any label.
    void end(State state, long at, String reason, Runs runs, int from, int to, long tainted) {
        of(state.bucket()).add(runs, from, to, tainted);
        if (state.bucket() == Bucket.DESTROYED) {
            destroyed
                    .computeIfAbsent(OutputId.height(at), height -> new BySet(sets))
                    .add(runs, from, to, tainted);
        } else if (state == State.STOPPED) {
            stopped.computeIfAbsent(reason, text -> new BySet(sets)).add(runs, from, to, tainted);
        }
    }

    SortedMap<String, Buckets> byLabel() {
        SortedMap<String, Buckets> result = new TreeMap<>();
        for (int label = 0; label < seeded.length; label++) {
            int number = label;
            result.put(sets.labels().get(label), buckets(seeded[label], bySet -> bySet.sats(number)));
        }
        return result;
    }

    /// What carries at least one label, counted once.
    Buckets any() {
        return buckets(seededAny, BySet::anySats);
    }

    SortedMap<Integer, BySet> destroyed() {
        return destroyed;
    }

    SortedMap<String, BySet> stopped() {
        return stopped;
    }

    private Buckets buckets(long seededSats, ToLongFunction<BySet> sats) {
        Buckets ends = new Buckets(
                seededSats,
                0,
                sats.applyAsLong(of(Bucket.UNSPENT)),
                sats.applyAsLong(of(Bucket.BURNED)),
                sats.applyAsLong(of(Bucket.DESTROYED)),
                sats.applyAsLong(of(Bucket.FEES)),
                sats.applyAsLong(of(Bucket.STOPPED)),
                sats.applyAsLong(of(Bucket.BEYOND)));
        return ends.withGrown(Math.subtractExact(ends.endedSats(), seededSats));
    }

    private BySet of(Bucket bucket) {
        return Objects.requireNonNull(ended.get(bucket));
    }
}
