package clayton.desktop.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import clayton.chain.Progress;
import clayton.desktop.SampleLedger;
import clayton.desktop.flow.Holders.By;
import clayton.desktop.session.OpenChain;
import clayton.evidence.NewFile;
import clayton.evidence.Traced;
import clayton.taint.Seed;
import clayton.taint.TraceSettings;
import clayton.taint.Tracer;
import clayton.workspace.SampleChain;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CancelledExportTest {
    private static final int CUTS = 4;

    @TempDir
    private Path folder;

    @Test
    void anExportThatIsCancelledMidwayLeavesNothing() throws IOException {
        try (OpenChain chain = SampleLedger.open()) {
            Traced traced = Traced.of(new Tracer(chain.graph())
                    .forward(List.of(Seed.whole(SampleChain.LOOT)), TraceSettings.FIFO, Progress.NONE));
            for (Kind kind : Kind.values()) {
                if (!kind.isPicture()) {
                    long steps = write(chain, traced, kind, Files.createDirectory(folder.resolve("whole-" + kind)), -1);
                    for (int cut = 0; cut < CUTS; cut++) {
                        long stop = steps * cut / CUTS;
                        Path cutShort = Files.createDirectory(folder.resolve(kind + "-" + cut));
                        assertThatThrownBy(() -> write(chain, traced, kind, cutShort, stop))
                                .as("%s after %s of %s steps", kind, stop, steps)
                                .isInstanceOf(CancellationException.class);
                        try (Stream<Path> left = Files.list(cutShort)) {
                            assertThat(left).isEmpty();
                        }
                    }
                }
            }
        }
    }

    /// Writes into a folder and says stop after so many steps, never if that is negative; answers how many there were.
    private static long write(OpenChain chain, Traced traced, Kind kind, Path into, long stop) throws IOException {
        long[] steps = new long[1];
        Path target = into.resolve("made." + kind.ending());
        try (NewFile made = NewFile.at(target)) {
            new TraceExport(chain, traced, By.OUTPUTS)
                    .write(kind, made.path(), target, (work, done, total) -> steps[0]++ < stop || stop < 0);
            made.keep();
        }
        return steps[0];
    }
}
