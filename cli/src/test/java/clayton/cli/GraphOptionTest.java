package clayton.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;

final class GraphOptionTest {
    private static final Terminal TERMINAL =
            new Terminal(new PrintWriter(Writer.nullWriter()), new PrintWriter(Writer.nullWriter()), false, Ansi.OFF);

    @Test
    void theDefaultLedgerIsUnderTheUsersDataFolder() {
        assertThat(parse(Map.of("XDG_DATA_HOME", "/data")).ledgerFolder()).isEqualTo(Path.of("/data/clayton/ledger"));
        assertThat(parse(Map.of("XDG_DATA_HOME", "relative, so ignored")).ledgerFolder())
                .isEqualTo(Path.of(System.getProperty("user.home"), ".local/share/clayton/ledger"));
    }

    @Test
    void theShortFormAndTheLongFormNameTheSameLedger() {
        assertThat(parse(Map.of(), "--ledger", "some/folder").ledgerFolder()).isEqualTo(Path.of("some/folder"));
        assertThat(parse(Map.of(), "--graph", "ledger:some/folder").ledgerFolder())
                .isEqualTo(Path.of("some/folder"));
        GraphOption both = parse(Map.of(), "--graph", "ledger:a", "--ledger", "a");
        assertThatThrownBy(both::ledgerFolder).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"neo4j://host:7687", "neo4j+s://host", "bolt://127.0.0.1:7687", "bolt+ssc://[::1]:7687"})
    void theUriOfANeo4jIsUnderstoodAndIsNoLedger(String uri) {
        GraphOption option = parse(Map.of(), "--graph", uri);
        assertThat(option.location()).isEqualTo(new GraphLocation.Neo4j(uri));
        assertThatThrownBy(option::ledgerFolder).hasMessageContaining(uri).hasMessageContaining("no ledger");
    }

    @Test
    void theLocalNeo4jHasANameOfItsOwn() {
        assertThat(parse(Map.of(), "--graph", "neo4j:local").location()).isEqualTo(new GraphLocation.LocalNeo4j());
    }

    @Test
    void aPasswordInAUriIsRefusedAndNotRepeated() {
        GraphOption option = parse(Map.of(), "--graph", "bolt://neo4j:secret@host");
        assertThatThrownBy(option::location)
                .hasMessageContaining("NEO4J_PASSWORD")
                .message()
                .doesNotContain("secret");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "ledger:", "folder", "http://host"})
    void otherWordsAreRefusedWithTheFormThatIsUnderstood(String text) {
        GraphOption option = parse(Map.of(), "--graph", text);
        assertThatThrownBy(option::ledgerFolder)
                .hasMessageContaining("'" + text + "'")
                .hasMessageContaining("ledger:DIR");
    }

    private static GraphOption parse(Map<String, String> environment, String... arguments) {
        GraphOption option = new GraphOption(TERMINAL, environment);
        CommandLine.populateCommand(option, arguments);
        return option;
    }
}
