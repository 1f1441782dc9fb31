package clayton.desktop.workbench;

import java.util.Optional;
import java.util.function.Supplier;
import javafx.scene.Node;
import javafx.scene.layout.StackPane;

/// Holds the place of a screen in the window until it is made.
final class Place<S extends Node> extends StackPane {
    private final Supplier<S> maker;
    private Optional<S> made = Optional.empty();

    Place(Supplier<S> maker) {
        this.maker = maker;
    }

    /// The screen, if it was made.
    Optional<S> made() {
        return made;
    }

    /// The screen, made now if it is not there.
    S screen() {
        S screen = made.orElseGet(maker);
        made = Optional.of(screen);
        return screen;
    }

    boolean isFilled() {
        return !getChildren().isEmpty();
    }

    /// Lets the screen be seen.
    void fill() {
        if (!isFilled()) {
            getChildren().add(screen());
        }
    }
}
