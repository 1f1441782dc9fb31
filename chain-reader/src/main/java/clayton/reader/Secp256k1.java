package clayton.reader;

/// The curve y² = x³ + 7 over the field of Bitcoin's keys (SEC 2, secp256k1), as far as it takes to complete a point
/// from its x. Allocates nothing; for one thread.
final class Secp256k1 {
    private static final int SEVEN = 7;

    private final FieldElement square = new FieldElement();
    private final FieldElement root = new FieldElement();
    private final FieldElement check = new FieldElement();
    private final FieldElement ones2 = new FieldElement();
    private final FieldElement ones22 = new FieldElement();
    private final FieldElement ones44 = new FieldElement();
    private final FieldElement ones88 = new FieldElement();
    private final FieldElement piece = new FieldElement();

    /// Writes the 32 bytes of y that belong to the 32 of x; false if no point of the curve has this x.
    boolean completePoint(byte[] bytes, int x, boolean odd, int y) {
        if (!root.read(bytes, x)) {
            return false;
        }
        square.set(root);
        square.square();
        square.multiply(root);
        square.add(SEVEN);
        takeRoot();
        if (!isRoot()) {
            return false;
        }
        if (root.isOdd() != odd) {
            root.negate();
        }
        root.write(bytes, y);
        return true;
    }

    private boolean isRoot() {
        root.reduce();
        square.reduce();
        check.set(root);
        check.square();
        check.reduce();
        return check.isSame(square);
    }

    /// The prime is 3 mod 4, so a square's root is its (p + 1)/4th power. That exponent is, in binary, 223 ones, a
    /// zero, 22 ones, four zeros, two ones and two zeros: powers whose exponents are all ones are made from each
    /// other.
    private void takeRoot() {
        ones2.set(square);
        lengthen(ones2, 1, square);
        FieldElement ones3 = piece;
        ones3.set(ones2);
        lengthen(ones3, 1, square);
        root.set(ones3);
        lengthen(root, 3, ones3);
        lengthen(root, 3, ones3);
        lengthen(root, 2, ones2);
        ones22.set(root);
        lengthen(ones22, 11, root);
        ones44.set(ones22);
        lengthen(ones44, 22, ones22);
        ones88.set(ones44);
        lengthen(ones88, 44, ones44);
        root.set(ones88);
        lengthen(root, 88, ones88);
        lengthen(root, 44, ones44);
        lengthen(root, 3, ones3);
        lengthen(root, 23, ones22);
        lengthen(root, 6, ones2);
        root.square(2);
    }

    /// Moves the exponent up by some binary places and puts another one into them.
    private static void lengthen(FieldElement power, int places, FieldElement last) {
        power.square(places);
        power.multiply(last);
    }
}
