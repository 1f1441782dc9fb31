package clayton.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

final class LoadCommandTest {
    @TempDir
    Path folder;

    @Test
    void everyRunIsMeasuredAndItsLedgerDeleted() throws IOException {
        assertThat(measure("--runs", "2"))
                .contains("run 1: ", "run 2: ", "median: ", "MB/s", "ratio", "MiB heap; ledger ")
                .doesNotContain("from height");
    }

    @Test
    void aRangeWithUndoDataIsMeasuredBesideTheWholeChain() throws IOException {
        assertThat(measure("--runs", "1", "--from", "80"))
                .contains("median: ", "median from height 80: ", "times as long as from genesis");
    }

    private String measure(String... options) throws IOException {
        Path blocks = folder.resolve("blocks");
        try (ChainGenerator generator = new ChainGenerator(new ChainPlan(1 << 20, 3, false, false), blocks)) {
            generator.generate();
        }
        Path work = folder.resolve("work");
        ByteArrayOutputStream output = new ByteArrayOutputStream();
        CommandLine program = new CommandLine(new LoadCommand(new PrintStream(output, true, StandardCharsets.UTF_8)));
        List<String> words = new ArrayList<>(List.of(options));
        words.addAll(List.of("--blocks", blocks.toString(), "--work", work.toString(), "--heap", "256m"));
        assertThat(program.execute(words.toArray(String[]::new))).isZero();
        assertThat(work).isEmptyDirectory();
        return output.toString(StandardCharsets.UTF_8);
    }

    @Test
    void aMeasurementSurvivesTheWayBetweenProcesses() {
        Measurement measurement = new Measurement(1.5, 2.5, 0.5, 3, 4, 5, 6, 7, 8, 9);
        assertThat(Measurement.parse(measurement.toLine())).isEqualTo(measurement);
    }
}
