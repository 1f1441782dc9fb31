package clayton.desktop.trace;

import clayton.chain.OutPoint;
import clayton.taint.LaidSeed;
import clayton.taint.Seed;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A seed as a line of the panel: `TXID:VOUT`, `@OFFSET+LENGTH` if it is a part of the output, then a label if one
/// follows a comma or space.
final class SeedLine {
    private static final Pattern FORM = Pattern.compile(
            "(?<outpoint>[^@,\\s]+)(@(?<offset>[0-9]{1,16})\\+(?<length>[0-9]{1,16}))?([,\\s]+(?<label>.*))?");

    private SeedLine() {}

    /// Throws `IllegalArgumentException` that says what a seed looks like.
    static Seed read(String line) {
        Matcher parts = FORM.matcher(line);
        if (!parts.matches()) {
            throw new IllegalArgumentException(
                    "'" + line + "' is no seed: write TXID:VOUT, or TXID:VOUT@OFFSET+LENGTH for a part of it");
        }
        OutPoint outPoint = OutPoint.parse(parts.group("outpoint"));
        String label = parts.group("label") == null ? "" : parts.group("label").strip();
        String length = parts.group("length");
        return new Seed(
                outPoint,
                length == null ? 0 : Long.parseLong(parts.group("offset")),
                length == null ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(length)),
                label.isEmpty() ? outPoint.toString() : label);
    }

    /// The line of a seed in an output of this value.
    static String of(LaidSeed seed, long valueSats) {
        String outPoint = seed.outPoint().toString();
        boolean isWhole = seed.offsetSats() == 0 && seed.lengthSats() == valueSats;
        return outPoint
                + (isWhole ? "" : "@" + seed.offsetSats() + "+" + seed.lengthSats())
                + (seed.label().equals(outPoint) ? "" : " " + seed.label());
    }
}
