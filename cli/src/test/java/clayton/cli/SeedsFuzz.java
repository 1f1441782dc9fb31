package clayton.cli;

import clayton.evidence.SeedsFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Fuzzing of [SeedsFile]: the input is a file of seeds, CSV or JSON. Whatever it is, it is read, or refused as the
/// caller's mistake by a sentence that names the file.
public final class SeedsFuzz {
    private static final Path FILE = file();

    private SeedsFuzz() {}

    public static void fuzzerTestOneInput(byte[] input) throws IOException {
        Files.write(FILE, input);
        try {
            SeedsFile.read(FILE);
        } catch (IllegalArgumentException e) {
            if (!Failure.sentence(e).contains(FILE.toString())) {
                throw new AssertionError("the file is not named", e);
            }
        }
    }

    private static Path file() {
        try {
            return Files.createTempFile("seeds-fuzz", ".csv");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
