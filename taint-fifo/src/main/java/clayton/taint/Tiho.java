package clayton.taint;

import java.util.Arrays;

/// Taint in, highest out: the outputs are filled by falling value, ties to the earlier, and the last slot after
/// them.
public final class Tiho implements Policy.Amounts {
    @Override
    public String name() {
        return "tiho";
    }

    @Override
    public void share(long sats, long[] sizes, int slots, long totalSats, long[] shares, long[] scratch) {
        int outputs = slots - 1;
        System.arraycopy(sizes, 0, scratch, 0, outputs);
        Arrays.sort(scratch, 0, outputs);
        long left = sats;
        int larger = outputs;
        while (larger > 0 && scratch[larger - 1] <= left) {
            left -= scratch[--larger];
        }
        long partly = larger > 0 ? scratch[larger - 1] : 0;
        fill(sats, sizes, outputs, partly, shares);
        shares[outputs] = larger > 0 ? 0 : left;
    }

    /// Fills all outputs above the value `partly`, then those of just this value as far as it goes.
    private static void fill(long sats, long[] sizes, int outputs, long partly, long[] shares) {
        long left = sats;
        for (int output = 0; output < outputs; output++) {
            shares[output] = sizes[output] > partly ? sizes[output] : 0;
            left -= shares[output];
        }
        for (int output = 0; output < outputs && partly > 0; output++) {
            if (sizes[output] == partly) {
                shares[output] = Math.min(left, partly);
                left -= shares[output];
            }
        }
    }
}
