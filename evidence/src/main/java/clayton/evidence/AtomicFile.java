package clayton.evidence;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;

/// Writes a text so that its file is there whole, or as it was before.
public final class AtomicFile {
    private AtomicFile() {}

    /// Writes the text of a file, UTF-8.
    public interface Text {
        void write(Writer out) throws IOException;
    }

    public static void write(Path file, Text text) throws IOException {
        try (NewFile whole = NewFile.at(file)) {
            try (Writer out = Files.newBufferedWriter(whole.path())) {
                text.write(out);
            }
            whole.keep();
        }
    }
}
