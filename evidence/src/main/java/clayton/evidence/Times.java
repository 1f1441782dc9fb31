package clayton.evidence;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Times as people read them, always UTC.
public final class Times {
    private static final DateTimeFormatter FORM = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss 'UTC'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private Times() {}

    /// A block's own word, and the median by which consensus reckons (block times may run backwards).
    public static String text(long time, @Nullable Long medianTime) {
        String text = text(time) + " by the block's header";
        return medianTime == null ? text : text + ", " + text(medianTime) + " median of 11 blocks";
    }

    /// What a block's 80 bytes of header say, in Unix seconds.
    public static long ofHeader(byte[] header) {
        return header[68] & 0xffL | (header[69] & 0xffL) << 8 | (header[70] & 0xffL) << 16 | (header[71] & 0xffL) << 24;
    }

    public static String text(long time) {
        return FORM.format(Instant.ofEpochSecond(time));
    }
}
