package clayton.desktop.export;

import clayton.desktop.flow.Holders.By;
import clayton.desktop.flow.SheetPicture;
import clayton.desktop.flow.SheetPicture.Part;
import clayton.desktop.form.FileQuestions;
import clayton.desktop.form.Form;
import clayton.desktop.form.JobView;
import clayton.desktop.session.Texts;
import clayton.desktop.store.LoginView;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextField;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// What leaves the program: into a file, or into a Neo4j.
public final class ExportView extends ScrollPane {
    private final ExportViewModel model;
    private final Texts texts;
    private final Function<Part, SheetPicture> pictures;
    private final FileQuestions questions;

    /// `pictures` draws a part of the sheet.
    public ExportView(
            ExportViewModel model, Texts texts, Function<Part, SheetPicture> pictures, FileQuestions questions) {
        this.model = model;
        this.texts = texts;
        this.pictures = pictures;
        this.questions = questions;
        VBox page = new VBox(14, file(), neo4j(), new JobView(model.running(), texts, "export.progress"), outcome());
        page.getStyleClass().add("panel-body");
        setContent(page);
        setFitToWidth(true);
        setFitToHeight(true);
        getStyleClass().addAll("edge-to-edge", "export");
    }

    private VBox file() {
        Form form = new Form(texts);
        ComboBox<Kind> kind = Form.choice(
                "export.kind", List.of(Kind.values()), model.kind(), each -> texts.get("export.kind." + each.word()));
        Label about = Form.wrapped("");
        about.getStyleClass().add("muted");
        about.textProperty().bind(model.kind().map(each -> texts.get("export.about." + each.word())));
        ComboBox<Part> part = Form.choice(
                "export.part",
                List.of(Part.values()),
                model.part(),
                each -> texts.get("export.part." + each.name().toLowerCase(Locale.ROOT)));
        part.disableProperty().bind(model.kind().map(each -> !each.isPicture()));
        ComboBox<By> by = Form.choice("export.by", List.of(By.values()), model.by(), each -> texts.get("by." + each));
        by.disableProperty().bind(model.kind().map(each -> !each.isGraph()));
        form.row("export.kind", kind);
        form.below(about);
        form.row("export.part", part);
        form.row("export.by", by);
        form.row("export.file", target());
        Button export = button("export.start", () -> model.export(pictures));
        export.getStyleClass().add("accent");
        return Form.card(texts.get("export.toFile"), form, export);
    }

    private HBox target() {
        TextField file = new TextField();
        file.setId("export.file");
        file.setAccessibleText(texts.get("export.file"));
        file.textProperty().bindBidirectional(model.file());
        HBox.setHgrow(file, Priority.ALWAYS);
        Button choose = new Button(texts.get("choose"));
        choose.setAccessibleText(texts.get("choose") + ": " + texts.get("export.file"));
        choose.setId("export.choose");
        choose.setMinWidth(Region.USE_PREF_SIZE);
        choose.setOnAction(event -> choose());
        return new HBox(6, file, choose);
    }

    private void choose() {
        questions
                .save(
                        getScene().getWindow(),
                        texts.get("export.toFile"),
                        Path.of(model.file().get()))
                .ifPresent(chosen -> model.file().set(chosen.toString()));
    }

    private VBox neo4j() {
        return Form.card(
                texts.get("export.toNeo4j"),
                Form.wrapped(texts.get("export.neo4j.words")),
                new LoginView(model.login(), texts),
                new HBox(
                        8, button("export.publish", model::publish), button("export.publishCase", model::publishCase)));
    }

    private HBox outcome() {
        Label status = Form.wrapped("");
        status.setId("export-status");
        status.textProperty().bind(model.status());
        Button copy = ofWritten(
                "export.copyPath",
                () -> model.written().get().ifPresent(path -> {
                    ClipboardContent content = new ClipboardContent();
                    content.putString(path.toString());
                    Clipboard.getSystemClipboard().setContent(content);
                }));
        HBox row = new HBox(
                8, status, copy, ofWritten("export.openFolder", () -> model.openFolder(FileManager.ofSystem())));
        row.setAlignment(Pos.CENTER_LEFT);
        return row;
    }

    private Button ofWritten(String key, Runnable action) {
        Button button = new Button(texts.get(key));
        button.setId(key);
        button.setMinWidth(Region.USE_PREF_SIZE);
        button.visibleProperty().bind(model.written().map(Optional::isPresent));
        button.setOnAction(event -> action.run());
        return button;
    }

    private Button button(String key, Runnable action) {
        Button button = new Button(texts.get(key));
        button.setId(key);
        button.setMinWidth(Region.USE_PREF_SIZE);
        button.disableProperty().bind(model.running().job().map(Optional::isPresent));
        button.setOnAction(event -> action.run());
        return button;
    }
}
