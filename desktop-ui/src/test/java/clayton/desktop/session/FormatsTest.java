package clayton.desktop.session;

import static org.assertj.core.api.Assertions.assertThat;

import clayton.desktop.session.Formats.Unit;
import java.util.Locale;
import org.junit.jupiter.api.Test;

final class FormatsTest {
    private static final Formats GERMAN = new Formats(Unit.BTC, false, false, Locale.GERMAN);

    @Test
    void amountsAreExactAndHaveThePointOfTheirLanguage() {
        assertThat(Formats.PLAIN.number(123_450_000_001L)).isEqualTo("1\u2009234.50000001");
        assertThat(GERMAN.number(123_450_000_001L)).isEqualTo("1\u2009234,50000001");
    }

    @Test
    void aShareIsWholeOnlyIfItIsExact() {
        assertThat(Formats.PLAIN.share(0, 1_000_000)).isEqualTo("0 %");
        assertThat(Formats.PLAIN.share(1, 1_000_000)).isEqualTo("< 0.1 %");
        assertThat(Formats.PLAIN.share(333_333, 1_000_000)).isEqualTo("33.3 %");
        assertThat(GERMAN.share(666_666, 1_000_000)).isEqualTo("66,7 %");
        assertThat(Formats.PLAIN.share(999_000, 1_000_000)).isEqualTo("99.9 %");
        assertThat(Formats.PLAIN.share(999_999, 1_000_000)).isEqualTo("> 99.9 %");
        assertThat(Formats.PLAIN.share(1_000_000, 1_000_000)).isEqualTo("100 %");
    }
}
