package clayton.desktop.window;

import static org.assertj.core.api.Assertions.assertThat;

import clayton.desktop.annotate.Mark;
import clayton.desktop.workbench.Workbench;
import clayton.desktop.workbench.WorkbenchView;
import clayton.evidence.CaseFolder;
import clayton.workspace.SampleChain;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Optional;
import javafx.geometry.Point2D;
import javafx.scene.control.Button;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Cases in the real window, by mouse and keyboard.
final class CaseWindowTest {
    @TempDir
    private Path home;

    private Screen withSampleOpen() throws InterruptedException {
        Screen screen = new Screen(home, Locale.ENGLISH);
        screen.click("open-sample");
        screen.await(
                "the workbench",
                () -> screen.desktop.workbench().filter(WorkbenchView::isWhole).isPresent());
        return screen;
    }

    private static Workbench bench(Screen screen) {
        return Screen.ask(() -> screen.desktop.workbench().orElseThrow().bench());
    }

    private static void traceLoot(Screen screen) throws InterruptedException {
        Workbench bench = bench(screen);
        Screen.ask(() -> {
            bench.trace().seed(SampleChain.LOOT);
            return true;
        });
        screen.press(KeyCode.CONTROL, KeyCode.T);
        screen.await("the traced sheet", () -> bench.flow().boxes() > 20);
    }

    private static void write(Screen screen, String id, String words) {
        screen.click(id);
        Screen.copy(words);
        screen.press(KeyCode.CONTROL, KeyCode.A);
        screen.press(KeyCode.CONTROL, KeyCode.V);
    }

    @Test
    void theSampleOpensAsACaseAndIsThereAgainWithAllThatWasSaved() throws InterruptedException, IOException {
        int boxes;
        Path folder;
        try (Screen screen = withSampleOpen()) {
            Workbench bench = bench(screen);
            assertThat(Screen.ask(() -> screen.desktop.title().get()))
                    .isEqualTo("Sample: the robbed exchange – Clayton");
            traceLoot(screen);
            assertThat(Screen.ask(() -> screen.desktop.title().get()))
                    .isEqualTo("Sample: the robbed exchange (not saved) – Clayton");
            screen.press(KeyCode.ALT, KeyCode.DIGIT1);
            screen.click("flow");
            screen.press(KeyCode.CONTROL, KeyCode.A);
            screen.await(
                    "all boxes to be selected",
                    () -> bench.annotate().selection().get().names().size() > 20);
            screen.click("flow.fit");
            screen.press(KeyCode.CONTROL, KeyCode.S);
            screen.await("the save", () -> bench.ofCase().saved().get());
            boxes = Screen.ask(() -> bench.flow().boxes());
            folder = Screen.ask(() -> bench.ofCase().folder().get().orElseThrow());
        }
        assertThat(CaseFolder.open(folder, InstantSource.system()).document().elements())
                .hasSizeGreaterThan(boxes);
        try (Screen screen = withSampleOpen()) {
            Workbench bench = bench(screen);
            screen.await("the same sheet", () -> bench.flow().boxes() == boxes);
            screen.await("the trace", () -> bench.trace().result().get().isPresent());
            assertThat(Screen.ask(() -> screen.desktop.title().get())).doesNotContain("not saved");
        }
    }

    @Test
    void manyAreSelectedByARubberBandAndLabelledColouredAndUndoneByKeys() throws InterruptedException {
        try (Screen screen = withSampleOpen()) {
            Workbench bench = bench(screen);
            traceLoot(screen);
            screen.press(KeyCode.ALT, KeyCode.DIGIT1);
            screen.click("flow.fit");
            double width =
                    Screen.ask(() -> screen.nodeNow("flow").getBoundsInLocal().getWidth());
            double height =
                    Screen.ask(() -> screen.nodeNow("flow").getBoundsInLocal().getHeight());
            screen.shiftDrag("flow", new Point2D(1, 1), new Point2D(width - 2, height - 2));
            screen.await(
                    "the boxes in the rectangle",
                    () -> bench.annotate().selection().get().names().size() > 20);
            int things =
                    Screen.ask(() -> bench.annotate().selection().get().names().size());
            write(screen, "annotate-label", "the loot's way");
            screen.press(KeyCode.ENTER);
            screen.click("colour-3");
            screen.await(
                    "labels and colours",
                    () -> bench.annotate().annotations().get().marks().values().stream()
                                    .filter(new Mark("the loot's way", "#009e73")::equals)
                                    .count()
                            == things);
            screen.click("flow");
            screen.press(KeyCode.CONTROL, KeyCode.Z);
            screen.press(KeyCode.CONTROL, KeyCode.Z);
            screen.await(
                    "the state before",
                    () -> bench.annotate().annotations().get().marks().size() == 1);
            screen.press(KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.Z);
            screen.await(
                    "the labels again",
                    () -> bench.annotate().annotations().get().marks().size() >= things);
        }
    }

    @Test
    void aTagIsAskedForWithItsSourceAndConfidence() throws InterruptedException {
        try (Screen screen = withSampleOpen()) {
            Workbench bench = bench(screen);
            Screen.ask(() -> {
                bench.search().text().set(SampleChain.LOOT.toString());
                bench.search().search();
                return true;
            });
            screen.await(
                    "the loot",
                    () -> !bench.annotate().selection().get().addresses().isEmpty());
            screen.click("annotate.tag");
            screen.await("the dialog", () -> javafx.stage.Window.getWindows().size() > 1);
            Screen.ask(() -> {
                ((TextInputControl) screen.inDialogNow("tag-label")).setText("thief");
                ((TextInputControl) screen.inDialogNow("tag-source")).setText("  ");
                assertThat(screen.inDialogNow("tag-add").isDisabled())
                        .as("no tag without its source")
                        .isTrue();
                ((TextInputControl) screen.inDialogNow("tag-source")).setText("report 7");
                ((Button) screen.inDialogNow("tag-add")).fire();
                return true;
            });
            screen.await(
                    "the tag",
                    () -> bench.chain().tags().addresses().stream()
                            .anyMatch(address -> bench.chain().tags().of(address).stream()
                                    .anyMatch(tag -> tag.label().equals("thief")
                                            && tag.source().equals("report 7")
                                            && tag.confidence().equals("forensic"))));
        }
    }

    @Test
    void whatWasNotSavedIsOfferedAtTheNextStartAsOftenAsItTakes() throws InterruptedException, IOException {
        try (Screen screen = withSampleOpen()) {
            traceLoot(screen);
        }
        try (Screen screen = new Screen(home, Locale.ENGLISH)) {
            Screen.ask(() -> {
                screen.desktop
                        .settings()
                        .openedCase(home.resolve("clayton/sample/case"), home.resolve("clayton/sample/ledger"));
                screen.desktop.showWelcome();
                return true;
            });
            screen.await(
                    "the offer",
                    () -> !screen.desktop.welcome().orElseThrow().left().isEmpty());
            screen.click("restore");
            screen.await("the workbench", () -> screen.desktop.workbench().isPresent());
            Workbench bench = bench(screen);
            screen.await("the sheet", () -> bench.flow().boxes() > 20);
            assertThat(Screen.ask(() -> bench.ofCase().saved().get())).isFalse();
            assertThat(Screen.ask(() -> bench.ofCase().traces().size())).isEqualTo(1);
        }
        var left = CaseFolder.leftAutosave(home.resolve("clayton/sample/case")).orElseThrow();
        assertThat(left.document().notes()).hasSize(1);
        assertThat(left.document().elements()).hasSizeGreaterThan(20);
    }

    @Test
    void aCaseNamedOnTheCommandLineOpensOverALedgerThatFits() throws InterruptedException {
        try (Screen screen = withSampleOpen()) {
            traceLoot(screen);
            screen.press(KeyCode.CONTROL, KeyCode.S);
            Workbench bench = bench(screen);
            screen.await("the save", () -> bench.ofCase().saved().get());
        }
        try (Screen screen = new Screen(home, Locale.ENGLISH)) {
            Screen.ask(() -> {
                screen.desktop.openCase(home.resolve("clayton/sample/case"), Optional.empty());
                return true;
            });
            screen.await("the workbench", () -> screen.desktop.workbench().isPresent());
            Workbench bench = bench(screen);
            screen.await("the sheet", () -> bench.flow().boxes() > 20);
        }
    }
}
