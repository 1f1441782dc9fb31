package clayton.desktop.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class TextsTest {
    private static final Pattern USED = Pattern.compile(
            "(?:texts\\.get|fact|link|item|row|column|card|label)\\(\\s*(?:\\w+, )?\"([a-z]+\\.[\\w.]+)\"");

    @Test
    void everyKeyThatTheSourcesNameIsThere() throws IOException {
        Properties english = Texts.read("");
        Set<String> missing = new TreeSet<>();
        try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
            for (Path file :
                    files.filter(each -> each.toString().endsWith(".java")).toList()) {
                Matcher keys = USED.matcher(Files.readString(file));
                while (keys.find()) {
                    boolean stem = keys.group(1).endsWith(".");
                    if (!stem && !english.containsKey(keys.group(1))) {
                        missing.add(file.getFileName() + ": " + keys.group(1));
                    }
                }
            }
        }
        assertThat(missing).isEmpty();
    }

    @Test
    void germanHasEveryText() {
        assertThat(Texts.read("_de").stringPropertyNames())
                .containsExactlyInAnyOrderElementsOf(Texts.read("").stringPropertyNames());
    }

    @Test
    void valuesAreFilledIn() {
        assertThat(new Texts(Locale.ENGLISH).get("search.none.height", "9", "0", "7"))
                .isEqualTo("Height 9 is not loaded; this chain has 0 to 7.");
        assertThat(new Texts(Locale.FRENCH).get("cancel")).isEqualTo("Cancel");
    }
}
