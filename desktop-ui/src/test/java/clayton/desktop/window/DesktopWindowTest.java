package clayton.desktop.window;

import static org.assertj.core.api.Assertions.assertThat;

import clayton.desktop.export.Kind;
import clayton.desktop.flow.Holders;
import clayton.desktop.workbench.Workbench;
import clayton.desktop.workbench.WorkbenchView;
import clayton.workspace.SampleChain;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.Labeled;
import javafx.scene.control.MenuButton;
import javafx.scene.control.TableView;
import javafx.scene.control.TextInputControl;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.Clipboard;
import javafx.scene.input.KeyCode;
import javafx.stage.Window;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The real window, without a display: mouse, keyboard, clipboard.
final class DesktopWindowTest {
    @TempDir
    private Path home;

    private Screen withSampleOpen(Locale language) throws InterruptedException {
        Screen screen = new Screen(home, language);
        screen.click("open-sample");
        screen.await(
                "the workbench",
                () -> screen.desktop.workbench().filter(WorkbenchView::isWhole).isPresent());
        return screen;
    }

    private static Workbench bench(Screen screen) {
        return Screen.ask(() -> screen.desktop.workbench().orElseThrow().bench());
    }

    private static String words(Screen screen, String id) {
        return Screen.ask(() -> ((Label) screen.nodeNow(id)).getText());
    }

    @Test
    void aPersonOpensTheSampleSearchesTracesAndProves() throws InterruptedException {
        try (Screen screen = withSampleOpen(Locale.ENGLISH)) {
            Workbench bench = bench(screen);
            Screen.copy("  '" + SampleChain.LOOT + "' ");
            screen.press(KeyCode.CONTROL, KeyCode.F);
            screen.press(KeyCode.CONTROL, KeyCode.V);
            screen.press(KeyCode.ENTER);
            screen.await(
                    "what was found",
                    () -> bench.inspector().shown().get().kind().equals("Output"));
            assertThat(words(screen, "search-answer")).startsWith("Output: 453.03400127 BTC");
            screen.click("action.traceForward");
            screen.await("the trace", () -> bench.trace().result().get().isPresent());
            assertThat(words(screen, "trace-status")).isEqualTo("844 outputs in 624 transactions.");
            screen.press(KeyCode.CONTROL, KeyCode.P);
            screen.await("the proof", () -> bench.trace().proof().get().isPresent());
            assertThat(words(screen, "seal")).contains("Proved both ways");
            screen.press(KeyCode.ALT, KeyCode.DIGIT2);
            screen.await(
                    "the table",
                    () -> screen.nodeNow("results") instanceof TableView<?> table
                            && table.getItems().size() == 844);
        }
    }

    @Test
    void aFolderIsLoadedByTheFormAndItsLedgerIsThereLater() throws InterruptedException, IOException {
        Path blocks = SampleChain.unpackInto(home.resolve("node")).blocks();
        try (Screen screen = new Screen(home, Locale.ENGLISH)) {
            Screen.ask(() -> {
                ((TextInputControl) screen.nodeNow("blocks")).setText(blocks.toString());
                ((TextInputControl) screen.nodeNow("to")).setText("200");
                return true;
            });
            screen.click("load");
            screen.await("the loaded chain", () -> screen.desktop.workbench().isPresent());
            assertThat(bench(screen).chain().info().to()).isEqualTo(200);
            Screen.ask(() -> {
                screen.desktop.showWelcome();
                return true;
            });
            screen.await(
                    "the ledger opened lately",
                    () -> screen.desktop.welcome().orElseThrow().recent().stream()
                            .anyMatch(recent -> recent.summary().contains("blocks 0 to 200")));
        }
    }

    @Test
    void whatIsWrongWithAFolderIsSaidOnThePage() throws InterruptedException {
        try (Screen screen = new Screen(home, Locale.ENGLISH)) {
            Screen.ask(() -> {
                ((TextInputControl) screen.nodeNow("blocks"))
                        .setText(home.resolve("nowhere").toString());
                return true;
            });
            screen.click("load");
            screen.await(
                    "the words",
                    () -> ((Label) screen.nodeNow("welcome-status")).getText().contains("is missing"));
        }
    }

    @Test
    void theSheetBecomesAPictureOfEitherForm() throws InterruptedException, IOException {
        try (Screen screen = withSampleOpen(Locale.ENGLISH)) {
            Workbench bench = bench(screen);
            Screen.ask(() -> {
                bench.search().text().set(SampleChain.LOOT.toString());
                bench.search().search();
                return true;
            });
            screen.await(
                    "the sheet",
                    () -> bench.flow().boxes() > 0 && bench.flow().job().get().isEmpty());
            screen.press(KeyCode.CONTROL, KeyCode.E);
            for (Kind kind : List.of(Kind.PNG, Kind.SVG)) {
                Path file = home.resolve("sheet." + kind);
                Screen.ask(() -> {
                    bench.export().kind().set(kind);
                    bench.export().file().set(file.toString());
                    return true;
                });
                screen.click("export.start");
                screen.await("the file", () -> bench.export().written().get().equals(Optional.of(file)));
            }
            assertThat(Files.readAllBytes(home.resolve("sheet.PNG"))).startsWith(0x89, 'P', 'N', 'G');
            assertThat(home.resolve("sheet.SVG"))
                    .content()
                    .startsWith("<svg ")
                    .contains(SampleChain.LOOT.toString().substring(0, 8))
                    .endsWith("</svg>\n");
            screen.click("export.copyPath");
            assertThat(Screen.ask(() -> Clipboard.getSystemClipboard().getString()))
                    .isEqualTo(home.resolve("sheet.SVG").toString());
        }
    }

    @Test
    void theSheetShowsAddressesAndClustersAsAPictureAndAsATable() throws InterruptedException {
        try (Screen screen = withSampleOpen(Locale.ENGLISH)) {
            Workbench bench = bench(screen);
            Screen.ask(() -> {
                bench.trace().seed(SampleChain.LOOT);
                bench.trace().trace();
                return true;
            });
            screen.await(
                    "the trace",
                    () -> bench.flow().boxes() > 0 && bench.flow().job().get().isEmpty());
            screen.click("flow");
            screen.press(KeyCode.B);
            screen.await("addresses", () -> bench.flow().by().get() == Holders.By.ADDRESSES);
            int addresses = Screen.ask(() -> bench.flow().boxes());
            Screen.ask(() -> {
                ((ComboBox<?>) screen.nodeNow("flow.by")).getSelectionModel().selectLast();
                return true;
            });
            screen.await("clusters", () -> bench.flow().by().get() == Holders.By.CLUSTERS);
            assertThat(Screen.ask(() -> bench.flow().boxes())).isBetween(1, addresses);
            assertThat(words(screen, "flow-status")).startsWith("Clusters are no proof");
            screen.press(KeyCode.V);
            TableView<?> table = Screen.ask(() -> (TableView<?>) screen.nodeNow("boxes"));
            screen.await(
                    "the table", () -> table.getItems().size() == bench.flow().boxes());
            Screen.ask(() -> {
                table.getSelectionModel().select(clusterRow(table));
                return true;
            });
            screen.await(
                    "the cluster", () -> bench.inspector().shown().get().kind().equals("Cluster"));
            assertThat(Screen.ask(() -> bench.inspector().shown().get().facts()))
                    .anyMatch(fact -> fact.value().startsWith("multi-input, "))
                    .anyMatch(fact -> fact.value().contains(" of pairs in one cluster have one owner, "));
            screen.press(KeyCode.CONTROL, KeyCode.Z);
            screen.await("addresses again", () -> bench.flow().by().get() == Holders.By.ADDRESSES);
            assertThat(Screen.ask(() -> ((ComboBox<?>) screen.nodeNow("flow.by")).getValue()))
                    .isEqualTo(Holders.By.ADDRESSES);
        }
    }

    private static int clusterRow(TableView<?> table) {
        for (int row = 0; row < table.getItems().size(); row++) {
            if ("cluster".equals(table.getColumns().getFirst().getCellData(row))) {
                return row;
            }
        }
        throw new AssertionError("the stolen coins go to clusters");
    }

    @Test
    void f1ShowsTheKeys() throws InterruptedException {
        try (Screen screen = new Screen(home, Locale.ENGLISH)) {
            screen.press(KeyCode.F1);
            screen.await("the keyboard map", () -> Window.getWindows().size() > 1);
            Screen.ask(() -> {
                List.copyOf(Window.getWindows()).stream()
                        .filter(window -> !screen.desktop.scene().equals(window.getScene()))
                        .forEach(Window::hide);
                return true;
            });
        }
    }

    @Test
    void everyControlHasANameForThoseWhoDoNotSeeIt() throws InterruptedException {
        try (Screen screen = withSampleOpen(Locale.ENGLISH)) {
            List<String> nameless = Screen.ask(() -> screen.nodesNow().stream()
                    .filter(DesktopWindowTest::needsName)
                    .filter(node -> !isNamed(node))
                    .map(Node::toString)
                    .toList());
            assertThat(nameless).isEmpty();
        }
    }

    private static boolean needsName(Node node) {
        return node.isFocusTraversable()
                && (node instanceof Button
                        || node instanceof CheckBox
                        || node instanceof ToggleButton
                        || node instanceof ComboBox<?>
                        || node instanceof TextInputControl
                        || node instanceof TableView<?>
                        || node instanceof MenuButton);
    }

    private static boolean isNamed(Node node) {
        String name = node.getAccessibleText();
        boolean words = node instanceof Labeled labeled && !labeled.getText().isBlank();
        return words || name != null && !name.isBlank();
    }

    private static boolean isSeen(Node node) {
        return node.isVisible() && (node.getParent() == null || isSeen(node.getParent()));
    }

    @Test
    void noButtonIsCutOffAtTheSmallestSizeInEitherLanguage() throws InterruptedException {
        for (Locale language : List.of(Locale.ENGLISH, Locale.GERMAN)) {
            try (Screen screen = withSampleOpen(language)) {
                List<String> cut = Screen.ask(() -> screen.nodesNow().stream()
                        .filter(node -> node instanceof Button || node instanceof ToggleButton)
                        .map(Labeled.class::cast)
                        .filter(DesktopWindowTest::isSeen)
                        .filter(button -> button.getWidth() > 0 && button.getWidth() < button.prefWidth(-1) - 1)
                        .map(Labeled::getText)
                        .toList());
                assertThat(cut).as(language.getLanguage()).isEmpty();
            }
        }
    }
}
