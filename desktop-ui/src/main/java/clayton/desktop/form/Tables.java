package clayton.desktop.form;

import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.scene.Node;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableRow;
import javafx.scene.control.TableView;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import org.jspecify.annotations.Nullable;

/// What tables have in common: their columns, and how their rows are opened.
public final class Tables {
    private Tables() {}

    /// A double click on a row opens it, and so does Enter. One on a column's head only sorts twice.
    public static <T> void onOpen(TableView<T> table, Consumer<T> open) {
        Runnable chosen = () ->
                Optional.ofNullable(table.getSelectionModel().getSelectedItem()).ifPresent(open);
        table.setOnMouseClicked(event -> {
            if (event.getClickCount() == 2 && isInRow(event.getTarget())) {
                chosen.run();
            }
        });
        table.addEventHandler(KeyEvent.KEY_PRESSED, event -> {
            if (event.getCode() == KeyCode.ENTER) {
                chosen.run();
            }
        });
    }

    private static boolean isInRow(@Nullable Object target) {
        return target instanceof TableRow<?> row
                ? !row.isEmpty()
                : target instanceof Node node && isInRow(node.getParent());
    }

    /// A column of words.
    public static <T> TableColumn<T, String> words(
            String head, double width, Function<T, String> words, String... styles) {
        TableColumn<T, String> column = new TableColumn<>(head);
        column.setCellValueFactory(cell -> new ReadOnlyStringWrapper(words.apply(cell.getValue())));
        column.setPrefWidth(width);
        column.getStyleClass().addAll(styles);
        return column;
    }

    /// A column of names that are known by both of their ends: what it has no room for is left out in their middle, and
    /// the mouse is told the whole.
    public static <T> TableColumn<T, String> names(
            String head, double width, Function<T, String> names, String... styles) {
        TableColumn<T, String> column = words(head, width, names, styles);
        column.getStyleClass().add("name");
        column.setCellFactory(same -> new NameCell<>());
        return column;
    }

    /// A tooltip is a window of its own, and dear: it is made where the mouse is.
    private static final class NameCell<T> extends TableCell<T, String> {
        NameCell() {
            setOnMouseEntered(event -> setTooltip(isEmpty() ? null : new Tooltip(getText())));
        }

        @Override
        protected void updateItem(String name, boolean empty) {
            super.updateItem(name, empty);
            setText(empty || name == null ? "" : name);
            setTooltip(null);
        }
    }
}
