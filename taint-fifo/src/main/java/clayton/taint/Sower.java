package clayton.taint;

import java.util.List;

/// Lays seeds over the runs of an output: what lies under a seed carries its label besides those it already has.
final class Sower {
    private final LabelSets sets;
    private final Totals totals;
    private Runs before = new Runs();
    private Runs after = new Runs();

    Sower(LabelSets sets, Totals totals) {
        this.sets = sets;
        this.totals = totals;
    }

    /// Answers runs `from` to `to` with all seeds laid; they are good until the next call.
    Runs sow(Runs runs, int from, int to, List<LaidSeed> seeds) {
        after.clear();
        after.addAll(runs, from, to);
        for (LaidSeed seed : seeds) {
            Runs swapped = before;
            before = after;
            after = swapped;
            after.clear();
            lay(seed.offsetSats(), seed.offsetSats() + seed.lengthSats(), sets.label(seed.label()));
        }
        return after;
    }

    /// Copies `before` to `after` with one more label on the satoshis from `from` to `to`.
    private void lay(long from, long to, int label) {
        int alone = sets.alone(label);
        long bare = from;
        for (int run = 0; run < before.count(); run++) {
            long start = before.start(run);
            long end = before.end(run);
            int set = before.labels(run);
            bare = layBare(bare, Math.min(start, to), label);
            after.add(start, Math.min(end, Math.max(start, from)) - start, set);
            long coveredFrom = Math.clamp(from, start, end);
            long coveredTo = Math.clamp(to, coveredFrom, end);
            after.add(coveredFrom, coveredTo - coveredFrom, sets.union(set, alone));
            if (!sets.contains(set, label)) {
                totals.seed(label, coveredTo - coveredFrom);
            }
            after.add(coveredTo, end - coveredTo, set);
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
