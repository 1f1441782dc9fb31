package clayton.desktop.window;

import clayton.desktop.session.Texts;
import java.util.Locale;
import javafx.scene.control.Label;
import javafx.scene.layout.GridPane;

/// All keys with what they do, in two columns.
final class KeyMapView extends GridPane {
    KeyMapView(Texts texts) {
        getStyleClass().add("key-map");
        KeyMap.Command[] commands = KeyMap.Command.values();
        int rows = (commands.length + 1) / 2;
        for (int i = 0; i < commands.length; i++) {
            Label keys = new Label(commands[i].keys().getDisplayText());
            keys.getStyleClass().add("key");
            Label words = new Label(texts.get("key." + commands[i].name().toLowerCase(Locale.ROOT)));
            int column = 2 * (i / rows);
            add(keys, column, i % rows);
            add(words, column + 1, i % rows);
        }
    }
}
