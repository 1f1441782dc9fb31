package clayton.desktop.form;

import java.io.File;
import java.nio.file.Path;
import java.util.Optional;
import javafx.stage.DirectoryChooser;
import javafx.stage.FileChooser;
import javafx.stage.Window;
import org.jspecify.annotations.Nullable;

/// The system's own dialogs.
public final class FileChoosers implements FileQuestions {
    @Override
    public Optional<Path> open(Window owner, String title) {
        return chosen(titled(title).showOpenDialog(owner));
    }

    @Override
    public Optional<Path> save(Window owner, String title, Path suggested) {
        FileChooser chooser = titled(title);
        chooser.setInitialFileName(String.valueOf(suggested.getFileName()));
        Optional.ofNullable(suggested.getParent())
                .map(Path::toFile)
                .filter(File::isDirectory)
                .ifPresent(chooser::setInitialDirectory);
        return chosen(chooser.showSaveDialog(owner));
    }

    @Override
    public Optional<Path> folder(Window owner, String title) {
        DirectoryChooser chooser = new DirectoryChooser();
        chooser.setTitle(title);
        return chosen(chooser.showDialog(owner));
    }

    private static FileChooser titled(String title) {
        FileChooser chooser = new FileChooser();
        chooser.setTitle(title);
        return chooser;
    }

    private static Optional<Path> chosen(@Nullable File file) {
        return Optional.ofNullable(file).map(File::toPath);
    }
}
