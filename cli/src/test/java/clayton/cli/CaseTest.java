package clayton.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Cases, as a user works with them.
final class CaseTest {
    @TempDir
    private static Path data;

    private static Path ledger;

    @TempDir
    private Path folder;

    private Path theft = Path.of("");

    @BeforeAll
    static void load() throws IOException {
        ledger = Sample.ledger(data);
    }

    @BeforeEach
    void make() {
        theft = folder.resolve("theft");
        assertThat(Run.of("case", "new", theft, "--title", "Theft").code()).isZero();
    }

    @Test
    void aTraceIsKeptWithItsOptionsAndComesOutTheSameAgain() throws IOException {
        Path tags =
                Files.writeString(folder.resolve("tags.csv"), "bcrt1qktt9j25zhe9nde9cerr3a8c87c3qscu5alky5q,thief\n");
        Run plain = Run.of("trace", "forward", Sample.THEFT, "--until", 190, "--ledger", ledger, "--json");
        Run kept =
                Run.of("trace", "forward", Sample.THEFT, "--until", 190, "--ledger", ledger, "--json", "--case", theft);
        assertThat(kept.code()).as(kept.err()).isZero();
        assertThat(kept.out()).isEqualTo(plain.out());
        assertThat(theft.resolve("traces/trace-1-fifo.json")).hasContent(plain.out());
        Run stopped = Run.of(
                "trace",
                "forward",
                Sample.THEFT,
                "--policy",
                "all",
                "--fees",
                "stop",
                "--stop-at",
                "tags",
                "--stop-at",
                "hops:9",
                "--tags",
                tags,
                "--ledger",
                ledger,
                "--case",
                theft);
        assertThat(stopped.code()).as(stopped.err()).isZero();
        Files.delete(tags);
        Run rerun = Run.of("case", "rerun", theft, "--ledger", ledger);
        assertThat(rerun.code()).as(rerun.err()).isZero();
        assertThat(rerun.out().split("equal, byte for byte", -1)).hasSize(7);
        assertThat(Run.of("case", "log", theft).out()).contains("1  ", "new", "3  ", "trace-2", "4  ", "rerun");
        Run show = Run.of("case", "show", theft);
        assertThat(show.out()).contains("stops at tags, hops:9", "trace-2-poison.json", "4 lines, unbroken");
        assertThat(Files.readString(theft.resolve("case.json")))
                .doesNotContain(ledger.toString())
                .doesNotContain(theft.toString());
    }

    @Test
    void aLedgerThatHasGrownGivesTheSameBytes() throws IOException {
        Path growing = folder.resolve("growing");
        Path blocks = Sample.blocks(data);
        Run.of("load", "--blocks", blocks, "--ledger", growing, "--to", 200);
        Run.of("trace", "forward", Sample.THEFT, "--ledger", growing, "--case", theft);
        Run.of("load", "--blocks", blocks, "--ledger", growing);
        Run rerun = Run.of("case", "rerun", theft, "--ledger", growing);
        assertThat(rerun.out()).contains("All equal.");
        assertThat(rerun.code()).isZero();
        Run early = Run.of("load", "--blocks", blocks, "--ledger", folder.resolve("early"), "--to", 190);
        assertThat(early.code()).isZero();
        Run tooEarly = Run.of("case", "rerun", theft, "--ledger", folder.resolve("early"));
        assertThat(tooEarly.code()).isEqualTo(2);
        assertThat(tooEarly.err()).contains("rests on blocks up to 200").hasLineCount(1);
    }

    @Test
    void aResultThatDiffersIsANegativeAnswer() throws IOException {
        Run.of("trace", "forward", Sample.THEFT, "--until", 184, "--ledger", ledger, "--case", theft);
        Path range = folder.resolve("range");
        Run.of("load", "--blocks", Sample.blocks(data), "--ledger", range, "--from", 100);
        Run rerun = Run.of("case", "rerun", theft, "--ledger", range);
        assertThat(rerun.code()).isEqualTo(1);
        assertThat(rerun.out()).contains("NOT EQUAL: this graph begins at height 100");
    }

    @Test
    void anExportTakesATraceOfTheCase() throws IOException {
        Run.of("trace", "forward", Sample.THEFT, "--until", 184, "--ledger", ledger, "--case", theft);
        Path fromCase = folder.resolve("case.graphml");
        Path asked = folder.resolve("asked.graphml");
        Run export = Run.of("export", "graphml", "--case", theft, "--ledger", ledger, "--out", fromCase);
        assertThat(export.code()).as(export.err()).isZero();
        Run.of("export", "graphml", Sample.THEFT, "--until", 184, "--ledger", ledger, "--out", asked);
        assertThat(fromCase).hasSameBinaryContentAs(asked);
        Run both = Run.of("export", "graphml", "--case", theft, "--until", 9, "--ledger", ledger, "--out", fromCase);
        assertThat(both.code()).isEqualTo(2);
        assertThat(both.err()).contains("leave --until out");
    }

    @Test
    void aChangedLogLineIsDataThatIsCorrupt() throws IOException {
        Path log = theft.resolve("log.jsonl");
        Files.writeString(log, Files.readString(log).replace("Theft", "Thefts"));
        for (String command : new String[] {"show", "log", "rerun"}) {
            Run run = Run.of("case", command, theft);
            assertThat(run.code()).isEqualTo(3);
            assertThat(run.err())
                    .contains("log.jsonl, line 1: the log was changed")
                    .hasLineCount(1);
        }
    }

    @Test
    void aCaseIsThereBeforeATraceIsAddedToIt() {
        Run run = Run.of("trace", "forward", Sample.THEFT, "--ledger", ledger, "--case", folder.resolve("none"));
        assertThat(run.code()).isEqualTo(3);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).contains("clayton case new");
    }
}
