package clayton.desktop.trace;

import clayton.desktop.form.FileQuestions;
import clayton.desktop.form.Tables;
import clayton.desktop.session.Formats;
import clayton.desktop.session.Settings;
import clayton.desktop.session.Texts;
import clayton.desktop.session.Thing;
import clayton.desktop.trace.ResultViewModel.Column;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import javafx.collections.ListChangeListener;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.SelectionMode;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;

/// The table of a trace's outputs, with what narrows it.
public final class ResultView extends BorderPane {
    private static final List<String> STATES =
            List.of("unspent", "spent", "burned", "displaced", "stopped", "beyond", "passed", "before");
    private static final KeyCombination COPY = new KeyCodeCombination(KeyCode.C, KeyCombination.SHORTCUT_DOWN);

    private final ResultViewModel model;
    private final Texts texts;
    private final Settings settings;
    private final FileQuestions questions;
    private final TableView<ResultRow> table = new TableView<>();

    /// `select` is told of the rows a person points at, `open` of the one they open.
    public ResultView(
            ResultViewModel model,
            Texts texts,
            Settings settings,
            FileQuestions questions,
            Consumer<List<Thing>> select,
            Consumer<Thing> open) {
        this.model = model;
        this.texts = texts;
        this.settings = settings;
        this.questions = questions;
        getStyleClass().add("result");
        setTop(filters());
        setCenter(table);
        table.setId("results");
        table.setAccessibleText(texts.get("result.accessible"));
        table.getStyleClass().addAll("dense", "striped");
        Label nothing = new Label(texts.get("result.empty"));
        nothing.getStyleClass().add("muted");
        table.setPlaceholder(nothing);
        table.getSelectionModel().setSelectionMode(SelectionMode.MULTIPLE);
        columns();
        table.setSortPolicy(sorted -> sort());
        table.getSelectionModel().getSelectedItems().addListener((ListChangeListener<ResultRow>)
                change -> select.accept(selected()));
        table.setOnKeyPressed(event -> {
            if (COPY.match(event)) {
                copy();
                event.consume();
            }
        });
        Tables.onOpen(table, row -> open.accept(new Thing.Output(row.output())));
        settings.formats().subscribe(table::refresh);
    }

    /// Lets the rows into the table, when it is first seen: the screen lays out rows that nobody sees all the same.
    public void fill() {
        table.setItems(model.rows());
    }

    private List<Thing> selected() {
        return table.getSelectionModel().getSelectedItems().stream()
                .filter(Objects::nonNull)
                .<Thing>map(row -> new Thing.Output(row.output()))
                .toList();
    }

    private void copy() {
        ClipboardContent content = new ClipboardContent();
        content.putString(ResultViewModel.copied(table.getSelectionModel().getSelectedItems()));
        Clipboard.getSystemClipboard().setContent(content);
    }

    private HBox filters() {
        TextField words = new TextField();
        words.setId("result-words");
        words.setPromptText(texts.get("result.words"));
        words.setAccessibleText(texts.get("result.words"));
        words.textProperty().bindBidirectional(model.words());
        HBox.setHgrow(words, Priority.ALWAYS);
        TextField least = new TextField();
        least.setPromptText(texts.get("result.least"));
        least.setAccessibleText(texts.get("result.least"));
        least.setPrefColumnCount(9);
        least.textProperty().bindBidirectional(model.leastSats());
        ComboBox<String> state = new ComboBox<>();
        state.setAccessibleText(texts.get("result.state"));
        state.getItems().add(texts.get("result.anyState"));
        STATES.forEach(each -> state.getItems().add(texts.get("state." + each)));
        state.getSelectionModel().selectFirst();
        state.setOnAction(event -> {
            int chosen = state.getSelectionModel().getSelectedIndex();
            model.state().set(chosen <= 0 ? Optional.empty() : Optional.of(STATES.get(chosen - 1)));
        });
        CheckBox tagged = new CheckBox(texts.get("result.tagged"));
        tagged.selectedProperty().bindBidirectional(model.taggedOnly());
        Label status = new Label();
        status.setId("result-status");
        status.getStyleClass().add("muted");
        status.setMinWidth(Region.USE_PREF_SIZE);
        status.textProperty().bind(model.status());
        Button export = new Button(texts.get("result.export"));
        export.setId("result-export");
        export.setOnAction(event -> export());
        export.setMinWidth(Region.USE_PREF_SIZE);
        HBox row = new HBox(words, least, state, tagged, status, export);
        row.getStyleClass().add("filters");
        return row;
    }

    private void export() {
        questions
                .save(getScene().getWindow(), texts.get("result.export"), Path.of("trace.csv"))
                .ifPresent(model::export);
    }

    private void columns() {
        add(Column.OUTPOINT, Tables.names(head(Column.OUTPOINT), 160, ResultRow::outpoint, "mono"));
        add(Column.HEIGHT, 64, row -> row.height() < 0 ? "" : Integer.toString(row.height()), "number");
        add(Column.TIME, 150, row -> row.time() == 0 ? "" : formats().time(row.time()), "plain");
        add(Column.VALUE, 112, row -> formats().number(row.valueSats()), "number");
        add(Column.TAINTED, 112, row -> formats().number(row.taintedSats()), "number");
        add(Column.SHARE, 62, row -> formats().share(row.taintedSats(), row.valueSats()), "number");
        add(Column.STATE, 84, this::state, "plain");
        add(Column.ADDRESS, Tables.names(head(Column.ADDRESS), 170, ResultRow::address, "mono"));
        add(Column.TAG, 130, ResultRow::tag, "tag");
    }

    private String state(ResultRow row) {
        return texts.get("state." + row.state()) + (row.mixed() ? " · " + texts.get("result.mixed") : "");
    }

    private Formats formats() {
        return settings.formats().get();
    }

    private void add(Column column, double width, Function<ResultRow, String> words, String style) {
        add(column, Tables.words(head(column), width, words, style));
    }

    private String head(Column column) {
        return texts.get("column." + column.name().toLowerCase(Locale.ROOT));
    }

    private void add(Column column, TableColumn<ResultRow, String> added) {
        added.setUserData(column);
        table.getColumns().add(added);
    }

    /// The model sorts, in the background.
    private boolean sort() {
        if (!table.getSortOrder().isEmpty()) {
            TableColumn<ResultRow, ?> by = table.getSortOrder().getFirst();
            model.sortBy((Column) by.getUserData(), by.getSortType() == TableColumn.SortType.ASCENDING);
        }
        return true;
    }
}
