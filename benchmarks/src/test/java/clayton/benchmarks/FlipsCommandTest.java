package clayton.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import clayton.reader.Flips;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

final class FlipsCommandTest {
    @TempDir
    Path folder;

    @Test
    void flipsAreMadeInACopy() throws IOException {
        Path blocks = Flips.generate(folder.resolve("blocks"), 5, 6);
        Path before = folder.resolve("before");
        Folders.copy(blocks, before);
        int status = new CommandLine(new FlipsCommand(System.out))
                .execute("--count", "2000", "--seed", "9", "--blocks", blocks.toString());
        assertThat(status).isZero();
        assertThat(Folders.differences(before, blocks)).isEmpty();
    }
}
