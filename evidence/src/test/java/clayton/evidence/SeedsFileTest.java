package clayton.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import clayton.chain.OutPoint;
import clayton.taint.Seed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SeedsFileTest {
    private static final String NAME = "ab".repeat(32) + ":7";
    private static final OutPoint OUT_POINT = OutPoint.parse(NAME);

    @TempDir
    private Path folder;

    @Test
    void theLastThreeColumnsAreOptionalAndLabelsMayHoldCommas() throws IOException {
        String csv = """
                outpoint,offset,length,label
                # what the victim reported
                %1$s

                %1$s,5
                %1$s,5,10,
                %1$s,,,"thief ""Bob"", second wave"
                %1$s , 0 , 3 , plain, too
                """.formatted(NAME);
        assertThat(read(csv))
                .containsExactly(
                        Seed.whole(OUT_POINT),
                        new Seed(OUT_POINT, 5, OptionalLong.empty(), NAME),
                        new Seed(OUT_POINT, 5, OptionalLong.of(10), NAME),
                        Seed.whole(OUT_POINT, "thief \"Bob\", second wave"),
                        new Seed(OUT_POINT, 0, OptionalLong.of(3), "plain, too"));
    }

    @Test
    void theSameMayBeWrittenAsJson() throws IOException {
        assertThat(read("""
                [{"outpoint": "%1$s"}, {"outpoint": "%1$s", "offset": 5, "length": 10, "label": "loot"}]
                """.formatted(NAME)))
                .containsExactly(Seed.whole(OUT_POINT), new Seed(OUT_POINT, 5, OptionalLong.of(10), "loot"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "outpoint,offset,length,label",
                "abc:0",
                "%s,five",
                "%s,1.5",
                "%s,1,99999999999999999999",
                "[]",
                "[{}]",
                "[{\"outpoint\":\"%s\",\"offset\":\"x\"}]",
                "[{\"outpoint\":\"%s\",\"amount\":1}]",
                "[{\"outpoint\":\"%s\"}] trailing",
                "[",
            })
    void whatIsWrongIsSaidWithThePlace(String text) {
        assertThatThrownBy(() -> read(text.formatted(NAME)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("seeds")
                .message()
                .doesNotContain("clayton", "com.fasterxml", "java.", "Source", "deserialize", "reference chain");
    }

    @Test
    void whatIsWrongInJsonIsSaidWithItsLine() {
        assertThatThrownBy(() -> read("[\n{\"outpoint\":\"" + NAME + "\",\"amount\":1}]"))
                .hasMessageContaining("line 2, column")
                .hasMessageContaining("a seed has no 'amount'");
        assertThatThrownBy(() -> read("[{\"offset\":\"x\"}]")).hasMessageContaining("'x'", "'offset'");
        assertThatThrownBy(() -> read("[")).hasMessageContaining("ends too early");
        assertThatThrownBy(() -> read("[{\"offset\":99999999999999999999}]")).hasMessageContaining("too large");
        assertThatThrownBy(() -> read("[nonsense]")).hasMessageContaining("line 1, column");
        assertThatThrownBy(() -> read("[null]")).hasMessageContaining("seed 1");
    }

    @Test
    void aFolderIsNoFileOfSeeds() {
        assertThatThrownBy(() -> SeedsFile.read(folder))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(folder + " is a folder");
    }

    private List<Seed> read(String text) throws IOException {
        return SeedsFile.read(Files.writeString(folder.resolve("seeds"), text));
    }
}
