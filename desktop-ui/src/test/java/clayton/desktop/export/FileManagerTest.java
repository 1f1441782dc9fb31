package clayton.desktop.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// By real programs that stand for a file manager.
final class FileManagerTest {
    @TempDir
    private Path folder;

    @Test
    void aFolderIsHandedToTheProgram() throws IOException {
        Path shown = folder.resolve("shown");
        new FileManager(List.of("mkdir")).show(shown);
        assertThat(shown).isDirectory();
    }

    @Test
    void aProgramThatFailsIsNamed() {
        assertThatThrownBy(() -> new FileManager(List.of("rmdir")).show(folder.resolve("none")))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("rmdir could not show")
                .hasMessageContaining("copy the path instead");
    }

    @Test
    void aProgramThatIsMissingIsNamed() {
        assertThatThrownBy(() -> new FileManager(List.of("no-such-file-manager")).show(folder))
                .isInstanceOf(IOException.class)
                .hasMessage("no-such-file-manager is missing here: copy the path instead");
    }
}
