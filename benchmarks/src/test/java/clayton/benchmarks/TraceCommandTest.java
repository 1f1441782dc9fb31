package clayton.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

final class TraceCommandTest {
    @TempDir
    Path folder;

    @Test
    void poisonReachesWhatThePlainSweepReachesAndItsLedgerIsDeleted() throws IOException {
        Path blocks = folder.resolve("blocks");
        try (ChainGenerator generator = new ChainGenerator(new ChainPlan(1 << 20, 3, false, false), blocks)) {
            generator.generate();
        }
        Path work = folder.resolve("work");
        ByteArrayOutputStream output = new ByteArrayOutputStream();
        CommandLine program = new CommandLine(new TraceCommand(new PrintStream(output, true, StandardCharsets.UTF_8)));
        String[] arguments = {
            "--blocks", blocks.toString(), "--work", work.toString(), "--runs", "1", "--only", "plain,poison,fifo-back"
        };
        assertThat(program.execute(arguments))
                .as(output.toString(StandardCharsets.UTF_8))
                .isZero();
        assertThat(output.toString(StandardCharsets.UTF_8))
                .containsSubsequence("forward from the outputs of ", "plain ", "poison ", "fifo-back ")
                .containsSubsequence("forward from the outputs of ", "plain ", "poison ", "fifo-back ");
        assertThat(work).isEmptyDirectory();
    }

    @Test
    void everyKindIsFoundByItsName() {
        TraceKind.all()
                .forEach(kind -> assertThat(TraceKind.parse(kind.toString())).isEqualTo(kind));
    }
}
