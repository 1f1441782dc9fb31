package clayton.desktop.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SettingsTest {
    @TempDir
    private Path temp;

    @Test
    void preferencesAndWhatWasOpenedLatelyAreThereAgain() throws IOException {
        Settings settings = new Settings();
        settings.theme().set(Settings.Theme.DARK);
        settings.unit().set(Formats.Unit.SATS);
        settings.language().set(Locale.GERMAN);
        settings.setZoom(1.25);
        settings.opened(Path.of("/ledger"));
        settings.openedCase(Path.of("/case one"), Path.of("/ledger"));
        settings.openedCase(Path.of("/case two"), Path.of("/other"));
        settings.openedCase(Path.of("/case one"), Path.of("/other"));
        Path file = temp.resolve("folder/desktop.properties");
        settings.write(file);
        Settings read = Settings.read(file, Locale.ENGLISH);
        assertThat(read.theme().get()).isEqualTo(Settings.Theme.DARK);
        assertThat(read.formats().get().unit()).isEqualTo(Formats.Unit.SATS);
        assertThat(read.language().get()).isEqualTo(Locale.GERMAN);
        assertThat(read.zoom().get()).isEqualTo(1.25);
        assertThat(read.recent()).containsExactly(Path.of("/ledger"));
        assertThat(read.recentCases())
                .containsExactly(
                        new Settings.RecentCase(Path.of("/case one"), Path.of("/other")),
                        new Settings.RecentCase(Path.of("/case two"), Path.of("/other")));
    }

    @Test
    void aFileThatCannotBeReadCountsAsNone() throws IOException {
        Path file = Files.writeString(temp.resolve("desktop.properties"), "theme=PLAID\n");
        assertThat(Settings.read(file, Locale.GERMANY).theme().get()).isEqualTo(Settings.Theme.SYSTEM);
        assertThat(Settings.read(temp.resolve("none"), Locale.GERMANY)
                        .language()
                        .get())
                .isEqualTo(Locale.GERMAN);
    }
}
