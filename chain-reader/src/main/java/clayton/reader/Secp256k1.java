package clayton.reader;

import clayton.chain.Hash256;
import java.math.BigInteger;
import java.util.Optional;

/// The curve y² = x³ + 7 over the prime field of Bitcoin's keys (SEC 2, secp256k1), as far as it takes to complete
/// a point from its x.
final class Secp256k1 {
    private static final BigInteger PRIME =
            BigInteger.ONE.shiftLeft(256).subtract(BigInteger.ONE.shiftLeft(32)).subtract(BigInteger.valueOf(977));
    private static final BigInteger ROOT_EXPONENT = PRIME.add(BigInteger.ONE).shiftRight(2);
    private static final BigInteger SEVEN = BigInteger.valueOf(7);

    private Secp256k1() {}

    /// Writes the 32 bytes of y that belong to the 32 of x; false if no point of the curve has this x.
    static boolean completePoint(byte[] bytes, int x, boolean odd, int y) {
        Optional<BigInteger> root = root(new BigInteger(1, bytes, x, Hash256.BYTES));
        root.map(value -> value.testBit(0) == odd ? value : PRIME.subtract(value))
                .ifPresent(value -> write(value, bytes, y));
        return root.isPresent();
    }

    /// The prime is 3 mod 4, so a square's root is its (p + 1)/4th power.
    private static Optional<BigInteger> root(BigInteger x) {
        if (x.compareTo(PRIME) >= 0) {
            return Optional.empty();
        }
        BigInteger square = x.multiply(x).multiply(x).add(SEVEN).mod(PRIME);
        BigInteger root = square.modPow(ROOT_EXPONENT, PRIME);
        return root.multiply(root).mod(PRIME).equals(square) ? Optional.of(root) : Optional.empty();
    }

    private static void write(BigInteger value, byte[] into, int at) {
        for (int i = 0; i < Hash256.BYTES; i++) {
            into[at + i] =
                    (byte) value.shiftRight(Byte.SIZE * (Hash256.BYTES - 1 - i)).intValue();
        }
    }
}
