package clayton.desktop.form;

import java.util.function.Function;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.Tooltip;

/// The columns of tables.
public final class Columns {
    private Columns() {}

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

    private static final class NameCell<T> extends TableCell<T, String> {
        private final Tooltip whole = new Tooltip();

        @Override
        protected void updateItem(String name, boolean empty) {
            super.updateItem(name, empty);
            String words = empty || name == null ? "" : name;
            setText(words);
            whole.setText(words);
            setTooltip(words.isEmpty() ? null : whole);
        }
    }
}
