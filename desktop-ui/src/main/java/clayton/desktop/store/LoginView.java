package clayton.desktop.store;

import clayton.desktop.session.Texts;
import javafx.beans.property.StringProperty;
import javafx.scene.control.Label;
import javafx.scene.control.PasswordField;
import javafx.scene.control.TextField;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;

/// The fields of a [Login].
public final class LoginView extends GridPane {
    private final Texts texts;

    public LoginView(Login login, Texts texts) {
        super(8, 8);
        this.texts = texts;
        ColumnConstraints labels = new ColumnConstraints();
        labels.setMinWidth(92);
        ColumnConstraints fields = new ColumnConstraints();
        fields.setHgrow(Priority.ALWAYS);
        getColumnConstraints().setAll(labels, fields);
        addRow(0, label("neo4j.uri"), field(new TextField(), "neo4j.uri", login.uri()));
        HBox who = new HBox(
                6,
                field(new TextField(), "neo4j.user", login.user()),
                field(new PasswordField(), "neo4j.password", login.password()),
                field(new TextField(), "neo4j.database", login.database()));
        addRow(1, label("neo4j.login"), who);
        Label plain = new Label(texts.get("neo4j.plain"));
        plain.setWrapText(true);
        plain.setMinHeight(Label.USE_PREF_SIZE);
        plain.visibleProperty().bind(login.uri().map(uri -> login.isReadableOnTheWay()));
        plain.managedProperty().bind(plain.visibleProperty());
        add(plain, 1, 2);
    }

    private Label label(String key) {
        Label label = new Label(texts.get(key));
        label.getStyleClass().add("field-label");
        return label;
    }

    private TextField field(TextField field, String key, StringProperty property) {
        field.setId(key);
        field.setPrefColumnCount(8);
        field.setPromptText(texts.get(key + ".prompt"));
        field.setAccessibleText(texts.get(key));
        field.textProperty().bindBidirectional(property);
        HBox.setHgrow(field, Priority.ALWAYS);
        return field;
    }
}
