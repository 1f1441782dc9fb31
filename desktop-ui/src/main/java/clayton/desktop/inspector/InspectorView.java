package clayton.desktop.inspector;

import clayton.desktop.inspector.InspectorViewModel.Fact;
import clayton.desktop.inspector.InspectorViewModel.Sheet;
import clayton.desktop.session.Texts;
import clayton.desktop.session.Thing;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextArea;
import javafx.scene.control.Tooltip;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/// The panel with all that is known of what is selected, and what can be done with it.
public final class InspectorView extends BorderPane {
    private final Texts texts;
    private final Consumer<Thing> follow;
    private final List<Action> actions;
    private final VBox body = new VBox();
    private final Label head = new Label();

    /// Something that can be done with what is selected; `fits` says with which things.
    public record Action(String key, Predicate<Sheet> fits, Consumer<Sheet> run) {}

    /// `follow` is told of the thing whose link was clicked.
    public InspectorView(InspectorViewModel model, Texts texts, Consumer<Thing> follow, List<Action> actions) {
        this.texts = texts;
        this.follow = follow;
        this.actions = actions;
        getStyleClass().add("panel");
        setId("inspector");
        head.getStyleClass().add("panel-head");
        body.getStyleClass().add("panel-body");
        ScrollPane scroll = new ScrollPane(body);
        scroll.setFitToWidth(true);
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        scroll.getStyleClass().add("edge-to-edge");
        setTop(head);
        setCenter(scroll);
        model.shown().subscribe(this::show);
    }

    private void show(Sheet sheet) {
        head.setText(sheet.kind().isEmpty() ? texts.get("inspector.head") : sheet.kind());
        body.getChildren().clear();
        if (sheet.thing().isEmpty()) {
            body.getChildren().add(wrapped(texts.get("inspector.empty"), "muted"));
            return;
        }
        if (!sheet.note().isEmpty()) {
            body.getChildren().add(wrapped(sheet.note(), "muted"));
            return;
        }
        body.getChildren().addAll(title(sheet), buttons(sheet), facts(sheet));
    }

    /// The name, which can be marked and copied.
    private Node title(Sheet sheet) {
        TextArea name = new TextArea(sheet.title());
        name.setId("inspector-title");
        name.setEditable(false);
        name.setWrapText(true);
        name.setPrefRowCount(sheet.title().length() > 60 ? 3 : sheet.title().length() > 26 ? 2 : 1);
        name.getStyleClass().addAll("mono", "title-text");
        name.setAccessibleText(texts.get("inspector.name"));
        return name;
    }

    private FlowPane buttons(Sheet sheet) {
        FlowPane pane = new FlowPane(6, 6);
        Button copy = small("inspector.copy");
        copy.setOnAction(event -> {
            ClipboardContent content = new ClipboardContent();
            content.putString(sheet.title());
            Clipboard.getSystemClipboard().setContent(content);
        });
        for (Action action : actions) {
            if (action.fits().test(sheet)) {
                Button button = small(action.key());
                button.setOnAction(event -> action.run().accept(sheet));
                pane.getChildren().add(button);
            }
        }
        pane.getChildren().add(copy);
        return pane;
    }

    private Button small(String key) {
        Button button = new Button(texts.get(key));
        button.setId(key);
        button.getStyleClass().add("small");
        button.setTooltip(new Tooltip(texts.get(key + ".tip")));
        return button;
    }

    private GridPane facts(Sheet sheet) {
        GridPane grid = new GridPane(10, 5);
        ColumnConstraints names = new ColumnConstraints();
        names.setMinWidth(74);
        ColumnConstraints values = new ColumnConstraints();
        values.setHgrow(Priority.ALWAYS);
        grid.getColumnConstraints().setAll(names, values);
        for (Fact fact : sheet.facts()) {
            Label name = new Label(fact.name());
            name.getStyleClass().add("field-label");
            grid.addRow(grid.getRowCount(), name, value(fact));
        }
        return grid;
    }

    private Node value(Fact fact) {
        if (fact.link().isPresent()) {
            Hyperlink link = new Hyperlink(fact.value());
            link.setWrapText(true);
            link.setOnAction(event -> fact.link().ifPresent(follow));
            return link;
        }
        return wrapped(fact.value(), "fact");
    }

    private static Label wrapped(String words, String style) {
        Label label = new Label(words);
        label.setWrapText(true);
        label.getStyleClass().add(style);
        return label;
    }
}
