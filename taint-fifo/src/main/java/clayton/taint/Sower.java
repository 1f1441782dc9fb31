package clayton.taint;

import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// Lays seeds on an output, on top of the taint that arrives there: what lies under a seed carries its label
/// besides those it already has.
final class Sower {
    private final Policy policy;
    private final LabelSets sets;
    private final Totals totals;
    private Runs before = new Runs();
    private Runs after = new Runs();

    Sower(Policy policy, LabelSets sets, Totals totals) {
        this.policy = policy;
        this.sets = sets;
        this.totals = totals;
    }

    /// Answers runs `from` to `to` with all seeds laid; they are good until the next call.
    Runs sow(Runs runs, int from, int to, List<LaidSeed> seeds, long valueSats) {
        after.clear();
        after.addAll(runs, from, to);
        switch (policy) {
            case Policy.Places places -> seeds.forEach(this::place);
            case Policy.Amounts amounts -> addAmounts(seeds, valueSats);
            case Policy.Whole whole -> seeds.forEach(seed -> taintWhole(seed, valueSats));
        }
        return after;
    }

    private void turn() {
        Runs swapped = before;
        before = after;
        after = swapped;
        after.clear();
    }

    private void taintWhole(LaidSeed seed, long valueSats) {
        int label = sets.label(seed.label());
        BitSet arrived = sets.members(after, 0, after.count());
        if (seed.lengthSats() == 0 || arrived.get(label)) {
            return;
        }
        totals.seed(label, valueSats);
        totals.seedAny(arrived.isEmpty() ? valueSats : 0);
        turn();
        int unmixed = sets.alone(label);
        for (int run = 0; run < before.count(); run++) {
            unmixed = before.isMixed(run) ? unmixed : sets.union(unmixed, before.labels(run));
        }
        after.add(0, valueSats, unmixed);
        for (int run = 0; run < before.count(); run++) {
            after.add(0, before.isMixed(run) ? valueSats : 0, before.tag(run));
        }
    }

    /// Where the arrived satoshis of a label lie is not known here, so they are taken to lie beside its seeds as
    /// far as the output has room.
    private void addAmounts(List<LaidSeed> seeds, long valueSats) {
        SortedMap<Integer, Long> amounts = new TreeMap<>();
        Map<Integer, Integer> marks = new HashMap<>();
        for (int run = 0; run < after.count(); run++) {
            amounts.put(after.labels(run), after.length(run));
            marks.put(after.labels(run), after.mark(run));
        }
        Map<Integer, List<LaidSeed>> byLabel =
                seeds.stream().collect(Collectors.groupingBy(seed -> sets.label(seed.label())));
        byLabel.forEach((label, ranges) -> {
            long arrived = amounts.getOrDefault(sets.alone(label), 0L);
            long seeded = Math.min(valueSats - arrived, unitedSats(ranges));
            totals.seed(label, seeded);
            amounts.put(sets.alone(label), arrived + seeded);
        });
        after.clear();
        amounts.forEach((set, sats) -> after.add(0, sats, set | marks.getOrDefault(set, 0)));
    }

    /// How many satoshis lie under at least one of the seeds.
    private static long unitedSats(List<LaidSeed> seeds) {
        long sats = 0;
        long covered = 0;
        for (LaidSeed seed : seeds.stream()
                .sorted(Comparator.comparingLong(LaidSeed::offsetSats))
                .toList()) {
            long from = Math.max(covered, seed.offsetSats());
            long to = seed.offsetSats() + seed.lengthSats();
            sats += Math.max(0, to - from);
            covered = Math.max(covered, to);
        }
        return sats;
    }

    private void place(LaidSeed seed) {
        turn();
        lay(seed.offsetSats(), seed.offsetSats() + seed.lengthSats(), sets.label(seed.label()));
    }

    /// Copies `before` to `after` with one more label on the satoshis from `from` to `to`.
    private void lay(long from, long to, int label) {
        int alone = sets.alone(label);
        long bare = from;
        for (int run = 0; run < before.count(); run++) {
            long start = before.start(run);
            long end = before.end(run);
            int set = before.labels(run);
            int mark = before.mark(run);
            bare = layBare(bare, Math.min(start, to), label);
            after.add(start, Math.min(end, Math.max(start, from)) - start, set | mark);
            long coveredFrom = Math.clamp(from, start, end);
            long coveredTo = Math.clamp(to, coveredFrom, end);
            after.add(coveredFrom, coveredTo - coveredFrom, sets.union(set, alone) | mark);
            if (!sets.contains(set, label)) {
                totals.seed(label, coveredTo - coveredFrom);
            }
            after.add(coveredTo, end - coveredTo, set | mark);
            bare = Math.max(bare, Math.min(end, to));
        }
        layBare(bare, to, label);
    }

    /// Labels satoshis that carried nothing; answers where the next such stretch may begin.
    private long layBare(long from, long to, int label) {
        if (from >= to) {
            return from;
        }
        after.add(from, to - from, sets.alone(label));
        totals.seed(label, to - from);
        totals.seedAny(to - from);
        return to;
    }
}
