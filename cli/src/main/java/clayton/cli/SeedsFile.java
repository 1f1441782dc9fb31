package clayton.cli;

import clayton.chain.OutPoint;
import clayton.taint.Seed;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.InputCoercionException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// Reads seeds from a file: CSV `outpoint,offset,length,label`, the last three optional, with or without that line
/// on top; or a JSON array of objects with these properties. `#` begins a CSV comment line.
final class SeedsFile {
    private static final int COLUMNS = 4;

    private SeedsFile() {}

    record Entry(
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

    static List<Seed> read(Path file) throws IOException {
        if (Files.isDirectory(file)) {
            throw new IllegalArgumentException(file + " is a folder: name the file in it that holds the seeds");
        }
        String text = text(file);
        List<Seed> seeds = text.stripLeading().startsWith("[") ? json(file, text) : csv(file, text);
        if (seeds.isEmpty()) {
            throw new IllegalArgumentException(file + " holds no seed: write lines OUTPOINT,OFFSET,LENGTH,LABEL");
        }
        return seeds;
    }

    private static String text(Path file) throws IOException {
        try {
            return Files.readString(file);
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException(file + " is no text in UTF-8: write the seeds as CSV or JSON", e);
        }
    }

    private static List<Seed> json(Path file, String text) {
        try {
            Entry[] entries = Json.MAPPER
                    .readerFor(Entry[].class)
                    .with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .readValue(text);
            List<Seed> seeds = new ArrayList<>();
            for (int i = 0; i < entries.length; i++) {
                seeds.add(seed(entries[i], file + ", seed " + (i + 1)));
            }
            return seeds;
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(file + place(e.getLocation()) + ": " + wrong(e), e);
        }
    }

    private static String place(@Nullable JsonLocation at) {
        return at == null ? "" : ", line " + at.getLineNr() + ", column " + at.getColumnNr();
    }

    private static String wrong(JsonProcessingException failure) {
        if (failure.getCause() instanceof JsonProcessingException cause) {
            return wrong(cause);
        }
        return switch (failure) {
            case UnrecognizedPropertyException e ->
                "a seed has no '" + e.getPropertyName() + "': it has outpoint, offset, length and label";
            case InvalidFormatException e -> "'" + e.getValue() + "' is not what belongs here" + property(e);
            case JsonEOFException e -> "the JSON ends too early";
            case InputCoercionException e -> "a number is too large";
            case MismatchedInputException e ->
                "here belongs an array of seeds {\"outpoint\":…,\"offset\":…,\"length\":…,\"label\":…} and nothing"
                        + " else" + property(e);
            default -> "this is not JSON";
        };
    }

    /// The name of the property that a failure is about, if it is about one.
    private static String property(JsonMappingException failure) {
        return failure.getPath().stream()
                .map(JsonMappingException.Reference::getFieldName)
                .filter(Objects::nonNull)
                .reduce((outer, inner) -> inner)
                .map(name -> ", in '" + name + "'")
                .orElse("");
    }

    private static List<Seed> csv(Path file, String text) {
        List<Seed> seeds = new ArrayList<>();
        List<String> lines = text.lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).strip();
            if (!line.isEmpty() && !line.startsWith("#") && !(seeds.isEmpty() && line.startsWith("outpoint"))) {
                String place = file + ", line " + (i + 1);
                seeds.add(seed(entry(line, place), place));
            }
        }
        return seeds;
    }

    /// A label is the rest of the line, so it may hold commas; it may stand in quotation marks.
    private static Entry entry(String line, String place) {
        String[] cells = line.split(",", COLUMNS);
        return new Entry(
                cells[0].strip(),
                number(cells, 1, place),
                number(cells, 2, place),
                cells.length < COLUMNS || cells[COLUMNS - 1].isBlank() ? null : unquoted(cells[COLUMNS - 1].strip()));
    }

    private static @Nullable Long number(String[] cells, int column, String place) {
        if (cells.length <= column || cells[column].isBlank()) {
            return null;
        }
        try {
            return Long.valueOf(cells[column].strip());
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(place + ": '" + cells[column] + "' is no number of satoshis", e);
        }
    }

    private static String unquoted(String cell) {
        boolean quoted = cell.length() > 1 && cell.startsWith("\"") && cell.endsWith("\"");
        return quoted ? cell.substring(1, cell.length() - 1).replace("\"\"", "\"") : cell;
    }

    private static Seed seed(@Nullable Entry entry, String place) {
        if (entry == null) {
            throw new IllegalArgumentException(place + ": there is null instead of a seed");
        }
        try {
            return entry.seed();
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(place + ": " + e.getMessage(), e);
        }
    }
}
