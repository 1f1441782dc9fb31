package clayton.desktop.window;

import static org.assertj.core.api.Assertions.assertThat;

import clayton.desktop.session.Thing;
import clayton.desktop.workbench.Workbench;
import clayton.desktop.workbench.WorkbenchView;
import clayton.workspace.SampleChain;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Label;
import javafx.scene.input.KeyCode;
import javafx.stage.Window;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The search box by mouse and keyboard, with what people paste into it.
final class SearchWindowTest {
    @TempDir
    private Path home;

    private Workbench open(Screen screen) throws InterruptedException {
        screen.click("open-sample");
        screen.await(
                "the workbench",
                () -> screen.desktop.workbench().filter(WorkbenchView::isWhole).isPresent());
        return Screen.ask(() -> screen.desktop.workbench().orElseThrow().bench());
    }

    /// By the mouse into the box, all that is there replaced.
    private static void paste(Screen screen, String words) {
        screen.click("search");
        Screen.copy(words);
        screen.press(KeyCode.CONTROL, KeyCode.A);
        screen.press(KeyCode.CONTROL, KeyCode.V);
        screen.press(KeyCode.ENTER);
    }

    private static void awaitAnswer(Screen screen, String words) throws InterruptedException {
        screen.await(
                "the answer " + words,
                () -> ((Label) screen.nodeNow("search-answer")).getText().startsWith(words));
    }

    @Test
    void whatIsPastedIsFoundWhateverStandsAroundIt() throws InterruptedException, IOException {
        try (Screen screen = new Screen(home, Locale.ENGLISH)) {
            Workbench bench = open(screen);
            long loot = bench.chain().graph().outputs(SampleChain.LOOT)[0];
            String address = bench.chain().names().of(loot).orElseThrow();
            for (String around : List.of("  %s\t", "\"%s\"", "“%s”,", "'%s' ", "(%s)", "\u00a0%s\u00a0")) {
                paste(screen, "181");
                awaitAnswer(screen, "Block");
                paste(screen, around.formatted(SampleChain.LOOT));
                awaitAnswer(screen, "Output: 453.03400127 BTC");
                assertThat(Screen.ask(() -> bench.selected().get())).contains(new Thing.Output(loot));
            }
            for (String uri : List.of("bitcoin:%s", "  BITCOIN:%s?amount=1&label=x y ", "\"bitcoin://%s\"")) {
                paste(screen, "181");
                awaitAnswer(screen, "Block");
                paste(screen, uri.formatted(address));
                awaitAnswer(screen, "Address");
                assertThat(Screen.ask(() -> bench.selected().get())).contains(new Thing.Address(address));
            }
            paste(screen, "9999999");
            awaitAnswer(screen, "Height 9999999 is not loaded");
        }
    }

    @Test
    void oneOfSeveralIsChosenByTheKeyboard() throws InterruptedException {
        try (Screen screen = new Screen(home, Locale.ENGLISH)) {
            Workbench bench = open(screen);
            screen.press(KeyCode.CONTROL, KeyCode.F);
            Screen.copy("exchange_north");
            screen.press(KeyCode.CONTROL, KeyCode.V);
            screen.press(KeyCode.ENTER);
            screen.await("the choices", () -> choices().isPresent());
            Thing first = Screen.ask(() -> bench.search().choices().getFirst().thing());
            screen.press(KeyCode.DOWN);
            screen.press(KeyCode.ENTER);
            screen.await("the first of them", () -> bench.selected().get().equals(Optional.of(first)));
            screen.await("no choices", () -> choices().isEmpty());
        }
    }

    private static Optional<Window> choices() {
        return Window.getWindows().stream()
                .filter(ContextMenu.class::isInstance)
                .findFirst();
    }
}
