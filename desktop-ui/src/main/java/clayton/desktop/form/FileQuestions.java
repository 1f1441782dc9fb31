package clayton.desktop.form;

import java.nio.file.Path;
import java.util.Optional;
import javafx.stage.Window;

/// Asks a person for files and folders; empty if they choose none.
public interface FileQuestions {
    Optional<Path> open(Window owner, String title);

    /// `suggested` is a name, or a whole path.
    Optional<Path> save(Window owner, String title, Path suggested);

    Optional<Path> folder(Window owner, String title);
}
