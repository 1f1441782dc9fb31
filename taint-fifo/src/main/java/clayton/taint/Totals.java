package clayton.taint;

import clayton.taint.State.Bucket;
import java.util.Arrays;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.ToLongFunction;

/// Satoshis by bucket and label set; asked at the end for each label.
final class Totals {
    private final LabelSets sets;
    private final long[] seeded;
    private long seededAny;
    private final Map<Bucket, long[]> ended = new EnumMap<>(Bucket.class);
    private final Map<Bucket, Long> endedAny = new EnumMap<>(Bucket.class);

    Totals(LabelSets sets) {
        this.sets = sets;
        seeded = new long[sets.labels().size()];
        for (Bucket bucket : Bucket.values()) {
            ended.put(bucket, new long[16]);
        }
    }

    void seed(int label, long sats) {
        seeded[label] = Math.addExact(seeded[label], sats);
    }

    /// Satoshis that carried no label at all before a seed was laid on them.
    void seedAny(long sats) {
        seededAny = Math.addExact(seededAny, sats);
    }

    void end(Bucket bucket, int set, long sats) {
        long[] bySet = column(bucket);
        if (set >= bySet.length) {
            bySet = Arrays.copyOf(bySet, Math.max(set + 1, 2 * bySet.length));
            ended.put(bucket, bySet);
        }
        bySet[set] = Math.addExact(bySet[set], sats);
    }

    SortedMap<String, Buckets> byLabel() {
        SortedMap<String, Buckets> result = new TreeMap<>();
        for (int label = 0; label < seeded.length; label++) {
            BitSet which = setsWith(label);
            result.put(sets.labels().get(label), buckets(seeded[label], bucket -> sum(bucket, which)));
        }
        return result;
    }

    /// Satoshis with any label, each counted once.
    void endAny(Bucket bucket, long sats) {
        endedAny.merge(bucket, sats, Math::addExact);
    }

    /// What carries at least one label, counted once.
    Buckets any() {
        return buckets(seededAny, bucket -> endedAny.getOrDefault(bucket, 0L));
    }

    private BitSet setsWith(int label) {
        BitSet with = new BitSet();
        for (int set = 0; set < sets.count(); set++) {
            with.set(set, sets.contains(set, label));
        }
        return with;
    }

    private static Buckets buckets(long seededSats, ToLongFunction<Bucket> sats) {
        Buckets ends = new Buckets(
                seededSats,
                0,
                sats.applyAsLong(Bucket.UNSPENT),
                sats.applyAsLong(Bucket.BURNED),
                sats.applyAsLong(Bucket.DESTROYED),
                sats.applyAsLong(Bucket.FEES),
                sats.applyAsLong(Bucket.STOPPED),
                sats.applyAsLong(Bucket.BEYOND));
        return ends.withGrown(Math.subtractExact(ends.endedSats(), seededSats));
    }

    private long sum(Bucket bucket, BitSet which) {
        long[] bySet = column(bucket);
        return which.stream()
                .filter(set -> set < bySet.length)
                .mapToLong(set -> bySet[set])
                .reduce(0, Math::addExact);
    }

    private long[] column(Bucket bucket) {
        return Objects.requireNonNull(ended.get(bucket));
    }
}
