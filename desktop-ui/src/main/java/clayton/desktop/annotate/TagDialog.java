package clayton.desktop.annotate;

import clayton.desktop.session.Texts;
import clayton.evidence.Confidence;
import javafx.beans.binding.Bindings;
import javafx.scene.Node;
import javafx.scene.control.ButtonBar.ButtonData;
import javafx.scene.control.ButtonType;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Dialog;
import javafx.scene.control.Label;
import javafx.scene.control.RadioButton;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.VBox;
import javafx.stage.Window;
import javafx.util.StringConverter;

/// Asks whose things are, who says so, and how far that can be trusted.
final class TagDialog {
    private final AnnotateViewModel model;
    private final Texts texts;
    private final Dialog<ButtonType> dialog = new Dialog<>();
    private final RadioButton ofAddresses = new RadioButton();
    private final TextField label = new TextField();
    private final TextField source = new TextField();
    private final ComboBox<String> confidence = new ComboBox<>();

    TagDialog(AnnotateViewModel model, Texts texts, Window owner) {
        this.model = model;
        this.texts = texts;
        dialog.initOwner(owner);
        dialog.setTitle(texts.get("tag.title"));
        dialog.setHeaderText(texts.get("tag.title"));
        ButtonType add = new ButtonType(texts.get("tag.add"), ButtonData.OK_DONE);
        dialog.getDialogPane()
                .getButtonTypes()
                .setAll(add, new ButtonType(texts.get("cancel"), ButtonData.CANCEL_CLOSE));
        Node button = dialog.getDialogPane().lookupButton(add);
        button.setId("tag-add");
        button.disableProperty()
                .bind(Bindings.createBooleanBinding(
                        () -> label.getText().isBlank() || source.getText().isBlank(),
                        label.textProperty(),
                        source.textProperty()));
        dialog.getDialogPane().getStylesheets().setAll(owner.getScene().getStylesheets());
        dialog.getDialogPane().setContent(form());
        dialog.setOnShown(event -> label.requestFocus());
        dialog.setResultConverter(chosen -> {
            if (chosen == add) {
                model.tag(ofAddresses.isSelected(), label.getText(), source.getText(), confidence.getValue());
            }
            return chosen;
        });
    }

    void show() {
        dialog.show();
    }

    private GridPane form() {
        AnnotateViewModel.Selection selection = model.selection().get();
        ToggleGroup group = new ToggleGroup();
        ofAddresses.setText(texts.get("tag.addresses", selection.addresses().size()));
        ofAddresses.setToggleGroup(group);
        ofAddresses.setDisable(selection.addresses().isEmpty());
        RadioButton ofThings =
                new RadioButton(texts.get("tag.things", selection.names().size()));
        ofThings.setToggleGroup(group);
        group.selectToggle(selection.addresses().isEmpty() ? ofThings : ofAddresses);
        confidence.getItems().setAll(Confidence.ids());
        confidence.setValue("forensic");
        confidence.setConverter(new StringConverter<>() {
            @Override
            public String toString(String id) {
                return id == null ? "" : texts.get("tag.confidence.level", id, Confidence.level(id));
            }

            @Override
            public String fromString(String text) {
                throw new UnsupportedOperationException(text);
            }
        });
        GridPane form = new GridPane(10, 8);
        row(form, "tag.about", new VBox(4, ofAddresses, ofThings));
        row(form, "tag.label", label);
        row(form, "tag.source", source);
        row(form, "tag.confidence", confidence);
        label.setId("tag-label");
        source.setId("tag-source");
        source.setPromptText(texts.get("tag.source.prompt"));
        source.setPrefColumnCount(26);
        confidence.setId("tag-confidence");
        return form;
    }

    private void row(GridPane form, String key, Node field) {
        Label words = new Label(texts.get(key));
        words.setLabelFor(field);
        field.setAccessibleText(texts.get(key));
        form.addRow(form.getRowCount(), words, field);
    }
}
