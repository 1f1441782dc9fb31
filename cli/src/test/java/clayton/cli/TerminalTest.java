package clayton.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class TerminalTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "\033[31mred",
                "\u202ered",
                "red\u2066",
                "r\ned",
                "r\u200ded",
                "red\u0000",
                "\u009bred",
                "\ufeffred"
            })
    void controlAndBidirectionalCharactersAreDropped(String text) {
        assertThat(Terminal.harmless(text))
                .doesNotContainPattern("[\\p{C}\\u2028\\u2029]")
                .contains("r", "ed");
    }

    @Test
    void wordsOfEveryScriptStay() {
        String text = "Ünïcode, кириллица, 日本語, עברית, 😀";
        assertThat(Terminal.harmless(text)).isEqualTo(text);
    }
}
