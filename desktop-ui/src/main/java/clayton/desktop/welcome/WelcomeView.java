package clayton.desktop.welcome;

import clayton.desktop.casefile.CaseOpener;
import clayton.desktop.form.FileQuestions;
import clayton.desktop.form.Form;
import clayton.desktop.form.JobView;
import clayton.desktop.session.Texts;
import clayton.desktop.store.LoginView;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.beans.binding.Bindings;
import javafx.beans.property.StringProperty;
import javafx.collections.ListChangeListener;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/// The first page.
public final class WelcomeView extends StackPane {
    private static final double WIDTH = 980;
    private static final int SHOWN_RECENT = 4;

    private final WelcomeViewModel model;
    private final Texts texts;
    private final FileQuestions questions;
    private final VBox recent = new VBox(4);
    private final VBox left = new VBox(6);

    public WelcomeView(WelcomeViewModel model, Texts texts, FileQuestions questions) {
        this.model = model;
        this.questions = questions;
        this.texts = texts;
        getStyleClass().add("welcome");
        Label title = new Label(texts.get("app.name"));
        title.getStyleClass().add("welcome-title");
        Label promise = new Label(texts.get("welcome.promise"));
        promise.getStyleClass().addAll("muted", "welcome-promise");
        VBox right = new VBox(20, loading(), neo4j());
        right.setPrefWidth(WIDTH / 2);
        HBox.setHgrow(right, Priority.ALWAYS);
        HBox columns = new HBox(20, opening(), right);
        JobView progress = new JobView(model.running(), texts, "welcome.progress");
        progress.getStyleClass().add("load-progress");
        progress.managedProperty().unbind();
        progress.setManaged(true); // keeps its place, so that nothing jumps when a load begins
        VBox page = new VBox(6, title, promise, left(), columns, progress, status());
        page.getStyleClass().add("welcome-page");
        page.setMaxWidth(WIDTH);
        StackPane centered = new StackPane(page);
        ScrollPane scroll = new ScrollPane(centered);
        scroll.setFitToWidth(true);
        scroll.setFitToHeight(true);
        scroll.getStyleClass().add("edge-to-edge");
        getChildren().add(scroll);
        StackPane.setAlignment(page, Pos.CENTER);
    }

    private VBox opening() {
        Button sample = new Button(texts.get("welcome.sample.open"));
        sample.setId("open-sample");
        sample.getStyleClass().add("accent");
        sample.setOnAction(event -> model.openSample());
        sample.disableProperty().bind(model.running().job().map(Optional::isPresent));
        VBox first = Form.card(texts.get("welcome.sample"), muted(texts.get("welcome.sample.words")), sample);
        model.recent().addListener((ListChangeListener<WelcomeViewModel.Recent>) change -> fillRecent());
        model.recentCases().addListener((ListChangeListener<WelcomeViewModel.Recent>) change -> fillRecent());
        fillRecent();
        Button other = new Button(texts.get("welcome.openOther"));
        other.setId("open-ledger");
        other.setOnAction(event -> choose("welcome.openOther", model::open));
        Button ofCase = new Button(texts.get("welcome.openCase"));
        ofCase.setId("open-case");
        ofCase.setOnAction(event -> choose("welcome.openCase", folder -> model.openCase(folder, Optional.empty())));
        VBox second = Form.card(texts.get("welcome.recent"), recent, new HBox(8, ofCase, other));
        VBox.setVgrow(second, Priority.ALWAYS);
        VBox left = new VBox(20, first, second);
        left.setPrefWidth(WIDTH / 2);
        HBox.setHgrow(left, Priority.ALWAYS);
        return left;
    }

    /// What earlier programs left unsaved, to be taken up again or dropped.
    private VBox left() {
        VBox card = Form.card(texts.get("welcome.left"), muted(texts.get("welcome.left.words")), left);
        card.setId("left");
        card.getStyleClass().add("left");
        VBox.setMargin(card, new Insets(0, 0, 14, 0));
        card.visibleProperty().bind(Bindings.isNotEmpty(model.left()));
        card.managedProperty().bind(card.visibleProperty());
        model.left().addListener((ListChangeListener<CaseOpener.Left>) change -> fillLeft());
        fillLeft();
        return card;
    }

    private void fillLeft() {
        left.getChildren().clear();
        for (CaseOpener.Left each : model.left()) {
            String words = texts.get("welcome.left.one", each.title(), each.steps(), each.lastStep());
            Label label = new Label(words);
            HBox.setHgrow(label, Priority.ALWAYS);
            label.setMaxWidth(Double.MAX_VALUE);
            Button restore = new Button(texts.get("welcome.left.restore"));
            restore.setId("restore");
            restore.setAccessibleText(texts.get("welcome.left.restore") + ": " + words);
            restore.setMinWidth(Region.USE_PREF_SIZE);
            restore.setOnAction(event -> model.openCase(each.folder(), Optional.empty()));
            Button discard = new Button(texts.get("welcome.left.discard"));
            discard.setId("discard");
            discard.setAccessibleText(texts.get("welcome.left.discard") + ": " + words);
            discard.setMinWidth(Region.USE_PREF_SIZE);
            discard.setOnAction(event -> model.discard(each));
            HBox row = new HBox(8, label, restore, discard);
            row.setAlignment(Pos.CENTER_LEFT);
            left.getChildren().add(row);
        }
    }

    private void fillRecent() {
        recent.getChildren().clear();
        if (model.recent().isEmpty()) {
            recent.getChildren().add(muted(texts.get("welcome.recent.none")));
        }
        model.recentCases().stream()
                .limit(SHOWN_RECENT)
                .forEach(each -> addRecent(each, () -> model.openCase(each.folder(), Optional.empty())));
        model.recent().stream().limit(SHOWN_RECENT).forEach(each -> addRecent(each, () -> model.open(each.folder())));
    }

    private void addRecent(WelcomeViewModel.Recent each, Runnable action) {
        Label folder = new Label(each.folder().toString());
        folder.setTextOverrun(javafx.scene.control.OverrunStyle.LEADING_ELLIPSIS);
        Label summary = new Label(each.summary());
        summary.getStyleClass().add("muted");
        Button open = new Button();
        open.setGraphic(new VBox(folder, summary));
        open.setAccessibleText(each.folder() + ", " + each.summary());
        open.getStyleClass().addAll("flat", "recent");
        open.setMaxWidth(Double.MAX_VALUE);
        open.setDisable(!each.there());
        open.setOnAction(event -> action.run());
        recent.getChildren().add(open);
    }

    private VBox loading() {
        Form form = new Form(texts);
        form.row("welcome.blocks", folder("blocks", "welcome.blocks", model.blocks()));
        form.row("welcome.ledger", folder("ledger", "welcome.ledger", model.ledger()));
        HBox range = new HBox(
                8, field("from", "welcome.from", model.from()), new Label("–"), field("to", "welcome.to", model.to()));
        range.setAlignment(Pos.CENTER_LEFT);
        form.row("welcome.range", range);
        Button load = new Button(texts.get("welcome.load"));
        load.setId("load");
        load.setOnAction(event -> model.load());
        load.disableProperty().bind(model.running().job().map(Optional::isPresent));
        return Form.card(texts.get("welcome.load.head"), muted(texts.get("welcome.load.words")), form, load);
    }

    private VBox neo4j() {
        Button open = new Button(texts.get("welcome.neo4j.open"));
        open.setId("open-neo4j");
        open.setOnAction(event -> model.openNeo4j());
        open.disableProperty().bind(model.running().job().map(Optional::isPresent));
        return Form.card(
                texts.get("welcome.neo4j"),
                muted(texts.get("welcome.neo4j.words")),
                new LoginView(model.login(), texts),
                open);
    }

    private HBox folder(String id, String key, StringProperty property) {
        TextField field = field(id, key, property);
        HBox.setHgrow(field, Priority.ALWAYS);
        Button choose = new Button(texts.get("choose"));
        choose.setAccessibleText(texts.get("choose") + ": " + texts.get(key));
        choose.setMinWidth(Region.USE_PREF_SIZE);
        choose.setOnAction(event -> choose(key, folder -> property.set(folder.toString())));
        return new HBox(6, field, choose);
    }

    private TextField field(String id, String key, StringProperty property) {
        TextField field = new TextField();
        field.setId(id);
        field.setPromptText(texts.get(key + ".prompt"));
        field.setAccessibleText(texts.get(key));
        field.textProperty().bindBidirectional(property);
        return field;
    }

    private void choose(String key, Consumer<Path> then) {
        questions.folder(getScene().getWindow(), texts.get(key)).ifPresent(then);
    }

    private HBox status() {
        Label status = Form.wrapped("");
        status.setId("welcome-status");
        status.textProperty().bind(model.status());
        Button again = new Button(texts.get("welcome.again.open"));
        again.setId("load-again");
        again.setMinWidth(Region.USE_PREF_SIZE);
        again.visibleProperty().bind(model.older().map(Optional::isPresent));
        again.setOnAction(event -> {
            model.loadAgain();
            lookup("#blocks").requestFocus();
        });
        return new HBox(8, status, again);
    }

    private static Label muted(String words) {
        Label label = Form.wrapped(words);
        label.getStyleClass().add("muted");
        return label;
    }
}
