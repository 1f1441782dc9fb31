package clayton.benchmarks;

import java.util.Locale;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/// Reads sizes as people write them: `3MiB`, `1GiB`, `65536`.
final class ByteSize implements ITypeConverter<Long> {
    @Override
    public Long convert(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        int shift = lower.endsWith("kib") ? 10 : lower.endsWith("mib") ? 20 : lower.endsWith("gib") ? 30 : 0;
        String number = shift == 0 ? lower : lower.substring(0, lower.length() - 3);
        try {
            return Math.multiplyExact(Long.parseLong(number.strip()), 1L << shift);
        } catch (NumberFormatException | ArithmeticException e) {
            throw new TypeConversionException("'" + text + "' is no size: write it as 1GiB, 64MiB or a number");
        }
    }
}
