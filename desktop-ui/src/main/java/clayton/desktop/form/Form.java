package clayton.desktop.form;

import clayton.desktop.session.Texts;
import java.util.List;
import java.util.function.Function;
import javafx.beans.property.ObjectProperty;
import javafx.collections.FXCollections;
import javafx.scene.Node;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.util.StringConverter;

/// Fields below each other, each with its name before it.
public final class Form extends GridPane {
    private static final double FIELDS_BEGIN = 78;

    private final Texts texts;

    public Form(Texts texts) {
        super(8, 8);
        this.texts = texts;
        ColumnConstraints names = new ColumnConstraints();
        names.setMinWidth(FIELDS_BEGIN);
        ColumnConstraints fields = new ColumnConstraints();
        fields.setHgrow(Priority.ALWAYS);
        getColumnConstraints().setAll(names, fields);
    }

    /// Adds a field; `key` names it, also to those who do not see it. Answers the name.
    public Label row(String key, Node field) {
        Label name = name(texts.get(key));
        name.setLabelFor(field);
        field.setAccessibleText(texts.get(key));
        addRow(getRowCount(), name, field);
        return name;
    }

    /// Adds something below the last field.
    public void below(Node node) {
        add(node, 1, getRowCount());
    }

    /// The name of a field or a fact.
    public static Label name(String words) {
        Label label = new Label(words);
        label.getStyleClass().add("field-label");
        return label;
    }

    /// Words that take as many lines as they need.
    public static Label wrapped(String words) {
        Label label = new Label(words);
        label.setWrapText(true);
        label.setMinHeight(Region.USE_PREF_SIZE);
        return label;
    }

    /// A part of a page with its head.
    public static VBox card(String head, Node... body) {
        Label title = new Label(head);
        title.getStyleClass().add("card-head");
        VBox card = new VBox(10, title);
        card.getChildren().addAll(body);
        card.getStyleClass().add("card");
        return card;
    }

    /// One of several values, by their words.
    public static <T> ComboBox<T> choice(
            String id, List<T> values, ObjectProperty<T> property, Function<T, String> words) {
        ComboBox<T> box = new ComboBox<>(FXCollections.observableArrayList(values));
        box.setId(id);
        box.setMaxWidth(Double.MAX_VALUE);
        box.setPrefWidth(0); // the form's columns say how wide; to ask its words, all of them would be laid out
        box.setVisibleRowCount(values.size());
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
}
