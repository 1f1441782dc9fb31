package clayton.evidence;

import clayton.chain.Network;
import clayton.chain.TransactionGraph;
import java.util.Locale;

/// Amounts as people read them: bitcoins with eight decimals.
public final class Amounts {
    private Amounts() {}

    public static String btc(long sats) {
        if (sats == TransactionGraph.UNKNOWN) {
            return "unknown";
        }
        return decimal(sats) + " BTC";
    }

    /// Without the unit.
    public static String decimal(long sats) {
        return String.format(Locale.ROOT, "%d.%08d", sats / Network.COIN, sats % Network.COIN);
    }

    /// A share or a slope with so many decimals, which no amount is.
    public static double rounded(double number, int decimals) {
        double scale = Math.pow(10, decimals);
        return Math.round(number * scale) / scale;
    }

    /// Right-aligned in a column that holds all the money there can be.
    public static String column(long sats) {
        return String.format(Locale.ROOT, "%21s", btc(sats));
    }
}
