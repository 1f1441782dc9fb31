package clayton.desktop.flow;

import clayton.desktop.flow.Holders.By;
import clayton.desktop.form.JobView;
import clayton.desktop.history.History;
import clayton.desktop.session.Texts;
import java.util.Optional;
import javafx.beans.property.BooleanProperty;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Orientation;
import javafx.scene.control.Button;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.Menu;
import javafx.scene.control.ProgressIndicator;
import javafx.scene.control.RadioMenuItem;
import javafx.scene.control.Separator;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.util.StringConverter;

/// What can be done to the sheet, in a row above it, with what is at work on it.
final class FlowTools extends HBox {
    private final FlowViewModel model;
    private final Texts texts;

    FlowTools(FlowViewModel model, Texts texts, FlowCanvas canvas, BooleanProperty asTable) {
        this.model = model;
        this.texts = texts;
        History history = model.history();
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        getChildren()
                .addAll(
                        step("undo", history::undo, history.canUndo(), history.undoWords()),
                        step("redo", history::redo, history.canRedo(), history.redoWords()),
                        new Separator(Orientation.VERTICAL),
                        button("fit", canvas::fit),
                        button("zoomIn", canvas::zoomIn),
                        button("zoomOut", canvas::zoomOut),
                        button("arrange", model::arrange),
                        new Separator(Orientation.VERTICAL),
                        button("inputs", model::expandInputs),
                        button("outputs", model::expandOutputs),
                        button("next", model::nextSpend),
                        button("showMore", model::showMore),
                        new Separator(Orientation.VERTICAL),
                        holders(),
                        table(asTable),
                        gap,
                        busy(),
                        status(),
                        cancel());
        getStyleClass().add("tools");
    }

    private ComboBox<By> holders() {
        ComboBox<By> choice = new ComboBox<>();
        choice.getItems().setAll(By.values());
        choice.setConverter(new StringConverter<>() {
            @Override
            public String toString(By by) {
                return words(texts, by);
            }

            @Override
            public By fromString(String words) {
                throw new UnsupportedOperationException("nobody types here");
            }
        });
        choice.setId("flow.by");
        choice.setMinWidth(USE_PREF_SIZE);
        choice.setAccessibleText(texts.get("flow.by"));
        choice.setTooltip(new Tooltip(texts.get("flow.by.tip")));
        choice.setOnAction(event -> model.show(choice.getValue()));
        model.by().subscribe(choice::setValue);
        model.job().subscribe(job -> {
            if (job.isEmpty()) {
                choice.setValue(model.by().get());
            }
        });
        return choice;
    }

    static String words(Texts texts, By by) {
        return texts.get("by." + by);
    }

    /// The same choice for a menu.
    static Menu menu(FlowViewModel model, Texts texts) {
        Menu menu = new Menu(texts.get("flow.by"));
        for (By by : By.values()) {
            RadioMenuItem item = new RadioMenuItem(words(texts, by));
            item.setOnAction(event -> model.show(by));
            menu.getItems().add(item);
            model.by().subscribe(now -> item.setSelected(now == by));
        }
        return menu;
    }

    private ToggleButton table(BooleanProperty asTable) {
        ToggleButton button = made(new ToggleButton(), "table");
        button.selectedProperty().bindBidirectional(asTable);
        return button;
    }

    private ProgressIndicator busy() {
        ProgressIndicator busy = new ProgressIndicator();
        busy.getStyleClass().add("busy");
        busy.setAccessibleText(texts.get("flow.busy"));
        whileAtWork(busy);
        return busy;
    }

    private Button cancel() {
        Button cancel = button("cancel", model::cancel);
        whileAtWork(cancel);
        return cancel;
    }

    private void whileAtWork(Region part) {
        part.visibleProperty().bind(model.job().map(Optional::isPresent));
        part.managedProperty().bind(part.visibleProperty());
    }

    /// How far the work on the sheet is, else what is on it.
    private Label status() {
        Label status = new Label();
        status.getStyleClass().add("muted");
        status.setId("flow-status");
        status.setMinWidth(0);
        status.textProperty()
                .bind(model.job()
                        .flatMap(job -> job.<ObservableValue<String>>map(
                                        each -> each.state().map(state -> JobView.words(state, texts)))
                                .orElse(model.status())));
        Tooltip whole = new Tooltip();
        whole.textProperty().bind(status.textProperty());
        status.setTooltip(whole);
        return status;
    }

    private Button button(String name, Runnable action) {
        Button button = made(new Button(), name);
        button.setOnAction(event -> action.run());
        return button;
    }

    private <B extends ButtonBase> B made(B button, String name) {
        String key = "flow." + name;
        Region icon = new Region();
        icon.getStyleClass().addAll("icon", "icon-" + name);
        button.setGraphic(icon);
        button.getStyleClass().addAll("flat", "tool");
        button.setAccessibleText(texts.get(key));
        button.setTooltip(new Tooltip(texts.get(key)));
        button.setId(key);
        return button;
    }

    /// Undo or redo, under the name of what it would change.
    private Button step(String name, Runnable action, ObservableValue<Boolean> enabled, ObservableValue<String> words) {
        Button button = button(name, action);
        button.disableProperty().bind(enabled.map(can -> !can));
        button.accessibleTextProperty().bind(words);
        button.getTooltip().textProperty().bind(words);
        return button;
    }
}
