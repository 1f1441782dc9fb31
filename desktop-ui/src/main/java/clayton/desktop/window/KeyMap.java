package clayton.desktop.window;

import java.util.Arrays;
import java.util.Optional;
import javafx.scene.control.TableView;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;

/// Which keys do what, in one place; F1 shows it. Keys without Control or Alt do nothing while a person types.
final class KeyMap {
    private KeyMap() {}

    enum Command {
        KEYS("F1"),
        SEARCH("Shortcut+F"),
        TRACE("Shortcut+T"),
        TRACE_BACK("Shortcut+B"),
        PROVE("Shortcut+P"),
        COMPARE("Shortcut+K"),
        CANCEL("Esc"),
        OPEN_CASE("Shortcut+O"),
        SAVE("Shortcut+S"),
        SAVE_AS("Shortcut+Shift+S"),
        SELECT_ALL("Shortcut+A"),
        LABEL("L"),
        TAG("T"),
        UNDO("Shortcut+Z"),
        REDO("Shortcut+Shift+Z"),
        FIT("F"),
        INPUTS("I"),
        OUTPUTS("O"),
        NEXT("N"),
        CHAIN("C"),
        HIDDEN("H"),
        BY("B"),
        TABLE("V"),
        MORE("M"),
        REMOVE("Delete"),
        FLOW_TAB("Alt+1"),
        RESULTS_TAB("Alt+2"),
        COMPARE_TAB("Alt+3"),
        TRANSACTION_TAB("Alt+4"),
        PEEL_TAB("Alt+5"),
        CLUSTER_TAB("Alt+6"),
        CASE_TAB("Alt+7"),
        EXPORT_TAB("Shortcut+E"),
        ZOOM_IN("Shortcut+Plus"),
        ZOOM_OUT("Shortcut+Minus"),
        ZOOM_RESET("Shortcut+0");

        private final String keys;

        Command(String keys) {
            this.keys = keys;
        }

        KeyCombination keys() {
            return KeyCombination.valueOf(keys);
        }
    }

    static Optional<Command> of(KeyEvent event) {
        boolean typing = event.getTarget() instanceof TextInputControl;
        boolean plain = !event.isShortcutDown()
                && !event.isAltDown()
                && !event.getCode().isFunctionKey();
        boolean undoing = event.isShortcutDown() && event.getCode() == KeyCode.Z;
        boolean choosing = event.isShortcutDown() && event.getCode() == KeyCode.A;
        boolean elsewhere = event.getTarget() instanceof TableView<?>;
        if (typing && (plain || undoing) || choosing && (typing || elsewhere)) {
            return Optional.empty();
        }
        return Arrays.stream(Command.values())
                .filter(command -> command.keys().match(event))
                .findFirst();
    }
}
