package clayton.desktop.annotate;

import clayton.desktop.session.Texts;
import java.util.Optional;
import javafx.collections.ListChangeListener;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// The panel below the inspector: a label, a colour, a note, a tag for all that is selected, and what is there already.
public final class AnnotateView extends BorderPane {
    private static final int SHOWN = 20;

    private final AnnotateViewModel model;
    private final Texts texts;
    private final TextField label = new TextField();
    private final VBox said = new VBox(3);

    public AnnotateView(AnnotateViewModel model, Texts texts) {
        this.model = model;
        this.texts = texts;
        getStyleClass().addAll("panel", "annotate");
        setId("annotate");
        Label head = new Label();
        head.getStyleClass().add("panel-head");
        head.setId("annotate-head");
        head.textProperty()
                .bind(model.selection()
                        .map(selected ->
                                texts.get("annotate.head", selected.names().size())));
        VBox body = new VBox(label(), colours(), note(), status(), said);
        body.getStyleClass().add("panel-body");
        ScrollPane scroll = new ScrollPane(body);
        scroll.setFitToWidth(true);
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        scroll.getStyleClass().add("edge-to-edge");
        setTop(head);
        setCenter(scroll);
        model.selection().subscribe(this::showLabel);
        model.annotations().subscribe(this::showLabel);
        model.said().addListener((ListChangeListener<Remark>) change -> showSaid());
        showSaid();
    }

    /// Puts the keyboard into the field for the label.
    public void take() {
        label.requestFocus();
        label.selectAll();
    }

    /// The label that all of the selection share.
    private void showLabel() {
        var names = model.selection().get().names();
        String shared = names.isEmpty()
                ? ""
                : model.annotations().get().mark(names.getFirst()).label();
        boolean same = names.stream()
                .allMatch(name -> model.annotations().get().mark(name).label().equals(shared));
        label.setText(same ? shared : "");
    }

    private HBox label() {
        label.setId("annotate-label");
        label.setPromptText(texts.get("annotate.label.prompt"));
        label.setAccessibleText(texts.get("annotate.label"));
        label.setOnAction(event -> model.label(label.getText()));
        HBox.setHgrow(label, Priority.ALWAYS);
        return row(label, button("annotate.label.set", () -> model.label(label.getText())));
    }

    private HBox colours() {
        HBox row = row();
        for (Palette each : Palette.values()) {
            Button button = new Button(each.number());
            button.setId("colour-" + each.number());
            button.getStyleClass().addAll("small", "colour");
            button.setStyle("-fx-border-color: " + each.hex() + ";");
            name(button, texts.get("remark.colour", each.number(), texts.get(each.key())));
            button.setOnAction(event -> model.colour(Optional.of(each)));
            row.getChildren().add(button);
        }
        Button none = new Button("✕");
        none.setId("colour-none");
        none.getStyleClass().addAll("small", "colour");
        name(none, texts.get("annotate.colour.none"));
        none.setOnAction(event -> model.colour(Optional.empty()));
        row.getChildren().add(none);
        return row;
    }

    private static void name(Button button, String words) {
        button.setAccessibleText(words);
        button.setTooltip(new Tooltip(words));
        button.setMinWidth(Region.USE_PREF_SIZE);
    }

    private HBox note() {
        TextField note = new TextField();
        note.setId("annotate-note");
        note.setPromptText(texts.get("annotate.note.prompt"));
        note.setAccessibleText(texts.get("annotate.note"));
        HBox.setHgrow(note, Priority.ALWAYS);
        Runnable add = () -> {
            model.note(note.getText());
            note.clear();
        };
        note.setOnAction(event -> add.run());
        return row(note, button("annotate.note.add", add), button("annotate.tag", this::askTag));
    }

    /// Asks for a tag of what is selected.
    public void askTag() {
        new TagDialog(model, texts, getScene().getWindow()).show();
    }

    private Button button(String key, Runnable action) {
        Button button = new Button(texts.get(key));
        button.setId(key);
        button.getStyleClass().add("small");
        button.setMinWidth(Region.USE_PREF_SIZE);
        button.setTooltip(new Tooltip(texts.get(key + ".tip")));
        button.setOnAction(event -> action.run());
        return button;
    }

    private static HBox row(Node... nodes) {
        HBox row = new HBox(5, nodes);
        row.setAlignment(Pos.CENTER_LEFT);
        return row;
    }

    private Label status() {
        Label status = new Label();
        status.setId("annotate-status");
        status.setWrapText(true);
        status.getStyleClass().add("muted");
        status.textProperty().bind(model.status());
        status.visibleProperty().bind(model.status().isNotEmpty());
        status.managedProperty().bind(status.visibleProperty());
        return status;
    }

    private void showSaid() {
        said.getChildren().clear();
        for (Remark remark :
                model.said().subList(0, Math.min(SHOWN, model.said().size()))) {
            Label words = new Label(texts.get("annotate.said", remark.kind(), remark.words()) + from(remark));
            words.setWrapText(true);
            HBox.setHgrow(words, Priority.ALWAYS);
            words.setMaxWidth(Double.MAX_VALUE);
            Button remove = new Button("✕");
            remove.getStyleClass().addAll("small", "flat");
            name(remove, texts.get("annotate.remove", remark.kind(), remark.words()));
            remove.setOnAction(event -> model.remove(remark));
            said.getChildren().add(row(words, remove));
        }
        if (model.said().size() > SHOWN) {
            Label more = new Label(texts.get("annotate.more", model.said().size() - SHOWN));
            more.getStyleClass().add("muted");
            said.getChildren().add(more);
        }
    }

    private String from(Remark remark) {
        return remark.confidence().isEmpty()
                ? remark.source().isEmpty() ? "" : " · " + remark.source()
                : " · " + texts.get("annotate.from", remark.source(), remark.confidence());
    }
}
