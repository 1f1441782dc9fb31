package clayton.evidence;

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
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A kind of file that holds rows: as CSV, with or without a line of the columns' names on top and with comment
/// lines that begin with `#`, or as a JSON array of objects with these names as properties. `row` and `rows` are the
/// words for what it holds, `E` is one row as JSON knows it.
public record RowsFile<E>(Class<E[]> type, String row, String rows, List<String> columns) {
    /// Makes something of a row; throws `IllegalArgumentException` without saying where.
    public interface Reader<F, T> {
        T of(F row);
    }

    public <T> List<T> read(Path file, Reader<String, E> csv, Reader<E, T> reader) throws IOException {
        if (Files.isDirectory(file)) {
            throw new IllegalArgumentException(file + " is a folder: name the file in it that holds the " + rows);
        }
        String text = text(file);
        List<T> read = text.stripLeading().startsWith("[") ? json(file, text, reader) : csv(file, text, csv, reader);
        if (read.isEmpty()) {
            throw new IllegalArgumentException(file + " holds no " + row + ": write lines "
                    + String.join(",", columns).toUpperCase(Locale.ROOT));
        }
        return read;
    }

    private String text(Path file) throws IOException {
        try {
            return Files.readString(file);
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException(file + " is no text in UTF-8: write the " + rows + " as CSV or JSON", e);
        }
    }

    private <T> List<T> json(Path file, String text, Reader<E, T> reader) {
        try {
            E[] entries = Json.MAPPER
                    .readerFor(type)
                    .with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .readValue(text);
            List<T> read = new ArrayList<>();
            for (int i = 0; i < entries.length; i++) {
                read.add(one(entries[i], reader, file + ", " + row + " " + (i + 1)));
            }
            return read;
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(file + place(e.getLocation()) + ": " + wrong(e), e);
        }
    }

    private static String place(@Nullable JsonLocation at) {
        return at == null ? "" : ", line " + at.getLineNr() + ", column " + at.getColumnNr();
    }

    private String wrong(JsonProcessingException failure) {
        if (failure.getCause() instanceof JsonProcessingException cause) {
            return wrong(cause);
        }
        return switch (failure) {
            case UnrecognizedPropertyException e ->
                "a " + row + " has no '" + e.getPropertyName() + "': it has " + listed(columns);
            case InvalidFormatException e -> "'" + e.getValue() + "' is not what belongs here" + property(e);
            case JsonEOFException e -> "the JSON ends too early";
            case InputCoercionException e -> "a number is too large";
            case MismatchedInputException e ->
                "here belongs an array of " + rows + " {\"" + String.join("\":…,\"", columns) + "\":…} and nothing else"
                        + property(e);
            default -> "this is not JSON";
        };
    }

    private static String listed(List<String> words) {
        return String.join(", ", words.subList(0, words.size() - 1)) + " and " + words.getLast();
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

    private <T> List<T> csv(Path file, String text, Reader<String, E> csv, Reader<E, T> reader) {
        List<T> read = new ArrayList<>();
        List<String> lines = text.lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).strip();
            if (!line.isEmpty() && !line.startsWith("#") && !(read.isEmpty() && line.startsWith(columns.getFirst()))) {
                read.add(one(line, words -> reader.of(csv.of(words)), file + ", line " + (i + 1)));
            }
        }
        return read;
    }

    private <F, T> T one(@Nullable F entry, Reader<F, T> reader, String place) {
        if (entry == null) {
            throw new IllegalArgumentException(place + ": there is null instead of a " + row);
        }
        try {
            return reader.of(entry);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(place + ": " + e.getMessage(), e);
        }
    }

    /// A cell without the quotation marks it may stand in.
    public static String unquoted(String cell) {
        boolean quoted = cell.length() > 1 && cell.startsWith("\"") && cell.endsWith("\"");
        return quoted ? cell.substring(1, cell.length() - 1).replace("\"\"", "\"") : cell;
    }
}
