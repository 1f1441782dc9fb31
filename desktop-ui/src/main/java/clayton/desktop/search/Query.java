package clayton.desktop.search;

import clayton.chain.Hash256;
import clayton.chain.OutPoint;
import clayton.chain.OutputId;
import java.util.Locale;
import java.util.regex.Pattern;

/// What a person typed or pasted into the search box, told by its form alone. What has no form of its own is an
/// address or a label; only a graph can tell.
sealed interface Query {
    record Nothing() implements Query {}

    record Txid(Hash256 txid) implements Query {}

    record Outpoint(OutPoint outPoint) implements Query {}

    /// A coordinate such as `170x1x0`.
    record Coordinate(long id) implements Query {}

    record Height(int height) implements Query {}

    record AddressOrLabel(String text) implements Query {}

    Pattern HEX_64 = Pattern.compile("[0-9a-fA-F]{64}");
    Pattern OUTPOINT = Pattern.compile("([0-9a-fA-F]{64})[:#/]([0-9]{1,9})");
    Pattern COORDINATE = Pattern.compile("[0-9]{1,8}x[0-9]{1,6}x[0-9]{1,7}");
    Pattern HEIGHT = Pattern.compile("[0-9][0-9 ,.'_\u2009\u00a0]{0,9}");
    Pattern URI = Pattern.compile("(?i)bitcoin:(//)?([^?]*).*");

    /// Takes spaces, quotation marks and a `bitcoin:` URI's wrapping off first.
    static Query of(String typed) {
        String text = bare(typed);
        var uri = URI.matcher(text);
        if (uri.matches()) {
            text = bare(uri.group(2));
        }
        if (text.isEmpty()) {
            return new Nothing();
        }
        String dense = text.replaceAll("\\s+", "");
        if (HEX_64.matcher(dense).matches()) {
            return new Txid(Hash256.parse(dense.toLowerCase(Locale.ROOT)));
        }
        var outPoint = OUTPOINT.matcher(dense);
        if (outPoint.matches()) {
            return new Outpoint(OutPoint.parse(outPoint.group(1).toLowerCase(Locale.ROOT) + ":" + outPoint.group(2)));
        }
        if (COORDINATE.matcher(dense).matches()) {
            return coordinate(dense, text);
        }
        if (HEIGHT.matcher(text).matches()) {
            return height(text);
        }
        return new AddressOrLabel(text);
    }

    private static Query coordinate(String dense, String text) {
        try {
            return new Coordinate(OutputId.parse(dense));
        } catch (IllegalArgumentException e) {
            return new AddressOrLabel(text);
        }
    }

    private static Query height(String text) {
        String digits = text.replaceAll("[^0-9]", "");
        return digits.length() > 8 ? new AddressOrLabel(text) : new Height(Integer.parseInt(digits));
    }

    private static String bare(String text) {
        return text.replaceAll("^[\\s\\p{Z}\"'`“”„‘’«»<>()\\[\\],;]+|[\\s\\p{Z}\"'`“”„‘’«»<>()\\[\\],;]+$", "");
    }
}
