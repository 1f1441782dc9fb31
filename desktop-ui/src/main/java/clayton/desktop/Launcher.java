package clayton.desktop;

import clayton.desktop.session.Failures;
import java.util.List;
import javafx.application.Application;

/// Starts the desktop. Not an `Application` itself, so that it can be started from the class path.
public final class Launcher {
    private static final int USAGE = 2;

    private Launcher() {}

    /// Ends with 0, or with 2 if an argument is not understood.
    public static void main(String[] words) {
        Arguments arguments;
        try {
            arguments = Arguments.parse(List.of(words));
        } catch (IllegalArgumentException e) {
            System.err.println("clayton: " + Failures.sentence(e) + " (usage: clayton desktop --help)");
            System.exit(USAGE);
            return;
        }
        if (arguments.help()) {
            System.out.print(Arguments.USAGE);
            return;
        }
        if (arguments.tour().isPresent()) {
            withoutDisplay();
        }
        Application.launch(DesktopApplication.class, words);
    }

    /// JavaFX's own headless platform, with software rendering.
    private static void withoutDisplay() {
        System.setProperty("glass.platform", "Headless");
        System.setProperty("prism.order", "sw");
    }
}
