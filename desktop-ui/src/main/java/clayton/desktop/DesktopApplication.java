package clayton.desktop;

import clayton.desktop.form.FileChoosers;
import clayton.desktop.session.Failures;
import clayton.desktop.session.Settings;
import clayton.desktop.session.Work;
import clayton.desktop.tour.Tour;
import clayton.desktop.window.Desktop;
import clayton.workspace.UserFolders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import javafx.application.Application;
import javafx.application.Platform;
import javafx.stage.Stage;

/// The program's life as JavaFX knows it: wires the desktop to threads, folders and a window, and lets go of all at the
/// end.
public final class DesktopApplication extends Application {
    private static final long END_SECONDS = 5;

    /// Goes after the screen's thread, so that it waits less; nothing rests on that.
    @SuppressWarnings("ThreadPriorityCheck")
    private final ExecutorService background = Executors.newCachedThreadPool(Thread.ofPlatform()
            .daemon()
            .name("clayton-", 0)
            .priority(Thread.MIN_PRIORITY)
            .factory());

    @Override
    public void start(Stage stage) {
        Arguments arguments = Arguments.parse(getParameters().getRaw());
        Map<String, String> environment = System.getenv();
        UserFolders folders = new UserFolders(environment);
        Work work = new Work(background, Platform::runLater);
        if (arguments.tour().isPresent()) {
            tour(stage, work, arguments.tour().get());
            return;
        }
        Path file = folders.settings();
        Settings settings = Settings.read(file, Locale.getDefault());
        Desktop desktop = new Desktop(work, settings, folders, new FileChoosers());
        Thread.currentThread().setUncaughtExceptionHandler((thread, failure) -> desktop.say(failure));
        stage.titleProperty().bind(desktop.title());
        stage.setScene(desktop.scene());
        stage.setMinWidth(960);
        stage.setMinHeight(600);
        stage.setOnCloseRequest(event -> {
            event.consume();
            desktop.leave(stage::hide);
        });
        stage.setOnHidden(event -> keep(settings, file));
        stage.show();
        if (arguments.caseFolder().isPresent()) {
            desktop.openCase(arguments.caseFolder().get(), arguments.ledger());
        } else {
            arguments.ledger().ifPresent(desktop::open);
        }
    }

    private static void tour(Stage stage, Work work, Path folder) {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            System.err.println("clayton: " + Failures.sentence(e));
            System.exit(1);
        }
        new Tour(stage, work, folder, System.out, System::exit).begin();
    }

    private static void keep(Settings settings, Path file) {
        try {
            settings.write(file);
        } catch (IOException e) {
            System.err.println("clayton: preferences could not be kept: " + e.getMessage());
        }
    }

    @Override
    public void stop() throws InterruptedException {
        background.shutdown();
        if (!background.awaitTermination(END_SECONDS, TimeUnit.SECONDS)) {
            background.shutdownNow();
        }
    }
}
