package clayton.taint;

import clayton.chain.OutputId;
import java.util.Arrays;

/// Checks, for every transaction, that its slots received exactly what its stream brought, each label set apart.
final class Balance {
    private long[] sats = new long[16];

    void check(Runs stream, Slots slots, long transaction) {
        add(stream, 1);
        add(slots.runs(), -1);
        check(stream, transaction);
        check(slots.runs(), transaction);
    }

    private void add(Runs runs, int sign) {
        for (int run = 0; run < runs.count(); run++) {
            int set = runs.labels(run);
            if (set >= sats.length) {
                sats = Arrays.copyOf(sats, Math.max(set + 1, 2 * sats.length));
            }
            sats[set] = Math.addExact(sats[set], sign * runs.length(run));
        }
    }

    private void check(Runs runs, long transaction) {
        for (int run = 0; run < runs.count(); run++) {
            if (sats[runs.labels(run)] != 0) {
                throw new IllegalStateException("transaction " + OutputId.text(transaction)
                        + " does not hand on the taint it received: " + sats[runs.labels(run)]
                        + " satoshis of label set " + runs.labels(run) + " are missing");
            }
        }
    }
}
