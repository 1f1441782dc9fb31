package clayton.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import clayton.chain.Progress;
import clayton.reader.BlockFolder;
import clayton.reader.ChainLoader;
import clayton.reader.LoadOptions;
import clayton.store.LedgerWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

final class ClusterCommandTest {
    @TempDir
    Path folder;

    @Test
    void everyRunSaysItsTimeAndWhatItCounted() throws IOException {
        Path blocks = folder.resolve("blocks");
        Path ledger = folder.resolve("ledger");
        try (ChainGenerator generator = new ChainGenerator(new ChainPlan(1 << 20, 3, false, false), blocks)) {
            generator.generate();
        }
        BlockFolder found = BlockFolder.open(blocks, Optional.empty(), Optional.empty(), Progress.NONE);
        try (LedgerWriter writer = LedgerWriter.open(ledger, found.network(), 0, blocks)) {
            ChainLoader.load(found, 0, Integer.MAX_VALUE, writer, LoadOptions.standard(), Progress.NONE);
        }
        ByteArrayOutputStream output = new ByteArrayOutputStream();
        int status = new CommandLine(new ClusterCommand(new PrintStream(output, true, StandardCharsets.UTF_8)))
                .execute("--ledger", ledger.toString(), "--runs", "2");
        assertThat(status).isZero();
        assertThat(output.toString(StandardCharsets.UTF_8))
                .containsPattern("run 1: .* s of the processor")
                .containsPattern("run 2: .* [1-9][0-9,]* scripts; [1-9][0-9,]* clusters.* bytes a script kept")
                .contains("peak memory: ");
    }
}
