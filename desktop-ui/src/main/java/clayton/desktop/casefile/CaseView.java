package clayton.desktop.casefile;

import clayton.desktop.annotate.AnnotateViewModel;
import clayton.desktop.annotate.Remark;
import clayton.desktop.form.Tables;
import clayton.desktop.session.Texts;
import clayton.evidence.CaseDocument.Decision;
import clayton.evidence.CaseDocument.Result;
import clayton.evidence.CaseDocument.Trace;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.SplitPane;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// All that the case holds, as tables: its traces, what was said of things, what was decided.
public final class CaseView extends BorderPane {
    private final CaseViewModel model;
    private final AnnotateViewModel annotate;
    private final Texts texts;

    /// `show` is told of the trace that a person opens, `open` of the subject of a remark, `save` runs on *Save*.
    public CaseView(
            CaseViewModel model,
            AnnotateViewModel annotate,
            Texts texts,
            Consumer<Trace> show,
            Consumer<String> open,
            Runnable save) {
        this.model = model;
        this.annotate = annotate;
        this.texts = texts;
        getStyleClass().add("case");
        SplitPane tables = new SplitPane(traces(show), remarks(open), decisions());
        tables.setOrientation(javafx.geometry.Orientation.VERTICAL);
        tables.setDividerPositions(0.3, 0.7);
        setTop(head(save));
        setCenter(tables);
    }

    private VBox head(Runnable save) {
        TextField title = new TextField();
        title.setId("case-title");
        title.setAccessibleText(texts.get("case.title"));
        title.setOnAction(event -> model.rename(title.getText()));
        title.focusedProperty().subscribe(focused -> {
            if (!focused) {
                model.rename(title.getText());
            }
        });
        model.title().subscribe(title::setText);
        HBox.setHgrow(title, Priority.ALWAYS);
        Button button = new Button(texts.get("case.save"));
        button.setId("case-save");
        button.setMinWidth(Region.USE_PREF_SIZE);
        button.setOnAction(event -> save.run());
        Label folder = new Label();
        folder.setId("case-folder");
        folder.getStyleClass().add("muted");
        folder.textProperty()
                .bind(model.folder().map(at -> at.map(Path::toString).orElse(texts.get("case.noFolder"))));
        Label status = new Label();
        status.setId("case-status");
        status.getStyleClass().add("muted");
        status.setWrapText(true);
        status.textProperty().bind(model.status());
        HBox first = new HBox(8, title, button);
        first.setAlignment(Pos.CENTER_LEFT);
        VBox head = new VBox(4, first, folder, status);
        head.getStyleClass().add("case-head");
        return head;
    }

    private BorderPane titled(String key, TableView<?> table) {
        Label words = new Label(texts.get(key));
        words.getStyleClass().add("panel-head");
        table.setAccessibleText(texts.get(key));
        table.getStyleClass().addAll("dense", "striped");
        table.setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_FLEX_LAST_COLUMN);
        Label nothing = new Label(texts.get(key + ".none"));
        nothing.getStyleClass().add("muted");
        table.setPlaceholder(nothing);
        BorderPane pane = new BorderPane(table);
        pane.setTop(words);
        return pane;
    }

    private <T> void column(TableView<T> table, String key, double width, Function<T, String> words) {
        table.getColumns().add(Tables.words(texts.get(key), width, words));
    }

    private BorderPane traces(Consumer<Trace> show) {
        TableView<Trace> table = new TableView<>(model.traces());
        table.setId("case-traces");
        column(table, "case.trace.name", 80, Trace::name);
        column(
                table,
                "case.trace.shown",
                70,
                trace -> model.shown().get().equals(Optional.of(trace.name())) ? texts.get("case.trace.isShown") : "");
        column(
                table,
                "case.trace.policies",
                190,
                trace -> trace.results().stream().map(Result::policy).collect(Collectors.joining(", ")));
        column(table, "case.trace.asked", 320, Trace::asked);
        model.shown().subscribe(table::refresh);
        Tables.onOpen(table, show);
        return titled("case.traces", table);
    }

    private BorderPane remarks(Consumer<String> open) {
        TableView<Remark> table = new TableView<>(annotate.all());
        table.setId("case-remarks");
        table.getColumns().add(Tables.names(texts.get("case.remark.subject"), 170, Remark::subject));
        column(table, "case.remark.kind", 70, Remark::kind);
        column(table, "case.remark.words", 170, Remark::words);
        column(table, "case.remark.source", 130, Remark::source);
        column(table, "case.remark.confidence", 125, Remark::confidence);
        Tables.onOpen(table, remark -> open.accept(remark.subject()));
        return titled("case.remarks", table);
    }

    private BorderPane decisions() {
        TableView<Decision> table = new TableView<>();
        table.setId("case-decisions");
        column(table, "case.decision.time", 150, Decision::time);
        column(table, "case.decision.text", 220, Decision::text);
        column(table, "case.decision.reason", 260, Decision::reason);
        annotate.annotations().subscribe(now -> table.getItems().setAll(now.decisions()));
        TextField text = field("case.decision.text");
        TextField reason = field("case.decision.reason");
        Button add = new Button(texts.get("case.decision.add"));
        add.setId("case-decide");
        add.setMinWidth(Region.USE_PREF_SIZE);
        add.setOnAction(event -> {
            annotate.decide(text.getText(), reason.getText());
            text.clear();
            reason.clear();
        });
        HBox form = new HBox(8, text, reason, add);
        form.getStyleClass().add("filters");
        BorderPane pane = titled("case.decisions", table);
        pane.setBottom(form);
        return pane;
    }

    private TextField field(String key) {
        TextField field = new TextField();
        field.setId(key);
        field.setPromptText(texts.get(key));
        field.setAccessibleText(texts.get(key));
        HBox.setHgrow(field, Priority.ALWAYS);
        return field;
    }
}
