package clayton.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import clayton.evidence.Json;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;

/// The sample data beside the repository. A test that asks for what is not there is skipped and says so.
final class SharedData {
    private static final Path FOLDER = Path.of("..", "..", "shared");

    private SharedData() {}

    /// Unpacks a folder of block files.
    static Path unpacked(String archive, Path into) throws IOException, InterruptedException {
        Files.createDirectories(into);
        Process tar = new ProcessBuilder(
                        "tar", "-xf", file(archive).toAbsolutePath().toString())
                .directory(into.toFile())
                .inheritIO()
                .start();
        assertThat(tar.waitFor()).as("exit code of tar").isZero();
        return into;
    }

    static JsonNode json(String name) throws IOException {
        try (BufferedReader lines = lines(name)) {
            return Json.MAPPER.readTree(lines);
        }
    }

    static BufferedReader lines(String name) throws IOException {
        return new BufferedReader(
                new InputStreamReader(new GZIPInputStream(Files.newInputStream(file(name))), StandardCharsets.UTF_8));
    }

    static Path file(String name) {
        Path file = FOLDER.resolve(name);
        assumeTrue(Files.exists(file), "needs ../shared/" + name + " beside the repository");
        return file;
    }
}
