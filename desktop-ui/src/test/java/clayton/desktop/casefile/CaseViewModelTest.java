package clayton.desktop.casefile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import clayton.chain.Progress;
import clayton.desktop.SampleBench;
import clayton.desktop.SampleLedger;
import clayton.desktop.annotate.Palette;
import clayton.desktop.flow.Holders;
import clayton.desktop.session.OpenChain;
import clayton.desktop.session.Thing;
import clayton.desktop.workbench.Workbench;
import clayton.evidence.CaseDocument;
import clayton.evidence.CaseFolder;
import clayton.evidence.CaseTrace;
import clayton.evidence.Comparison;
import clayton.workspace.SampleChain;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Cases through the view models, over the sample chain and real folders; work is done at once.
final class CaseViewModelTest {
    @TempDir
    private Path temp;

    private final List<Workbench> open = new ArrayList<>();

    @AfterEach
    void close() {
        open.forEach(bench -> bench.ofCase().close());
    }

    private Workbench work(OpenedCase opened) {
        Workbench bench = SampleBench.open(SampleLedger.atOnce(), temp, opened);
        open.add(bench);
        return bench;
    }

    private Workbench unnamed() throws IOException {
        return work(OpenedCase.unnamed(SampleLedger.open(), temp.resolve("unnamed")));
    }

    private CaseOpener opener() {
        return new CaseOpener(temp.resolve("unnamed"), ledger -> clayton.chain.Tags.NONE);
    }

    private Workbench opened(Path folder) throws IOException {
        try (OpenChain chain = SampleLedger.open()) {
            return work(
                    opener().open(folder, List.of(chain.ledger().orElseThrow().folder())));
        }
    }

    /// What a program that is killed leaves: nothing is closed, the lock alone goes with the process.
    private Workbench afterACrash(Path folder) throws IOException {
        Path copy = temp.resolve("crashed-" + open.size());
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.toList()) {
                Files.copy(file, copy.resolve(folder.relativize(file).toString()));
            }
        }
        return opened(copy);
    }

    private static void trace(Workbench bench) {
        bench.trace().seed(SampleChain.LOOT);
        bench.trace().trace();
    }

    private static long loot(Workbench bench) throws IOException {
        return bench.chain().graph().outputs(SampleChain.LOOT)[0];
    }

    private Path saved(Workbench bench, String name) {
        Path folder = temp.resolve(name);
        bench.ofCase().saveAs(folder, () -> {});
        assertThat(bench.ofCase().status().get()).startsWith("Saved.");
        return folder;
    }

    @Test
    void aCaseOpensWithItsTracesItsSheetAndAllThatWasSaid() throws IOException {
        Workbench bench = unnamed();
        bench.trace().stopAtTags().set(true);
        bench.trace().hops().set("9");
        trace(bench);
        bench.selected().set(Optional.of(new Thing.Output(loot(bench))));
        bench.annotate().label("Loot");
        bench.annotate().colour(Optional.of(Palette.RED));
        bench.annotate().note("seen at the exchange");
        bench.annotate().tag(true, "thief", "police report 7", "authority_data");
        bench.annotate().decide("freeze", "it still moves");
        int boxes = bench.flow().boxes();
        Path folder = saved(bench, "theft");
        bench.ofCase().close();

        Workbench again = opened(folder);
        assertThat(again.ofCase().title().get()).isEqualTo("theft");
        assertThat(again.ofCase().saved().get()).isTrue();
        assertThat(again.flow().boxes()).isEqualTo(boxes);
        assertThat(again.ofCase().traces()).hasSize(1);
        assertThat(again.ofCase().shown().get()).contains("trace-1");
        assertThat(again.trace().result().get().orElseThrow().rows())
                .hasSameSizeAs(bench.trace().result().get().orElseThrow().rows());
        assertThat(again.trace().seeds().get()).isEqualTo(SampleChain.LOOT.toString());
        assertThat(again.trace().hops().get()).isEqualTo("9");
        assertThat(again.trace().stopAtTags().get()).isTrue();
        assertThat(again.annotate().annotations().get())
                .isEqualTo(bench.annotate().annotations().get());
        assertThat(again.flow().signs().get().get(new Thing.Output(loot(again))).label())
                .isEqualTo("Loot");
        assertThat(again.history().canUndo().get()).isFalse();
    }

    @Test
    void aCaseOpensWithTheAddressesOrClustersThatItsSheetShowed() throws IOException {
        for (Holders.By by : Holders.By.values()) {
            Workbench bench = unnamed();
            trace(bench);
            bench.flow().show(by);
            int boxes = bench.flow().boxes();
            Path folder = saved(bench, "sheet-" + by);
            bench.ofCase().close();
            CaseDocument kept = CaseFolder.open(folder, InstantSource.system()).document();
            assertThat(kept.by()).isEqualTo(by == Holders.By.OUTPUTS ? null : by.word());
            Workbench again = opened(folder);
            assertThat(again.flow().by().get()).isEqualTo(by);
            assertThat(again.flow().boxes()).isEqualTo(boxes);
            again.ofCase().rename("again");
            again.ofCase().save(() -> {});
            assertThat(CaseFolder.open(folder, InstantSource.system())
                            .document()
                            .elements())
                    .containsExactlyInAnyOrderElementsOf(kept.elements());
        }
    }

    @Test
    void aComparisonIsThereAgainAndItsTracesAreAskedAgainByTheCommandLine() throws IOException {
        Workbench bench = unnamed();
        trace(bench);
        bench.trace().compare();
        Comparison compared = bench.trace().comparison().get().orElseThrow();
        assertThat(bench.ofCase().shown().get()).contains("trace-1");
        bench.history().undo();
        assertThat(bench.trace().comparison().get()).isEmpty();
        assertThat(bench.ofCase().traces()).hasSize(1);
        bench.history().redo();
        Path folder = saved(bench, "compared");
        bench.ofCase().close();

        Workbench again = opened(folder);
        assertThat(again.ofCase().shown().get()).contains("trace-1");
        assertThat(again.trace().result().get()).isPresent();
        assertThat(again.trace().comparison().get().orElseThrow().rows()).isEqualTo(compared.rows());
        assertThat(again.trace().comparisonIsAsked()).isFalse();
        assertThat(again.ofCase().saved().get()).isTrue();
        CaseFolder read = CaseFolder.open(folder, InstantSource.system());
        CaseDocument.Trace kept = read.document().traces().getLast();
        assertThat(kept.asked()).contains("--policy all");
        assertThat(CaseTrace.rerun(read, again.chain().graph(), Progress.NONE))
                .hasSize(6)
                .allMatch(CaseTrace.Compared::equal);
    }

    @Test
    void everyStepIsALineOfTheLogAndTheCommandLineAsksTheTraceAgain() throws IOException {
        Workbench bench = unnamed();
        trace(bench);
        bench.flow().clear();
        bench.history().undo();
        Path folder = saved(bench, "logged");
        CaseFolder read = CaseFolder.open(folder, InstantSource.system());
        assertThat(read.log())
                .extracting(CaseFolder.Entry::action)
                .containsExactly("new", "save-as", "trace", "show-trace", "clear", "undo", "rename");
        assertThat(read.log().get(5).options()).containsEntry("step", "clear");
        assertThat(CaseTrace.rerun(read, bench.chain().graph(), (work, done, total) -> true))
                .singleElement()
                .matches(CaseTrace.Compared::equal);
        assertThat(read.document().traces().getFirst().asked())
                .isEqualTo("clayton trace forward " + SampleChain.LOOT
                        + " --policy fifo --coinbase-order subsidy-first --fees follow");
    }

    @Test
    void aCaseOfTheCommandLineOpensWithItsTrace() throws IOException {
        Path folder = temp.resolve("cli");
        try (OpenChain chain = SampleLedger.open()) {
            CaseFolder made = CaseFolder.create(folder, "By hand", InstantSource.system());
            var trace = new clayton.taint.Tracer(chain.graph())
                    .forward(
                            List.of(new clayton.taint.Seed(
                                    SampleChain.LOOT, 5, java.util.OptionalLong.of(1000), "a part")),
                            clayton.taint.TraceSettings.FIFO,
                            (work, done, total) -> true);
            CaseTrace.add(
                    made,
                    List.of(clayton.evidence.Traced.of(trace)),
                    "by hand",
                    clayton.chain.Tags.NONE,
                    chain.names());
        }
        Workbench bench = opened(folder);
        assertThat(bench.ofCase().title().get()).isEqualTo("By hand");
        assertThat(bench.trace().seeds().get()).isEqualTo(SampleChain.LOOT + "@5+1000 a part");
        assertThat(bench.flow().boxes()).isPositive();
        assertThat(bench.ofCase().saved().get()).isTrue();
        bench.trace().trace();
        assertThat(bench.ofCase().traces()).hasSize(2);
        assertThat(bench.ofCase().traces().get(1).seeds())
                .isEqualTo(bench.ofCase().traces().get(0).seeds());
    }

    @Test
    void whatWasNotSavedIsThereAfterACrash() throws IOException {
        Workbench bench = unnamed();
        trace(bench);
        Path folder = saved(bench, "crash");
        bench.selected().set(Optional.of(new Thing.Output(loot(bench))));
        bench.annotate().label("after the save");
        bench.flow().clear();
        assertThat(bench.ofCase().saved().get()).isFalse();
        assertThat(CaseFolder.open(folder, InstantSource.system()).document().elements())
                .noneMatch(element -> "after the save".equals(element.label()));

        Workbench again = afterACrash(folder);
        assertThat(again.ofCase().saved().get()).isFalse();
        assertThat(again.ofCase().status().get()).isEqualTo("2 steps that were not saved are here again.");
        assertThat(again.annotate().annotations().get())
                .isEqualTo(bench.annotate().annotations().get());
        assertThat(again.ofCase().traces()).hasSize(1);
        Path kept = again.ofCase().folder().get().orElseThrow();
        again.ofCase().save(() -> {});
        CaseFolder read = CaseFolder.open(kept, InstantSource.system());
        assertThat(read.autosaved()).isEmpty();
        assertThat(read.log().getLast().action()).isEqualTo("recover");
        assertThat(read.log().getLast().options().get("step 0001")).contains("label");
    }

    @Test
    void aNamelessCaseIsOfferedAfterACrashAndNotWhileItIsOpen() throws IOException {
        Workbench bench = unnamed();
        trace(bench);
        assertThat(opener().left(List.of())).isEmpty();
        bench.ofCase().close();
        List<CaseOpener.Left> left = opener().left(List.of());
        assertThat(left).singleElement().satisfies(each -> {
            assertThat(each.isNamed()).isFalse();
            assertThat(each.steps()).isEqualTo(2);
        });
        Workbench again = opened(left.getFirst().folder());
        assertThat(again.ofCase().folder().get()).isEmpty();
        assertThat(again.trace().result().get()).isPresent();
        Path folder = saved(again, "named");
        assertThat(left.getFirst().folder()).doesNotExist();
        assertThat(CaseFolder.open(folder, InstantSource.system()).document().traces())
                .hasSize(1);
    }

    @Test
    void whatIsDroppedIsNotOffered() throws IOException {
        Workbench bench = unnamed();
        trace(bench);
        bench.ofCase().discard(() -> {});
        assertThat(bench.ofCase().saved().get()).isTrue();
        bench.ofCase().close();
        assertThat(opener().left(List.of())).isEmpty();
        assertThat(temp.resolve("unnamed")).isEmptyDirectory();
    }

    @Test
    void aTraceIsOneStepWithItsSheetAndItsTable() throws IOException {
        Workbench bench = unnamed();
        trace(bench);
        int boxes = bench.flow().boxes();
        bench.history().undo();
        assertThat(bench.ofCase().traces()).isEmpty();
        assertThat(bench.flow().boxes()).isZero();
        assertThat(bench.trace().result().get()).isEmpty();
        assertThat(bench.result().rows()).isEmpty();
        assertThat(bench.history().redoWords().get()).isEqualTo("Redo: trace");
        bench.history().redo();
        assertThat(bench.ofCase().traces()).hasSize(1);
        assertThat(bench.flow().boxes()).isEqualTo(boxes);
        assertThat(bench.result().rows()).isNotEmpty();
    }

    @Test
    void aSavedTraceIsNeverWrittenOver() throws IOException {
        Workbench bench = unnamed();
        trace(bench);
        Path folder = saved(bench, "undone");
        bench.history().undo();
        bench.trace().hops().set("3");
        trace(bench);
        assertThat(CaseFolder.open(folder, InstantSource.system()).document().traces())
                .extracting(CaseDocument.Trace::name)
                .containsExactly("trace-1");
        bench.ofCase().save(() -> {});
        assertThat(CaseFolder.open(folder, InstantSource.system()).document().traces())
                .extracting(CaseDocument.Trace::name)
                .containsExactly("trace-2");
    }

    @Test
    void aCaseOfAnotherChainIsRefusedWithTheReason() throws IOException {
        Workbench bench = unnamed();
        trace(bench);
        Path folder = saved(bench, "other");
        bench.ofCase().close();
        assertThatThrownBy(() -> opener().open(folder, List.of(temp)))
                .isInstanceOf(Exception.class)
                .hasMessageContaining(temp.toString());
        assertThatThrownBy(() -> opener().open(folder, List.of())).hasMessageContaining("no ledger known here fits");
        assertThat(CaseLock.isTaken(folder)).isFalse();
    }

    @Test
    void aCaseThatIsOpenIsNotOpenedTwice() throws IOException {
        Workbench bench = unnamed();
        trace(bench);
        Path folder = saved(bench, "once");
        assertThat(CaseLock.isTaken(folder)).isTrue();
        bench.ofCase().close();
        assertThat(CaseLock.isTaken(folder)).isFalse();
    }
}
