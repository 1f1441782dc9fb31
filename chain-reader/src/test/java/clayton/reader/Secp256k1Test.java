package clayton.reader;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// The field's arithmetic, held against `BigInteger`.
final class Secp256k1Test {
    private static final BigInteger TWO_256 = BigInteger.TWO.pow(256);
    private static final BigInteger PRIME = TWO_256.subtract(BigInteger.valueOf((1L << 32) + 977));
    private static final int ROUNDS = 20_000;

    /// Numbers with long runs of ones and zeros, and those next to the ends of limbs, of the field and of 256 bits.
    private static BigInteger edgy(Random random) {
        BigInteger number = switch (random.nextInt(6)) {
            case 0 -> BigInteger.ZERO;
            case 1 -> PRIME;
            case 2 -> TWO_256;
            case 3 -> BigInteger.TWO.pow(random.nextInt(257));
            case 4 ->
                BigInteger.TWO
                        .pow(random.nextInt(257))
                        .subtract(BigInteger.TWO.pow(random.nextInt(257)))
                        .abs();
            default -> new BigInteger(256, random);
        };
        BigInteger moved = number.add(BigInteger.valueOf(random.nextInt(5) - 2));
        return moved.signum() < 0 || moved.compareTo(TWO_256) >= 0 ? number.shiftRight(1) : moved;
    }

    private static BigInteger member(Random random) {
        return edgy(random).mod(PRIME);
    }

    private static byte[] bytes(BigInteger number) {
        byte[] bytes = new byte[32];
        byte[] given = number.toByteArray();
        int length = Math.min(given.length, 32);
        System.arraycopy(given, given.length - length, bytes, 32 - length, length);
        return bytes;
    }

    private static FieldElement element(BigInteger number) {
        FieldElement element = new FieldElement();
        assertThat(element.read(bytes(number), 0)).isTrue();
        return element;
    }

    private static BigInteger value(FieldElement element) {
        byte[] bytes = new byte[32];
        element.reduce();
        element.write(bytes, 0);
        return new BigInteger(1, bytes);
    }

    @Test
    void numbersBelowThePrimeAreReadAndWrittenUnchanged() {
        Random random = new Random(1);
        for (int i = 0; i < ROUNDS; i++) {
            BigInteger number = edgy(random);
            FieldElement element = new FieldElement();
            boolean isMember = element.read(bytes(number), 0);
            assertThat(isMember).as(number.toString(16)).isEqualTo(number.compareTo(PRIME) < 0);
            assertThat(value(element)).isEqualTo(number.mod(PRIME));
        }
    }

    @Test
    void productsAreThoseOfBigInteger() {
        Random random = new Random(2);
        for (int i = 0; i < ROUNDS; i++) {
            BigInteger a = member(random);
            BigInteger b = member(random);
            FieldElement product = element(a);
            product.multiply(element(b));
            assertThat(value(product))
                    .as("%s * %s", a.toString(16), b.toString(16))
                    .isEqualTo(a.multiply(b).mod(PRIME));
        }
    }

    @Test
    void squaresAreThoseOfBigInteger() {
        Random random = new Random(3);
        for (int i = 0; i < ROUNDS; i++) {
            BigInteger a = member(random);
            FieldElement square = element(a);
            square.square();
            assertThat(value(square)).as(a.toString(16)).isEqualTo(a.multiply(a).mod(PRIME));
        }
    }

    /// No step but the last reduces, so limbs are as large as they get.
    @Test
    void longCalculationsComeOutAsWithBigInteger() {
        for (int seed = 0; seed < 200; seed++) {
            Random random = new Random(seed);
            BigInteger number = member(random);
            FieldElement element = element(number);
            for (int step = 0; step < 100; step++) {
                BigInteger other = member(random);
                switch (random.nextInt(4)) {
                    case 0 -> {
                        element.multiply(element(other));
                        number = number.multiply(other);
                    }
                    case 1 -> {
                        element.square(3);
                        number = number.modPow(BigInteger.valueOf(8), PRIME);
                    }
                    case 2 -> {
                        element.add(7);
                        number = number.add(BigInteger.valueOf(7));
                    }
                    default -> {
                        element.reduce();
                        element.negate();
                        number = number.mod(PRIME).negate();
                    }
                }
                number = number.mod(PRIME);
            }
            assertThat(value(element)).as("seed %s", seed).isEqualTo(number);
        }
    }

    @Test
    void pointsAreCompletedExactlyWhereTheCurveHasThem() {
        Secp256k1 curve = new Secp256k1();
        Random random = new Random(4);
        int points = 0;
        for (int i = 0; i < 2_000; i++) {
            BigInteger x = edgy(random);
            BigInteger square = x.pow(3).add(BigInteger.valueOf(7)).mod(PRIME);
            BigInteger root = square.modPow(PRIME.add(BigInteger.ONE).shiftRight(2), PRIME);
            boolean isPoint = x.compareTo(PRIME) < 0 && root.pow(2).mod(PRIME).equals(square);
            boolean odd = random.nextBoolean();
            byte[] point = Arrays.copyOf(bytes(x), 64);
            assertThat(curve.completePoint(point, 0, odd, 32))
                    .as(x.toString(16))
                    .isEqualTo(isPoint);
            if (isPoint) {
                points++;
                BigInteger y = root.testBit(0) == odd ? root : PRIME.subtract(root);
                assertThat(new BigInteger(1, point, 32, 32)).isEqualTo(y);
            }
        }
        assertThat(points).isBetween(200, 1_800);
    }

    @Test
    void theGeneratorHasItsKnownY() {
        byte[] point = Arrays.copyOf(
                HexFormat.of().parseHex("79be667ef9dcbbac55a06295ce870b07029bfcdb2dce28d959f2815b16f81798"), 64);
        assertThat(new Secp256k1().completePoint(point, 0, false, 32)).isTrue();
        assertThat(HexFormat.of().formatHex(point, 32, 64))
                .isEqualTo("483ada7726a3c4655da4fbfc0e1108a8fd17b448a68554199c47d08ffb10d4b8");
    }
}
