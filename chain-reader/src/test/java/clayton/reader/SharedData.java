package clayton.reader;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/// The data that lies beside the repository, in a folder `shared`; tests that need it are skipped where it is not.
final class SharedData {
    static final List<String> REGTEST_FOLDERS =
            List.of("blocks-xor", "blocks-plain", "blocks-truncated", "blocks-shuffled");

    private SharedData() {}

    /// Unpacks a folder of regtest's blocks.
    static Path regtest(String folder, Path into) throws IOException {
        return unpack(file("regtest/" + folder + ".tar.xz"), into);
    }

    static Path mainnet(Path into) throws IOException {
        return unpack(file("mainnet/mainnet-0-4312.tar.xz"), into);
    }

    static void regtestDump(Consumer<JsonNode> block) throws IOException {
        eachLine(file("regtest/rpc-dump.jsonl.gz"), block);
    }

    static void mainnetDump(Consumer<JsonNode> block) throws IOException {
        eachLine(file("mainnet/rpc-dump.jsonl.gz"), block);
    }

    private static Path file(String name) {
        Path found = Stream.iterate(Path.of("").toAbsolutePath(), folder -> folder != null, Path::getParent)
                .map(folder -> folder.resolve("shared").resolve(name))
                .filter(Files::exists)
                .findFirst()
                .orElse(Path.of("shared", name));
        assumeTrue(Files.exists(found), () -> "needs the shared data beside the repository: " + found);
        return found;
    }

    private static Path unpack(Path archive, Path into) throws IOException {
        Files.createDirectories(into);
        Process tar = new ProcessBuilder("tar", "-xJf", archive.toString(), "-C", into.toString())
                .inheritIO()
                .start();
        try {
            if (tar.waitFor() != 0) {
                throw new IOException("tar could not unpack " + archive);
            }
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
        return into;
    }

    private static void eachLine(Path file, Consumer<JsonNode> each) throws IOException {
        ObjectMapper json = new ObjectMapper();
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(file), 1 << 16), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                each.accept(json.readTree(line));
            }
        }
    }
}
