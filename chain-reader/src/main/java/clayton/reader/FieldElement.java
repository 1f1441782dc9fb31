package clayton.reader;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/// A number modulo the prime p = 2^256 − 2^32 − 977 (SEC 2, secp256k1), changed in place.
///
/// It is the sum of five limbs times 2^0, 2^52, 2^104, 2^156 and 2^208. A product of two limbs is taken apart at its
/// 52nd bit, which leaves so much room in a `long` that whole columns of a multiplication sum up without a carry; what
/// stands above 2^260 or 2^256 comes back multiplied by what that is modulo p. Between operations limbs may be a
/// little over 52 bits and the number a little over p: only [#reduce] makes it the one below p.
final class FieldElement {
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    private static final int LIMB_BITS = 52;
    private static final int TOP_BITS = 256 - 4 * LIMB_BITS;
    private static final long LIMB = (1L << LIMB_BITS) - 1;
    private static final long TOP = (1L << TOP_BITS) - 1;

    /// 2^256 and 2^260 modulo p.
    private static final long FOLD_256 = (1L << 32) + 977;

    private static final long FOLD_260 = FOLD_256 << 4;

    private long n0;
    private long n1;
    private long n2;
    private long n3;
    private long n4;

    /// Reads 32 bytes, the highest first; false if that is p or more.
    boolean read(byte[] bytes, int at) {
        long w3 = (long) LONG.get(bytes, at);
        long w2 = (long) LONG.get(bytes, at + 8);
        long w1 = (long) LONG.get(bytes, at + 16);
        long w0 = (long) LONG.get(bytes, at + 24);
        n0 = w0 & LIMB;
        n1 = (w0 >>> 52 | w1 << 12) & LIMB;
        n2 = (w1 >>> 40 | w2 << 24) & LIMB;
        n3 = (w2 >>> 28 | w3 << 36) & LIMB;
        n4 = w3 >>> 16;
        return !reduce();
    }

    /// Writes the 32 bytes of a reduced number.
    void write(byte[] bytes, int at) {
        LONG.set(bytes, at, n3 >>> 36 | n4 << 16);
        LONG.set(bytes, at + 8, n2 >>> 24 | n3 << 28);
        LONG.set(bytes, at + 16, n1 >>> 12 | n2 << 40);
        LONG.set(bytes, at + 24, n0 | n1 << 52);
    }

    void set(FieldElement other) {
        n0 = other.n0;
        n1 = other.n1;
        n2 = other.n2;
        n3 = other.n3;
        n4 = other.n4;
    }

    /// Both reduced.
    boolean isSame(FieldElement other) {
        return n0 == other.n0 && n1 == other.n1 && n2 == other.n2 && n3 == other.n3 && n4 == other.n4;
    }

    /// Of a reduced number.
    boolean isOdd() {
        return (n0 & 1) == 1;
    }

    /// At most 2^32 more.
    void add(long small) {
        n0 += small;
    }

    /// Turns a reduced number into p minus it; 0 becomes p.
    void negate() {
        n0 = (LIMB - FOLD_256 + 1) - n0;
        n1 = LIMB - n1;
        n2 = LIMB - n2;
        n3 = LIMB - n3;
        n4 = TOP - n4;
        carry();
    }

    /// Makes the number the one below p; answers whether it was not.
    boolean reduce() {
        carry();
        long above = n4 >> TOP_BITS;
        n4 &= TOP;
        n0 += above * FOLD_256;
        carry();
        boolean whole = n4 > TOP || n4 == TOP && (n1 & n2 & n3) == LIMB && n0 > LIMB - FOLD_256;
        if (whole) {
            n0 += FOLD_256;
            carry();
            n4 &= TOP;
        }
        return above != 0 || whole;
    }

    /// Limbs above the lowest get what is too much for the one below; a negative limb borrows.
    private void carry() {
        n1 += n0 >> LIMB_BITS;
        n0 &= LIMB;
        n2 += n1 >> LIMB_BITS;
        n1 &= LIMB;
        n3 += n2 >> LIMB_BITS;
        n2 &= LIMB;
        n4 += n3 >> LIMB_BITS;
        n3 &= LIMB;
    }

    private static long low(long a, long b) {
        return a * b & LIMB;
    }

    /// What of a product lies above its lowest 52 bits.
    private static long high(long a, long b) {
        return Math.multiplyHigh(a << 6, b << 6);
    }

    void multiply(FieldElement by) {
        long a0 = n0;
        long a1 = n1;
        long a2 = n2;
        long a3 = n3;
        long a4 = n4;
        long b0 = by.n0;
        long b1 = by.n1;
        long b2 = by.n2;
        long b3 = by.n3;
        long b4 = by.n4;
        n0 = low(a0, b0);
        n1 = high(a0, b0) + low(a0, b1) + low(a1, b0);
        n2 = high(a0, b1) + high(a1, b0) + low(a0, b2) + low(a1, b1) + low(a2, b0);
        n3 = high(a0, b2) + high(a1, b1) + high(a2, b0) + low(a0, b3) + low(a1, b2) + low(a2, b1) + low(a3, b0);
        n4 = high(a0, b3) + high(a1, b2) + high(a2, b1) + high(a3, b0);
        n4 += low(a0, b4) + low(a1, b3) + low(a2, b2) + low(a3, b1) + low(a4, b0);
        long n5 = high(a0, b4) + high(a1, b3) + high(a2, b2) + high(a3, b1) + high(a4, b0);
        n5 += low(a1, b4) + low(a2, b3) + low(a3, b2) + low(a4, b1);
        long n6 = high(a1, b4) + high(a2, b3) + high(a3, b2) + high(a4, b1) + low(a2, b4) + low(a3, b3) + low(a4, b2);
        long n7 = high(a2, b4) + high(a3, b3) + high(a4, b2) + low(a3, b4) + low(a4, b3);
        long n8 = high(a3, b4) + high(a4, b3) + low(a4, b4);
        fold(n5, n6, n7, n8, high(a4, b4));
    }

    void square() {
        long a0 = n0;
        long a1 = n1;
        long a2 = n2;
        long a3 = n3;
        long a4 = n4;
        long d0 = 2 * a0;
        long d1 = 2 * a1;
        long d2 = 2 * a2;
        long d3 = 2 * a3;
        n0 = low(a0, a0);
        n1 = high(a0, a0) + low(d0, a1);
        n2 = high(d0, a1) + low(d0, a2) + low(a1, a1);
        n3 = high(d0, a2) + high(a1, a1) + low(d0, a3) + low(d1, a2);
        n4 = high(d0, a3) + high(d1, a2) + low(d0, a4) + low(d1, a3) + low(a2, a2);
        long n5 = high(d0, a4) + high(d1, a3) + high(a2, a2) + low(d1, a4) + low(d2, a3);
        long n6 = high(d1, a4) + high(d2, a3) + low(d2, a4) + low(a3, a3);
        long n7 = high(d2, a4) + high(a3, a3) + low(d3, a4);
        long n8 = high(d3, a4) + low(a4, a4);
        fold(n5, n6, n7, n8, high(a4, a4));
    }

    /// Raises to the power of 2^times.
    void square(int times) {
        for (int i = 0; i < times; i++) {
            square();
        }
    }

    /// Brings the upper columns of a product back into the lower five.
    private void fold(long c5, long c6, long c7, long c8, long c9) {
        long n5 = c5 & LIMB;
        long n6 = c6 + (c5 >> LIMB_BITS);
        long n7 = c7 + (n6 >> LIMB_BITS);
        n6 &= LIMB;
        long n8 = c8 + (n7 >> LIMB_BITS);
        n7 &= LIMB;
        long n9 = c9 + (n8 >> LIMB_BITS);
        n8 &= LIMB;
        long n10 = high(n9, FOLD_260);
        n0 += low(n5, FOLD_260) + low(n10, FOLD_260);
        n1 += high(n5, FOLD_260) + low(n6, FOLD_260) + high(n10, FOLD_260);
        n2 += high(n6, FOLD_260) + low(n7, FOLD_260);
        n3 += high(n7, FOLD_260) + low(n8, FOLD_260);
        n4 += high(n8, FOLD_260) + low(n9, FOLD_260);
        carry();
        n0 += (n4 >> TOP_BITS) * FOLD_256;
        n4 &= TOP;
    }
}
