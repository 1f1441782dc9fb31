package clayton.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DemoCommandTest {
    @TempDir
    private Path folder;

    @Test
    void itTellsWhereTheLootWentAndWhereTheFilesAre() throws IOException {
        Path out = folder.resolve("demo");
        Run demo = Run.of("demo", "--out", out);
        assertThat(demo.code()).as(demo.err()).isZero();
        assertThat(demo.err()).isEmpty();
        assertThat(demo.out())
                .contains("453.03400127 BTC  seeded")
                .contains("450.20813064 BTC  unspent")
                .contains("0.37753100 BTC  burned")
                .contains("2.44833963 BTC  destroyed")
                .contains("176 unspent outputs")
                .contains("BTC  dice")
                .contains("BTC  exchange_south")
                .contains(out.resolve("trace.json").toString());
        assertThat(Files.readString(out.resolve("trace.json")))
                .isEqualTo(Run.of("trace", "forward", Sample.THEFT, "--ledger", out.resolve("ledger"), "--json")
                        .out());
    }

    @Test
    void itGivesTheSameBytesAgainAndElsewhere() throws IOException {
        Path here = folder.resolve("here");
        Path there = folder.resolve("there");
        String first = Run.of("demo", "--out", here).out();
        assertThat(Run.of("demo", "--out", here).out()).isEqualTo(first);
        assertThat(Run.of("demo", "--out", there).out().replace(there.toString(), here.toString()))
                .isEqualTo(first);
        assertThat(there.resolve("trace.json")).hasSameBinaryContentAs(here.resolve("trace.json"));
    }

    @Test
    void itNeverWritesOverOtherFiles() throws IOException {
        Files.writeString(folder.resolve("diary.txt"), "dear diary");
        assertRefused(folder);

        Path node = folder.resolve("node");
        Path block = Files.createDirectories(node.resolve("blocks")).resolve("blk00000.dat");
        Files.writeString(block, "a real node's blocks");
        assertRefused(node);
        assertThat(block).hasContent("a real node's blocks");
    }

    private static void assertRefused(Path out) {
        Run run = Run.of("demo", "--out", out);
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).contains("--out").hasLineCount(1);
        assertThat(out.resolve("trace.json")).doesNotExist();
    }
}
