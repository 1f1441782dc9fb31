package clayton.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import clayton.store.LoadStep;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

final class KillCommandTest {
    @TempDir
    Path folder;

    /// One kill at each named step, of a load and of a rewind, and some at random moments: more than 30.
    @Test
    void loadersKilledAnywhereResumeToTheSameBytesAndLeaveNothing() {
        ByteArrayOutputStream output = new ByteArrayOutputStream();
        int status = new CommandLine(new KillCommand(new PrintStream(output, true, StandardCharsets.UTF_8)))
                .execute(("--runs 8 --times 1 --most 8 --size 1MiB --commit 64KiB --work " + folder).split(" "));
        String report = output.toString(StandardCharsets.UTF_8);
        assertThat(status).as(report).isZero();
        assertThat(report).contains("killed at random moments: 8").contains(" 0 faults");
        for (LoadStep step : LoadStep.values()) {
            assertThat(report).contains("killed at " + step + ": ");
        }
        assertThat(folder).isEmptyDirectory();
    }
}
