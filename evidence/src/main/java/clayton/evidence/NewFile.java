package clayton.evidence;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/// A file that appears under its name only when it is whole: it is written beside its place and moved there by
/// [#keep]. Closed before that, nothing is left of it, and what stood there before stays.
public final class NewFile implements AutoCloseable {
    private final Path target;
    private final Path part;

    private NewFile(Path target, Path part) {
        this.target = target;
        this.part = part;
    }

    /// Throws `IllegalArgumentException` if this is a folder, or the folder it should lie in is missing.
    public static NewFile at(Path target) throws IOException {
        Path whole = target.toAbsolutePath();
        if (Files.isDirectory(whole)) {
            throw new IllegalArgumentException(target + " is a folder: name the file to write in it");
        }
        Path folder = whole.getParent();
        if (folder == null || !Files.isDirectory(folder)) {
            throw new IllegalArgumentException(
                    "no such folder: " + folder + "; make it, or name another file to write");
        }
        return new NewFile(whole, folder.resolve(whole.getFileName() + ".part"));
    }

    /// Where to write it meanwhile.
    public Path path() {
        return part;
    }

    /// Moves what was written to its place, at once.
    public void keep() throws IOException {
        Files.move(part, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    @Override
    public void close() throws IOException {
        Files.deleteIfExists(part);
    }
}
