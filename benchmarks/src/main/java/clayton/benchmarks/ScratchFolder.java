package clayton.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Optional;

/// A new folder that is deleted with all that is in it when it is closed.
record ScratchFolder(Path path) implements AutoCloseable {
    /// In the named folder, or among the temporary ones.
    static ScratchFolder make(Optional<Path> parent) throws IOException {
        return new ScratchFolder(
                parent.isPresent()
                        ? Files.createTempDirectory(Files.createDirectories(parent.get()), "ledger")
                        : Files.createTempDirectory("clayton-ledger"));
    }

    @Override
    public void close() throws IOException {
        try (var files = Files.walk(path)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
