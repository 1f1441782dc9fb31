package clayton.reader;

import clayton.chain.Network;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.math.BigInteger;
import java.nio.ByteOrder;

/// Targets in compact form (Core, `arith_uint256.cpp`, `pow.cpp`): whether a hash meets its own, and how much work
/// that took. For one thread.
final class ProofOfWork {
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long[] UNREACHABLE = new long[0];

    private final BigInteger limit;
    private int lastBits;
    private long[] lastTarget = UNREACHABLE;

    ProofOfWork(Network network) {
        this.limit = network.powLimit();
    }

    /// Whether the hash, a little-endian number, is at most the target, and that target is allowed on this network.
    boolean isMet(byte[] hash, int at, int bits) {
        long[] target = target(bits);
        if (target.length == 0) {
            return false;
        }
        for (int word = 3; word >= 0; word--) {
            int order = Long.compareUnsigned((long) LONG.get(hash, at + word * Long.BYTES), target[word]);
            if (order != 0) {
                return order < 0;
            }
        }
        return true;
    }

    private long[] target(int bits) {
        if (bits != lastBits) {
            lastTarget = words(bits);
            lastBits = bits;
        }
        return lastTarget;
    }

    private long[] words(int bits) {
        BigInteger target = expand(bits);
        if (target.signum() <= 0 || target.compareTo(limit) > 0) {
            return UNREACHABLE;
        }
        long[] words = new long[4];
        for (int word = 0; word < words.length; word++) {
            words[word] = target.shiftRight(word * Long.SIZE).longValue();
        }
        return words;
    }

    /// The target that compact bits stand for; 0 if they are negative.
    static BigInteger expand(int bits) {
        int size = bits >>> 24;
        BigInteger mantissa = BigInteger.valueOf((bits & 0x800000) == 0 ? bits & 0x7fffff : 0);
        return mantissa.shiftLeft(8 * (size - 3));
    }

    /// A target in compact form: its three first bytes, less if the first would look like a sign.
    static int compact(BigInteger target) {
        int size = (target.bitLength() + 8) / 8;
        return size << 24 | target.shiftRight(8 * (size - 3)).intValue();
    }

    /// Expected number of hashes for this target, 2^256 / (target + 1).
    static BigInteger work(int bits) {
        return BigInteger.ONE.shiftLeft(256).divide(expand(bits).add(BigInteger.ONE));
    }
}
