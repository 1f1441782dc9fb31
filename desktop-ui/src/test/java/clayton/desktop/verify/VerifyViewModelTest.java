package clayton.desktop.verify;

import static org.assertj.core.api.Assertions.assertThat;

import clayton.desktop.SampleLedger;
import clayton.desktop.session.Texts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class VerifyViewModelTest {
    @TempDir
    private Path temp;

    @Test
    void whatIsNoBundleIsSaidToBeNone() throws IOException {
        VerifyViewModel model = new VerifyViewModel(SampleLedger.atOnce(), new Texts(Locale.ENGLISH));
        Path file = Files.writeString(temp.resolve("holiday.zip"), "no bundle");
        model.verify(file);
        assertThat(model.running().job().get()).isEmpty();
        assertThat(model.verification().get().map(answer -> answer.holds()).orElse(false))
                .isFalse();
        assertThat(model.status().get()).contains("holiday.zip");
    }

    @Test
    void aMissingFileIsNamed() {
        VerifyViewModel model = new VerifyViewModel(SampleLedger.atOnce(), new Texts(Locale.ENGLISH));
        model.verify(temp.resolve("gone.zip"));
        assertThat(model.status().get()).contains("gone.zip").contains("missing");
        assertThat(model.verification().get()).isEmpty();
    }
}
