package clayton.taint;

import java.util.Arrays;

/// Carries a policy out on one transaction after another, with the room that takes.
final class Pourer {
    private final Policy policy;
    private final LabelSets sets;
    private final Balance balance = new Balance();
    private long[] amounts = new long[16];
    private int[] marks = new int[16];
    private int[] present = new int[16];
    private long[] shares = new long[16];
    private long[] scratch = new long[32];

    Pourer(Policy policy, LabelSets sets) {
        this.policy = policy;
        this.sets = sets;
    }

    /// Spreads a stream, which holds some taint, over slots that were reset; closes them.
    void pour(Runs stream, Slots slots, long transaction) {
        switch (policy) {
            case Policy.Places places -> places.pour(stream, slots);
            case Policy.Amounts sharing -> share(sharing, stream, slots);
            case Policy.Whole whole -> taintAll(stream, slots);
        }
        slots.close();
        if (!(policy instanceof Policy.Whole)) {
            balance.check(stream, slots, transaction);
        }
    }

    private void taintAll(Runs stream, Slots slots) {
        int unmixed = LabelSets.EMPTY;
        int mixed = LabelSets.EMPTY;
        int mark = 0;
        for (int run = 0; run < stream.count(); run++) {
            if (stream.isMixed(run)) {
                mixed = sets.union(mixed, stream.labels(run));
                mark = stream.mark(run);
            } else {
                unmixed = sets.union(unmixed, stream.labels(run));
            }
        }
        if (mixed != LabelSets.EMPTY) {
            unmixed = sets.without(unmixed, sets.members(mixed));
        }
        for (int slot = 0; slot < slots.count(); slot++) {
            if (unmixed != LabelSets.EMPTY) {
                slots.put(slot, 0, slots.size(slot), unmixed);
            }
            if (mixed != LabelSets.EMPTY) {
                slots.put(slot, 0, slots.size(slot), mixed | mark);
            }
        }
    }

    private void share(Policy.Amounts sharing, Runs stream, Slots slots) {
        int labels = collect(stream);
        int count = slots.count();
        if (scratch.length < 2 * count) {
            scratch = new long[4 * count];
        }
        if (shares.length < labels * count) {
            shares = new long[2 * labels * count];
        }
        for (int i = labels - 1; i >= 0; i--) {
            sharing.share(amounts[present[i]], slots.sizes(), count, slots.totalSats(), shares, scratch);
            System.arraycopy(shares, 0, shares, i * count, count);
            amounts[present[i]] = 0;
        }
        for (int slot = 0; slot < count; slot++) {
            for (int i = 0; i < labels; i++) {
                slots.put(slot, 0, shares[i * count + slot], present[i] | marks[present[i]]);
            }
        }
    }

    /// Sums the stream up by label; answers how many labels it holds.
    private int collect(Runs stream) {
        int labels = 0;
        for (int run = 0; run < stream.count(); run++) {
            int set = stream.labels(run);
            if (set >= amounts.length) {
                amounts = Arrays.copyOf(amounts, Math.max(set + 1, 2 * amounts.length));
                marks = Arrays.copyOf(marks, amounts.length);
            }
            if (amounts[set] == 0) {
                if (labels == present.length) {
                    present = Arrays.copyOf(present, 2 * labels);
                }
                present[labels++] = set;
                marks[set] = 0;
            }
            amounts[set] += stream.length(run);
            marks[set] |= stream.mark(run);
        }
        if (labels > 1) {
            Arrays.sort(present, 0, labels);
        }
        return labels;
    }
}
