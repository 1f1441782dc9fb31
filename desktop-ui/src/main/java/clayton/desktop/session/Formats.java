package clayton.desktop.session;

import clayton.chain.Network;
import clayton.chain.TransactionGraph;
import java.text.DecimalFormatSymbols;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// How amounts and times are written; changes with the settings, never the data.
public record Formats(Unit unit, boolean hideAmounts, boolean localTimes, Locale locale) {
    private static final char THIN_SPACE = '\u2009';

    /// The decimal points of languages, because a table writes thousands and Java looks them up anew each time.
    private static final Map<Locale, Character> POINTS = new ConcurrentHashMap<>();

    private static final DateTimeFormatter LOCAL_TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm xxx", Locale.ROOT);
    private static final DateTimeFormatter UTC_TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm 'UTC'", Locale.ROOT).withZone(ZoneOffset.UTC);

    public enum Unit {
        BTC,
        SATS
    }

    public static final Formats PLAIN = new Formats(Unit.BTC, false, false, Locale.ENGLISH);

    /// With its unit: `0.50000000 BTC` or `50 000 000 sat`.
    public String amount(long sats) {
        return number(sats) + (unit == Unit.BTC ? " BTC" : " sat");
    }

    /// Without its unit, always exact.
    public String number(long sats) {
        if (hideAmounts) {
            return "•••";
        }
        if (sats == TransactionGraph.UNKNOWN) {
            return "?";
        }
        return unit == Unit.SATS ? grouped(sats) : btc(sats);
    }

    /// For pictures, where there is no room: at most four significant digits, never used for a sum.
    public String brief(long sats) {
        if (hideAmounts || sats == TransactionGraph.UNKNOWN) {
            return number(sats);
        }
        if (sats < 100_000) {
            return grouped(sats) + " sat";
        }
        double btc = (double) sats / Network.COIN;
        int decimals = btc >= 1000 ? 0 : btc >= 100 ? 1 : btc >= 10 ? 2 : btc >= 1 ? 3 : 4;
        return String.format(locale, "%." + decimals + "f BTC", btc);
    }

    /// A share of an amount as percent; "0 %" and "100 %" are said only if they are exact.
    public String share(long part, long whole) {
        if (whole <= 0 || part < 0) {
            return "";
        }
        if (part == 0) {
            return "0 %";
        }
        if (part == whole) {
            return "100 %";
        }
        double percent = 100.0 * part / whole;
        if (percent < 0.1 || percent > 99.9) {
            return percent < 0.1 ? "< 0.1 %" : "> 99.9 %";
        }
        long tenths = Math.round(10 * percent);
        return tenths / 10 + String.valueOf(point()) + tenths % 10 + " %";
    }

    public String count(long number) {
        return grouped(number);
    }

    /// With its offset from UTC.
    public String time(long unixSeconds) {
        return (localTimes ? LOCAL_TIME.withZone(ZoneId.systemDefault()) : UTC_TIME)
                .format(Instant.ofEpochSecond(unixSeconds));
    }

    public String date(long unixSeconds) {
        ZoneId zone = localTimes ? ZoneId.systemDefault() : ZoneOffset.UTC;
        return DateTimeFormatter.ISO_LOCAL_DATE.withZone(zone).format(Instant.ofEpochSecond(unixSeconds));
    }

    /// Hours, minutes and seconds.
    public static String duration(long seconds) {
        return seconds < 3600
                ? String.format(Locale.ROOT, "%d:%02d", seconds / 60, seconds % 60)
                : String.format(Locale.ROOT, "%d:%02d:%02d", seconds / 3600, seconds / 60 % 60, seconds % 60);
    }

    private String btc(long sats) {
        String rest =
                Long.toString(Network.COIN + Math.abs(sats % Network.COIN)).substring(1);
        return grouped(sats / Network.COIN) + point() + rest;
    }

    private char point() {
        return POINTS.computeIfAbsent(
                locale, each -> DecimalFormatSymbols.getInstance(each).getDecimalSeparator());
    }

    /// By hand, because a table writes thousands and `String.format` takes long.
    private static String grouped(long number) {
        StringBuilder text = new StringBuilder(Long.toString(number));
        for (int i = text.length() - 3; i > (number < 0 ? 1 : 0); i -= 3) {
            text.insert(i, THIN_SPACE);
        }
        return text.toString();
    }

    /// The beginning and end of a long name.
    public static String shortened(String name, int head, int tail) {
        return name.length() <= head + tail + 1
                ? name
                : name.substring(0, head) + "…" + name.substring(name.length() - tail);
    }
}
