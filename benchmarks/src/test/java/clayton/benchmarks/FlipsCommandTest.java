package clayton.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import picocli.CommandLine;

final class FlipsCommandTest {
    @Test
    void nothingWrongPassesInAProcessWithLittleMemory() {
        assertThat(new CommandLine(new FlipsCommand()).execute("--count", "1000", "--seed", "9"))
                .isZero();
    }
}
