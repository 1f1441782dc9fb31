package clayton.benchmarks;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/// Random numbers that are the same on every machine: xoshiro256** (Blackman and Vigna), whole numbers only.
final class Dice {
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long GOLDEN = 0x9e3779b97f4a7c15L;

    private long s0;
    private long s1;
    private long s2;
    private long s3;

    Dice(long seed) {
        long start = seed;
        s0 = mix(start += GOLDEN);
        s1 = mix(start += GOLDEN);
        s2 = mix(start += GOLDEN);
        s3 = mix(start + GOLDEN);
    }

    /// Turns numbers that resemble each other into ones that do not; one to one (the end of SplitMix64).
    static long mix(long number) {
        long z = (number ^ (number >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return z ^ (z >>> 31);
    }

    long next() {
        long result = Long.rotateLeft(s1 * 5, 7) * 9;
        long t = s1 << 17;
        s2 ^= s0;
        s3 ^= s1;
        s1 ^= s2;
        s0 ^= s3;
        s2 ^= t;
        s3 = Long.rotateLeft(s3, 45);
        return result;
    }

    /// 0 to `bound` − 1.
    int below(int bound) {
        return (int) ((next() >>> 32) * bound >>> 32);
    }

    /// Both ends included.
    int between(int least, int most) {
        return least + below(most - least + 1);
    }

    boolean perMille(int chances) {
        return below(1000) < chances;
    }

    /// Heavy-tailed: twice as much is half as likely, and nothing lies above `most`.
    int heavy(int least, int most) {
        return (int) Math.min(most, ((long) least << 20) / (1 + below(1 << 20)));
    }

    void fill(byte[] bytes, int from, int length) {
        int at = from;
        for (; at + Long.BYTES <= from + length; at += Long.BYTES) {
            LONG.set(bytes, at, next());
        }
        long rest = next();
        for (; at < from + length; at++) {
            bytes[at] = (byte) rest;
            rest >>>= Byte.SIZE;
        }
    }
}
