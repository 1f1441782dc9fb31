package clayton.desktop.export;

import clayton.desktop.flow.SheetPicture;
import clayton.desktop.flow.SheetPicture.Part;
import clayton.desktop.session.Job;
import clayton.desktop.session.Texts;
import clayton.desktop.store.LoginView;
import java.io.File;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import javafx.beans.property.ObjectProperty;
import javafx.collections.FXCollections;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextField;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.stage.FileChooser;
import javafx.util.StringConverter;

/// What leaves the program: into a file, or into a Neo4j.
public final class ExportView extends ScrollPane {
    private final ExportViewModel model;
    private final Texts texts;
    private final Function<Part, SheetPicture> pictures;

    /// `pictures` draws a part of the sheet.
    public ExportView(ExportViewModel model, Texts texts, Function<Part, SheetPicture> pictures) {
        this.model = model;
        this.texts = texts;
        this.pictures = pictures;
        VBox page = new VBox(14, file(), neo4j(), progress(), outcome());
        page.getStyleClass().add("panel-body");
        setContent(page);
        setFitToWidth(true);
        setFitToHeight(true);
        getStyleClass().addAll("edge-to-edge", "export");
    }

    private VBox file() {
        GridPane form = new GridPane(8, 8);
        ColumnConstraints labels = new ColumnConstraints();
        labels.setMinWidth(92);
        ColumnConstraints fields = new ColumnConstraints();
        fields.setHgrow(Priority.ALWAYS);
        form.getColumnConstraints().setAll(labels, fields);
        ComboBox<Kind> kind =
                choice("export.kind", Kind.values(), model.kind(), each -> texts.get("export.kind." + each.word()));
        Label about = new Label();
        about.getStyleClass().add("muted");
        about.setWrapText(true);
        about.textProperty().bind(model.kind().map(each -> texts.get("export.about." + each.word())));
        ComboBox<Part> part = choice(
                "export.part",
                Part.values(),
                model.part(),
                each -> texts.get("export.part." + each.name().toLowerCase(Locale.ROOT)));
        part.disableProperty().bind(model.kind().map(each -> !each.isPicture()));
        form.addRow(0, label("export.kind"), kind);
        form.add(about, 1, 1);
        form.addRow(2, label("export.part"), part);
        form.addRow(3, label("export.file"), target());
        Button export = button("export.start", () -> model.export(pictures));
        export.getStyleClass().add("accent");
        return card("export.toFile", form, export);
    }

    private HBox target() {
        TextField file = new TextField();
        file.setId("export.file");
        file.setAccessibleText(texts.get("export.file"));
        file.textProperty().bindBidirectional(model.file());
        HBox.setHgrow(file, Priority.ALWAYS);
        Button choose = new Button(texts.get("choose"));
        choose.setAccessibleText(texts.get("choose") + ": " + texts.get("export.file"));
        choose.setMinWidth(Region.USE_PREF_SIZE);
        choose.setOnAction(event -> choose());
        return new HBox(6, file, choose);
    }

    private void choose() {
        FileChooser chooser = new FileChooser();
        chooser.setTitle(texts.get("export.toFile"));
        Path now = Path.of(model.file().get());
        chooser.setInitialFileName(String.valueOf(now.getFileName()));
        Optional.ofNullable(now.getParent())
                .map(Path::toFile)
                .filter(File::isDirectory)
                .ifPresent(chooser::setInitialDirectory);
        File chosen = chooser.showSaveDialog(getScene().getWindow());
        if (chosen != null) {
            model.file().set(chosen.toString());
        }
    }

    private VBox neo4j() {
        return card(
                "export.toNeo4j",
                wrapped(new Label(texts.get("export.neo4j.words"))),
                new LoginView(model.login(), texts),
                button("export.publish", model::publish));
    }

    private HBox progress() {
        ProgressBar bar = new ProgressBar();
        bar.setAccessibleText(texts.get("export.progress"));
        bar.progressProperty()
                .bind(model.job()
                        .flatMap(job -> job.map(each -> each.state().map(Job.State::fraction))
                                .orElse(null))
                        .orElse(-1.0));
        Label words = new Label();
        words.getStyleClass().add("muted");
        words.textProperty()
                .bind(model.job()
                        .flatMap(job -> job.map(each -> each.state().map(Job.State::work))
                                .orElse(null))
                        .orElse(""));
        Button cancel = new Button(texts.get("cancel"));
        cancel.setId("cancel-export");
        cancel.setOnAction(event -> model.cancel());
        HBox row = new HBox(8, bar, words, cancel);
        row.setAlignment(Pos.CENTER_LEFT);
        row.visibleProperty().bind(model.job().map(Optional::isPresent));
        row.managedProperty().bind(row.visibleProperty());
        return row;
    }

    private HBox outcome() {
        Label status = wrapped(new Label());
        status.setId("export-status");
        status.textProperty().bind(model.status());
        Button copy = new Button(texts.get("export.copyPath"));
        copy.setId("copy-path");
        copy.setMinWidth(Region.USE_PREF_SIZE);
        copy.visibleProperty().bind(model.written().map(Optional::isPresent));
        copy.setOnAction(event -> model.written().get().ifPresent(path -> {
            ClipboardContent content = new ClipboardContent();
            content.putString(path.toString());
            Clipboard.getSystemClipboard().setContent(content);
        }));
        HBox row = new HBox(8, status, copy);
        row.setAlignment(Pos.CENTER_LEFT);
        return row;
    }

    private Button button(String key, Runnable action) {
        Button button = new Button(texts.get(key));
        button.setId(key);
        button.setMinWidth(Region.USE_PREF_SIZE);
        button.disableProperty().bind(model.job().map(Optional::isPresent));
        button.setOnAction(event -> action.run());
        return button;
    }

    private <T> ComboBox<T> choice(String key, T[] values, ObjectProperty<T> property, Function<T, String> words) {
        ComboBox<T> box = new ComboBox<>(FXCollections.observableArrayList(values));
        box.setId(key);
        box.setAccessibleText(texts.get(key));
        box.setVisibleRowCount(values.length);
        box.setConverter(new StringConverter<>() {
            @Override
            public String toString(T value) {
                return value == null ? "" : words.apply(value);
            }

            @Override
            public T fromString(String text) {
                throw new UnsupportedOperationException(text);
            }
        });
        box.valueProperty().bindBidirectional(property);
        return box;
    }

    private Label label(String key) {
        Label label = new Label(texts.get(key));
        label.getStyleClass().add("field-label");
        return label;
    }

    private static Label wrapped(Label label) {
        label.setWrapText(true);
        label.setMinHeight(Region.USE_PREF_SIZE);
        return label;
    }

    private VBox card(String key, Node... body) {
        Label head = new Label(texts.get(key));
        head.getStyleClass().add("card-head");
        VBox card = new VBox(10, head);
        card.getChildren().addAll(body);
        card.getStyleClass().add("card");
        return card;
    }
}
