package clayton.evidence;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/// What was done to a case, in order, one JSON line each. A line holds the hash of the line before it, so none
/// can be changed, moved or taken out without all after it being written anew; and the digest of the case
/// before and after.
final class CaseLog {
    private CaseLog() {}

    /// `hash` is the SHA-256 of the line as it would be without it.
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Line(
            int number,
            String time,
            String action,
            SortedMap<String, String> options,
            String before,
            String after,
            String previous,
            @Nullable String hash) {
        Line sealed() throws JsonProcessingException {
            return new Line(number, time, action, options, before, after, previous, ownHash());
        }

        private String ownHash() throws JsonProcessingException {
            Line open = new Line(number, time, action, options, before, after, previous, null);
            return Hashes.sha256Hex(Json.MAPPER.writeValueAsString(open).getBytes(StandardCharsets.US_ASCII));
        }

        boolean isSound(int expectedNumber, String expectedPrevious) throws JsonProcessingException {
            return number == expectedNumber
                    && previous.equals(expectedPrevious)
                    && ownHash().equals(hash);
        }
    }

    /// Throws `IOException` that names the first line that is not as it was written.
    static List<Line> read(Path file) throws IOException {
        List<Line> lines = new ArrayList<>();
        String previous = "";
        for (String text : Files.readAllLines(file)) {
            Line line;
            boolean sound;
            try {
                line = Json.MAPPER.readValue(text, Line.class);
                sound = line.isSound(lines.size() + 1, previous)
                        && Json.MAPPER.writeValueAsString(line).equals(text);
            } catch (JsonProcessingException | NullPointerException e) {
                throw broken(file, lines.size() + 1, e);
            }
            if (!sound) {
                throw broken(file, lines.size() + 1, null);
            }
            lines.add(line);
            previous = String.valueOf(line.hash());
        }
        return lines;
    }

    private static IOException broken(Path file, int line, @Nullable Exception cause) {
        return new IOException(
                file + ", line " + line + ": the log was changed here after it was written; use an untouched copy",
                cause);
    }

    static void write(Path file, List<Line> lines) throws IOException {
        AtomicFile.write(file, out -> {
            for (Line line : lines) {
                out.write(Json.MAPPER.writeValueAsString(line));
                out.write('\n');
            }
        });
    }
}
