package clayton.taint;

import java.util.Arrays;

/// Every slot takes its proportional share, in whole satoshis by the largest-remainder method: the shares rounded
/// down, then one satoshi more for the largest remainders until nothing is left, ties to the earlier slot.
public final class Haircut implements Policy.Amounts {
    private static final int DIGIT_BITS = 11;
    private static final int DIGITS = 5;

    /// Below this, a remainder times a digit cannot overflow; far above all money there can be.
    private static final long MAX_TOTAL = 1L << 51;

    @Override
    public String name() {
        return "haircut";
    }

    @Override
    public void share(long sats, long[] sizes, int slots, long totalSats, long[] shares, long[] scratch) {
        if (totalSats > MAX_TOTAL) {
            throw new IllegalArgumentException("a stream of " + totalSats + " satoshis is more than there can be");
        }
        long left = sats;
        for (int slot = 0; slot < slots; slot++) {
            left -= divide(sats, sizes[slot], totalSats, slot, shares, scratch);
        }
        if (left > 0) {
            giveToLargestRemainders((int) left, slots, shares, scratch);
        }
    }

    /// Sets a slot's share to `sats · size / total` rounded down, and its remainder.
    private static long divide(long sats, long size, long total, int slot, long[] shares, long[] remainders) {
        long share;
        long remainder;
        if (Math.multiplyHigh(sats, size) == 0 && sats * size >= 0) {
            share = sats * size / total;
            remainder = sats * size - share * total;
        } else {
            share = 0;
            remainder = 0;
            for (int digit = DIGITS - 1; digit >= 0; digit--) {
                long part = size >>> (digit * DIGIT_BITS) & (1 << DIGIT_BITS) - 1;
                long next = (remainder << DIGIT_BITS) + sats * part;
                long quotient = next / total;
                share = (share << DIGIT_BITS) + quotient;
                remainder = next - quotient * total;
            }
        }
        shares[slot] = share;
        remainders[slot] = remainder;
        return share;
    }

    private static void giveToLargestRemainders(int satoshis, int slots, long[] shares, long[] remainders) {
        System.arraycopy(remainders, 0, remainders, slots, slots);
        Arrays.sort(remainders, slots, 2 * slots);
        long least = remainders[2 * slots - satoshis];
        int ties = satoshis;
        for (int slot = 0; slot < slots; slot++) {
            if (remainders[slot] > least) {
                shares[slot]++;
                ties--;
            }
        }
        for (int slot = 0; ties > 0; slot++) {
            if (remainders[slot] == least) {
                shares[slot]++;
                ties--;
            }
        }
    }
}
