package clayton.desktop.search;

import clayton.desktop.session.Texts;
import javafx.collections.ListChangeListener;
import javafx.geometry.Side;
import javafx.scene.AccessibleRole;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.CustomMenuItem;
import javafx.scene.control.Label;
import javafx.scene.control.MenuItem;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/// The search box with its answer beside it.
public final class SearchView extends HBox {
    private static final int SHOWN_CHOICES = 12;

    private final TextField field = new TextField();
    private final ContextMenu menu = new ContextMenu();

    public SearchView(SearchViewModel model, Texts texts) {
        getStyleClass().add("search");
        field.setId("search");
        field.setPromptText(texts.get("search.prompt"));
        field.setAccessibleText(texts.get("search.accessible"));
        field.setAccessibleRole(AccessibleRole.TEXT_FIELD);
        field.textProperty().bindBidirectional(model.text());
        field.setOnAction(event -> model.search());
        Label answer = new Label();
        answer.getStyleClass().add("search-answer");
        answer.setId("search-answer");
        answer.textProperty().bind(model.answer());
        answer.setMinWidth(0);
        HBox.setHgrow(field, Priority.ALWAYS);
        getChildren().addAll(field, answer);
        model.choices().addListener((ListChangeListener<Found>) change -> offer(model, texts));
    }

    private void offer(SearchViewModel model, Texts texts) {
        menu.getItems().clear();
        model.choices().stream()
                .limit(SHOWN_CHOICES)
                .forEach(found -> menu.getItems().add(item(model, found)));
        if (model.choices().size() > SHOWN_CHOICES) {
            MenuItem more = new MenuItem(texts.get("more", model.choices().size() - SHOWN_CHOICES));
            more.setDisable(true);
            menu.getItems().add(more);
        }
        if (menu.getItems().isEmpty()) {
            menu.hide();
        } else if (field.getScene() != null && field.getScene().getWindow() != null) {
            menu.show(field, Side.BOTTOM, 0, 4);
        }
    }

    private static MenuItem item(SearchViewModel model, Found found) {
        Label kind = new Label(found.kind());
        Label detail = new Label(found.detail());
        detail.getStyleClass().add("muted");
        CustomMenuItem item = new CustomMenuItem(new VBox(kind, detail));
        item.setOnAction(event -> model.choose(found));
        return item;
    }

    /// Puts the caret into the box and marks what is there.
    public void take() {
        field.requestFocus();
        field.selectAll();
    }
}
