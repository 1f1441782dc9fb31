package clayton.desktop.store;

import clayton.desktop.form.Form;
import clayton.desktop.session.Texts;
import javafx.beans.property.StringProperty;
import javafx.scene.control.Label;
import javafx.scene.control.PasswordField;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/// The fields of a [Login].
public final class LoginView extends VBox {
    private final Texts texts;

    public LoginView(Login login, Texts texts) {
        this.texts = texts;
        Form form = new Form(texts);
        form.row("neo4j.uri", field(new TextField(), "neo4j.uri", login.uri()));
        HBox who = new HBox(
                6,
                field(new TextField(), "neo4j.user", login.user()),
                field(new PasswordField(), "neo4j.password", login.password()),
                field(new TextField(), "neo4j.database", login.database()));
        form.row("neo4j.login", who);
        Label plain = Form.wrapped(texts.get("neo4j.plain"));
        plain.visibleProperty().bind(login.uri().map(uri -> login.isReadableOnTheWay()));
        plain.managedProperty().bind(plain.visibleProperty());
        form.below(plain);
        getChildren().setAll(form);
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
