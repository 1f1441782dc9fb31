package clayton.chain;

import java.util.Comparator;

/// The name people give an output: `TXID:VOUT`. Not unique on mainnet (BIP 30), so inside Clayton an [OutputId] is
/// used.
public record OutPoint(Hash256 txid, int vout) implements Comparable<OutPoint> {
    private static final Comparator<OutPoint> ORDER =
            Comparator.comparing(OutPoint::txid).thenComparing(OutPoint::vout, Integer::compareUnsigned);

    /// Parses `TXID:VOUT`; throws `IllegalArgumentException` with what is wrong.
    public static OutPoint parse(String text) {
        int colon = text.indexOf(':');
        if (colon < 0) {
            throw new IllegalArgumentException("'" + text + "' is not an outpoint: write it as TXID:VOUT");
        }
        Hash256 txid = Hash256.parse(text.substring(0, colon));
        String vout = text.substring(colon + 1);
        try {
            if (vout.startsWith("+")) {
                throw new NumberFormatException();
            }
            return new OutPoint(txid, Integer.parseUnsignedInt(vout));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(
                    "'" + text + "' is not an outpoint: '" + vout + "' is no output number", e);
        }
    }

    @Override
    public int compareTo(OutPoint other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return txid + ":" + Integer.toUnsignedString(vout);
    }
}
