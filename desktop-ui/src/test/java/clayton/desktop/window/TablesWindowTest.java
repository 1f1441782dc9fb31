package clayton.desktop.window;

import static org.assertj.core.api.Assertions.assertThat;

import clayton.desktop.trace.ResultRow;
import clayton.desktop.workbench.Workbench;
import clayton.desktop.workbench.WorkbenchView;
import clayton.workspace.SampleChain;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import javafx.scene.control.Button;
import javafx.scene.control.TabPane;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableView;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.PickResult;
import javafx.scene.text.Text;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Tables in the real window.
final class TablesWindowTest {
    @TempDir
    private Path home;

    private static Workbench trace(Screen screen) throws InterruptedException {
        screen.click("open-sample");
        screen.await(
                "the workbench",
                () -> screen.desktop.workbench().filter(WorkbenchView::isWhole).isPresent());
        Workbench bench =
                Screen.ask(() -> screen.desktop.workbench().orElseThrow().bench());
        Screen.ask(() -> {
            bench.trace().seed(SampleChain.LOOT);
            return true;
        });
        screen.press(KeyCode.CONTROL, KeyCode.T);
        screen.await(
                "the trace",
                () -> bench.flow().boxes() > 20 && !bench.result().rows().isEmpty());
        return bench;
    }

    @Test
    void namesEndOnceInTheirMiddleAndTheMouseIsToldTheWhole() throws InterruptedException {
        try (Screen screen = new Screen(home, Locale.ENGLISH)) {
            Workbench bench = trace(screen);
            screen.press(KeyCode.ALT, KeyCode.DIGIT2);
            screen.await("rows", () -> !namesNow(screen, "results").isEmpty());
            checkNames(screen, "results");
            Screen.ask(() -> {
                screen.desktop.workbench().orElseThrow().show("peel");
                bench.peel().follow(spent(bench).output());
                return true;
            });
            screen.await("hops", () -> !namesNow(screen, "hops").isEmpty());
            Screen.ask(() -> {
                ((TableView<?>) screen.nodeNow("hops")).getColumns().forEach(column -> column.setPrefWidth(90));
                return true;
            });
            screen.await(
                    "narrow cells", () -> namesNow(screen, "hops").getFirst().getWidth() < 91);
            checkNames(screen, "hops");
        }
    }

    @Test
    void aDoubleClickOpensARowAndNeverAColumnsHead() throws InterruptedException {
        try (Screen screen = new Screen(home, Locale.ENGLISH)) {
            trace(screen);
            screen.press(KeyCode.ALT, KeyCode.DIGIT2);
            screen.await("rows", () -> !namesNow(screen, "results").isEmpty());
            screen.click("results");
            screen.doubleClick(Screen.ask(() -> screen.nodeNow("results").lookup(".column-header")));
            assertThat(Screen.ask(() -> tab(screen))).isEqualTo("results");
            screen.doubleClick(Screen.ask(() -> namesNow(screen, "results").getFirst()));
            screen.await("the sheet", () -> tab(screen).equals("flow"));
        }
    }

    private static String tab(Screen screen) {
        return ((TabPane) screen.nodeNow("tabs"))
                .getSelectionModel()
                .getSelectedItem()
                .getId();
    }

    @Test
    void anotherLanguageWritesAmountsAnewAndLeavesTheWordsUntilTheNextChain() throws InterruptedException {
        try (Screen screen = new Screen(home, Locale.ENGLISH)) {
            trace(screen);
            screen.press(KeyCode.ALT, KeyCode.DIGIT2);
            screen.await("rows", () -> !namesNow(screen, "results").isEmpty());
            assertThat(amounts(screen)).isNotEmpty().allMatch(words -> words.contains("."));
            Screen.ask(() -> {
                screen.desktop.settings().language().set(Locale.GERMAN);
                return true;
            });
            screen.await("German amounts", () -> amountsNow(screen).stream().allMatch(words -> words.contains(",")));
            Screen.ask(() -> {
                screen.desktop.showWelcome();
                return true;
            });
            screen.await(
                    "German words",
                    () -> ((Button) screen.nodeNow("open-ledger")).getText().equals("Ledger öffnen…"));
        }
    }

    private static List<String> amounts(Screen screen) {
        return Screen.ask(() -> amountsNow(screen));
    }

    private static List<String> amountsNow(Screen screen) {
        TableView<?> table = (TableView<?>) screen.nodeNow("results");
        return IntStream.range(0, table.getItems().size())
                .mapToObj(row -> String.valueOf(table.getColumns().get(3).getCellData(row)))
                .toList();
    }

    private static void checkNames(Screen screen, String table) {
        List<String> whole = Screen.ask(
                () -> namesNow(screen, table).stream().map(TableCell::getText).toList());
        List<String> seen = Screen.ask(() -> namesNow(screen, table).stream()
                .map(cell -> ((Text) cell.lookup(".text")).getText())
                .toList());
        List<String> told = Screen.ask(() ->
                namesNow(screen, table).stream().map(TablesWindowTest::told).toList());
        assertThat(seen).anyMatch(words -> words.contains("…")).allMatch(words -> words.matches("[^….]+(…[^….]+)?"));
        assertThat(told).isEqualTo(whole);
        assertThat(whole).noneMatch(words -> words.contains("…"));
    }

    /// What a cell says to the mouse that comes over it.
    private static String told(TableCell<?, ?> cell) {
        PickResult none = new PickResult(cell, 0, 0);
        cell.fireEvent(new MouseEvent(
                MouseEvent.MOUSE_ENTERED,
                0,
                0,
                0,
                0,
                MouseButton.NONE,
                0,
                false,
                false,
                false,
                false,
                false,
                false,
                false,
                false,
                false,
                false,
                none));
        return cell.getTooltip().getText();
    }

    /// Cells of names that show some.
    private static List<TableCell<?, ?>> namesNow(Screen screen, String table) {
        return screen.nodeNow(table).lookupAll(".table-cell.name").stream()
                .<TableCell<?, ?>>map(TableCell.class::cast)
                .filter(cell -> cell.isVisible()
                        && cell.getText() != null
                        && !cell.getText().isEmpty())
                .toList();
    }

    private static ResultRow spent(Workbench bench) {
        return bench.result().rows().stream()
                .filter(row -> row.state().equals("spent") && row.taintedSats() < row.valueSats())
                .max(Comparator.comparingLong(ResultRow::taintedSats))
                .orElseThrow();
    }

    @Test
    void rowsTakenByTheKeyboardAreSelectedTogether() throws InterruptedException {
        try (Screen screen = new Screen(home, Locale.ENGLISH)) {
            Workbench bench = trace(screen);
            screen.press(KeyCode.ALT, KeyCode.DIGIT2);
            screen.await("rows", () -> !namesNow(screen, "results").isEmpty());
            screen.click("results");
            screen.await("one row", () -> bench.flow().things().size() == 1);
            screen.press(KeyCode.SHIFT, KeyCode.DOWN);
            screen.press(KeyCode.SHIFT, KeyCode.DOWN);
            screen.await("three rows", () -> bench.flow().things().size() == 3);
            screen.await(
                    "their names",
                    () -> bench.annotate().selection().get().names().size() == 3);
        }
    }
}
