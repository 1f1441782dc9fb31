package clayton.desktop.workbench;

import static org.assertj.core.api.Assertions.assertThat;

import clayton.desktop.SampleBench;
import clayton.desktop.session.Work;
import clayton.workspace.SampleChain;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a person does who does not wait for the work to end.
final class ImpatienceTest {
    @TempDir
    private Path folder;

    private final Queue<Runnable> waiting = new ArrayDeque<>();
    private Workbench bench;

    @BeforeEach
    void open() throws IOException {
        bench = SampleBench.open(new Work(waiting::add, Runnable::run), folder);
        runAll();
    }

    private void runAll() {
        while (!waiting.isEmpty()) {
            waiting.remove().run();
        }
    }

    private void close() {
        bench.close();
        runAll();
    }

    @Test
    void anUndoWhileTheSheetIsLaidOutLeavesNoSheetOfWhatWasUndone() {
        bench.trace().seed(SampleChain.LOOT);
        bench.trace().trace();
        while (bench.trace().result().get().isEmpty()) {
            waiting.remove().run();
        }
        assertThat(bench.flow().job().get()).isPresent();
        bench.history().undo();
        runAll();
        assertThat(bench.flow().boxes()).isZero();
        assertThat(bench.result().rows()).isEmpty();
        assertThat(bench.history().canRedo().get()).isTrue();
        bench.flow().showMore();
        runAll();
        assertThat(bench.flow().boxes()).isZero();
        close();
    }

    @Test
    void aTraceStopsWithItsCase() throws IOException {
        bench.trace().seed(SampleChain.LOOT);
        bench.trace().trace();
        close();
        assertThat(bench.trace().result().get()).isEmpty();
        assertThat(bench.trace().running().status().get()).isEqualTo("The trace was stopped.");
        assertThat(Files.exists(folder.resolve("unnamed"))).isFalse();
    }

    @Test
    void nonsenseIsAnsweredInASentence() {
        for (String typed : List.of(
                "-1",
                "99999999",
                "99999999999999999999",
                "0x0x9999999",
                "10x0x500",
                "99999999x1x1",
                "f".repeat(64),
                "f".repeat(64) + ":999999999",
                "f".repeat(63),
                "bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4",
                "1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa",
                "\ud83d\ude00 {0} %s <b>",
                "x".repeat(10_000))) {
            bench.search().text().set(typed);
            bench.search().search();
            runAll();
            assertThat(bench.search().answer().get()).as(typed).isNotEmpty().doesNotContain("please report");
            assertThat(bench.search().choices()).as(typed).isEmpty();
        }
        close();
    }

    @Test
    void aTableIsWrittenWholeOrNotAtAll() throws IOException {
        Path old = Files.writeString(folder.resolve("old.csv"), "older");
        bench.result().export(folder);
        runAll();
        assertThat(bench.result().status().get()).contains("is a folder");
        bench.result().export(old);
        runAll();
        assertThat(old).content().startsWith("outpoint,");
        try (var files = Files.list(folder)) {
            assertThat(files).containsExactly(old);
        }
        close();
    }
}
