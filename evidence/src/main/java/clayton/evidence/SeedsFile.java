package clayton.evidence;

import clayton.chain.OutPoint;
import clayton.taint.Seed;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// Reads seeds from a file with the columns `outpoint,offset,length,label`, the last three optional.
public final class SeedsFile {
    private static final RowsFile<Entry> KIND =
            new RowsFile<>(Entry[].class, "seed", "seeds", List.of("outpoint", "offset", "length", "label"));

    private SeedsFile() {}

    public record Entry(
            @Nullable String outpoint,
            @Nullable Long offset,
            @Nullable Long length,
            @Nullable String label) {
        Seed seed() {
            if (outpoint == null) {
                throw new IllegalArgumentException("a seed has no outpoint");
            }
            OutPoint named = OutPoint.parse(outpoint);
            return new Seed(
                    named,
                    offset == null ? 0 : offset,
                    length == null ? OptionalLong.empty() : OptionalLong.of(length),
                    label == null ? outpoint : label);
        }
    }

    public static List<Seed> read(Path file) throws IOException {
        return KIND.read(file, SeedsFile::entry, Entry::seed);
    }

    /// A label is the rest of the line, so it may hold commas; it may stand in quotation marks.
    private static Entry entry(String line) {
        int columns = KIND.columns().size();
        String[] cells = line.split(",", columns);
        boolean labelled = cells.length == columns && !cells[columns - 1].isBlank();
        return new Entry(
                cells[0].strip(),
                number(cells, 1),
                number(cells, 2),
                labelled ? RowsFile.unquoted(cells[columns - 1].strip()) : null);
    }

    private static @Nullable Long number(String[] cells, int column) {
        if (cells.length <= column || cells[column].isBlank()) {
            return null;
        }
        try {
            return Long.valueOf(cells[column].strip());
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("'" + cells[column] + "' is no number of satoshis", e);
        }
    }
}
