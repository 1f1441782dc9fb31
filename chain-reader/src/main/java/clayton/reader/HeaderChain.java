package clayton.reader;

import clayton.chain.Hash256;
import clayton.chain.Network;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.math.BigInteger;
import java.nio.ByteOrder;
import java.util.Arrays;

/// Headers of consecutive blocks, 80 bytes each, that were shown to be a chain: each names the one before, each hash
/// meets the target its header states, the network allows that target, and on mainnet it is the one that the
/// headers before it demand (Core, `pow.cpp`). From genesis on, such a chain is as hard to make as its work says.
public final class HeaderChain {
    public static final int HEADER_BYTES = 80;

    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final int PREVIOUS_AT = 4;
    private static final int MERKLE_ROOT_AT = 36;
    private static final int TIME_AT = 68;
    private static final int BITS_AT = 72;
    private static final int PERIOD = 2016;
    private static final long PERIOD_SECONDS = 14 * 24 * 60 * 60;

    private final Network network;
    private final int from;
    private final byte[] bytes;
    private final byte[] hashes;
    private final BigInteger work;

    private HeaderChain(Network network, int from, byte[] bytes) {
        this.network = network;
        this.from = from;
        this.bytes = bytes;
        this.hashes = new byte[bytes.length / HEADER_BYTES * Hash256.BYTES];
        this.work = check();
    }

    /// Throws `IllegalArgumentException` that names the first height at which these are no chain.
    public static HeaderChain of(Network network, int from, byte[] bytes) {
        if (bytes.length == 0 || bytes.length % HEADER_BYTES != 0) {
            throw new IllegalArgumentException(bytes.length + " bytes are not a number of headers");
        }
        return new HeaderChain(network, from, bytes);
    }

    private BigInteger check() {
        Sha256d sha256d = new Sha256d();
        ProofOfWork proof = new ProofOfWork(network);
        BigInteger sum = BigInteger.ZERO;
        int lastBits = 0;
        BigInteger lastWork = BigInteger.ZERO;
        for (int height = from; height <= to(); height++) {
            int own = (height - from) * Hash256.BYTES;
            sha256d.hash(bytes, at(height), HEADER_BYTES, hashes, own);
            int bits = bits(height);
            if (!proof.isMet(hashes, own, bits)) {
                throw new IllegalArgumentException("the header at height " + height + " lacks its proof of work");
            }
            requireLink(height);
            requireTarget(height);
            if (bits != lastBits) {
                lastBits = bits;
                lastWork = ProofOfWork.work(bits);
            }
            sum = sum.add(lastWork);
        }
        return sum;
    }

    private void requireLink(int height) {
        if (height == from) {
            if (height == 0 && !hash(0).equals(network.genesis())) {
                throw new IllegalArgumentException("the first header is not the genesis block's of " + network.name());
            }
        } else if (!Hash256.at(bytes, at(height) + PREVIOUS_AT).equals(hash(height - 1))) {
            throw new IllegalArgumentException("the header at height " + height + " does not name the one before it");
        }
    }

    /// Other networks let the target change by rules of their own.
    private void requireTarget(int height) {
        boolean changes = height % PERIOD == 0;
        if (!network.name().equals(Network.MAIN.name()) || height == from || (changes && height - PERIOD < from)) {
            return;
        }
        int expected = changes ? nextBits(height) : bits(height - 1);
        if (bits(height) != expected) {
            throw new IllegalArgumentException("the header at height " + height + " states the target "
                    + Integer.toHexString(bits(height)) + ", but the headers before demand "
                    + Integer.toHexString(expected));
        }
    }

    private int nextBits(int height) {
        return nextBits(bits(height - 1), time(height - 1) - time(height - PERIOD), network.powLimit());
    }

    /// The target that follows a period with this one that took so many seconds.
    static int nextBits(int bits, long seconds, BigInteger limit) {
        BigInteger target = ProofOfWork.expand(bits)
                .multiply(BigInteger.valueOf(Math.clamp(seconds, PERIOD_SECONDS / 4, PERIOD_SECONDS * 4)))
                .divide(BigInteger.valueOf(PERIOD_SECONDS));
        return ProofOfWork.compact(target.min(limit));
    }

    private int at(int height) {
        return (height - from) * HEADER_BYTES;
    }

    private int bits(int height) {
        return (int) INT.get(bytes, at(height) + BITS_AT);
    }

    /// Unix seconds, by the block's own word.
    public long time(int height) {
        return Integer.toUnsignedLong((int) INT.get(bytes, at(height) + TIME_AT));
    }

    public int from() {
        return from;
    }

    public int to() {
        return from + bytes.length / HEADER_BYTES - 1;
    }

    public boolean holds(int height) {
        return from <= height && height <= to();
    }

    public Hash256 hash(int height) {
        return Hash256.at(hashes, (height - from) * Hash256.BYTES);
    }

    public Hash256 merkleRoot(int height) {
        return Hash256.at(bytes, at(height) + MERKLE_ROOT_AT);
    }

    public byte[] header(int height) {
        return Arrays.copyOfRange(bytes, at(height), at(height) + HEADER_BYTES);
    }

    /// Expected number of hashes that it takes to make all of these headers.
    public BigInteger work() {
        return work;
    }
}
