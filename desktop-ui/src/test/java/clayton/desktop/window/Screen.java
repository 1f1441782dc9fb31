package clayton.desktop.window;

import clayton.desktop.form.FileQuestions;
import clayton.desktop.session.Settings;
import clayton.desktop.session.Work;
import clayton.workspace.UserFolders;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import javafx.application.Platform;
import javafx.event.EventType;
import javafx.geometry.Bounds;
import javafx.geometry.Point2D;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.MenuButton;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.robot.Robot;
import javafx.stage.Stage;
import javafx.stage.Window;

/// The desktop's real window on the headless platform, with mouse and keyboard.
final class Screen implements AutoCloseable {
    private static final long PATIENCE_MILLIS = 60_000;
    private static final CompletableFuture<Void> STARTED = new CompletableFuture<>();

    private final ExecutorService background = Executors.newCachedThreadPool();
    final Desktop desktop;

    /// What the person will choose when files are asked for; nothing if it is empty.
    final Queue<Path> answers = new ConcurrentLinkedQueue<>();

    private final Queue<Throwable> uncaught = new ConcurrentLinkedQueue<>();
    private final Stage stage;
    private final Robot robot;

    Screen(Path home, Locale language) {
        start();
        desktop = ask(() -> {
            Thread.currentThread().setUncaughtExceptionHandler((thread, failure) -> uncaught.add(failure));
            String folder = home.toString();
            Settings settings = new Settings();
            settings.language().set(language);
            settings.theme().set(Settings.Theme.LIGHT);
            return new Desktop(
                    new Work(background, Platform::runLater),
                    settings,
                    new UserFolders(
                            Map.of("XDG_DATA_HOME", folder, "XDG_CACHE_HOME", folder, "XDG_CONFIG_HOME", folder)),
                    new Answers(answers));
        });
        stage = ask(() -> {
            Stage shown = new Stage();
            shown.setScene(desktop.scene());
            shown.show();
            shown.requestFocus();
            return shown;
        });
        robot = ask(Robot::new);
    }

    private record Answers(Queue<Path> next) implements FileQuestions {
        @Override
        public Optional<Path> open(Window owner, String title) {
            return Optional.ofNullable(next.poll());
        }

        @Override
        public Optional<Path> save(Window owner, String title, Path suggested) {
            return Optional.ofNullable(next.poll());
        }

        @Override
        public Optional<Path> folder(Window owner, String title) {
            return Optional.ofNullable(next.poll());
        }
    }

    private static synchronized void start() {
        if (!STARTED.isDone()) {
            Platform.startup(() -> STARTED.complete(null));
            STARTED.join();
            Platform.setImplicitExit(false);
        }
    }

    /// Asks something on the screen's thread.
    static <T> T ask(Supplier<T> question) {
        CompletableFuture<T> answer = new CompletableFuture<>();
        Platform.runLater(() -> {
            try {
                answer.complete(question.get());
            } catch (RuntimeException | Error e) {
                answer.completeExceptionally(e);
            }
        });
        return answer.orTimeout(PATIENCE_MILLIS, TimeUnit.MILLISECONDS).join();
    }

    /// Waits until something holds on the screen.
    void await(String what, BooleanSupplier condition) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(PATIENCE_MILLIS);
        while (!ask(condition::getAsBoolean)) {
            if (System.nanoTime() > end) {
                throw new AssertionError("waited in vain for " + what);
            }
            Thread.sleep(20);
        }
    }

    /// All nodes in the window; only for questions on the screen's thread.
    List<Node> nodesNow() {
        List<Node> all = new ArrayList<>();
        collect(desktop.scene().getRoot(), all);
        return all;
    }

    private static void collect(Node node, List<Node> all) {
        all.add(node);
        if (node instanceof Parent parent) {
            parent.getChildrenUnmodifiable().forEach(child -> collect(child, all));
        }
    }

    /// Only for questions on the screen's thread.
    Node nodeNow(String id) {
        return nodesNow().stream()
                .filter(node -> id.equals(node.getId()))
                .findFirst()
                .orElseThrow(() -> new AssertionError("nothing on the screen is called " + id));
    }

    /// A node of a dialog; only for questions on the screen's thread.
    Node inDialogNow(String id) {
        List<Node> all = new ArrayList<>();
        Window.getWindows().stream()
                .filter(window -> !desktop.scene().equals(window.getScene()))
                .forEach(window -> collect(window.getScene().getRoot(), all));
        return all.stream()
                .filter(node -> id.equals(node.getId()))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no dialog shows " + id));
    }

    /// Presses the button of a dialog that bears these words.
    void answer(String words) throws InterruptedException {
        await("a dialog that offers " + words, () -> dialogButton(words).isPresent());
        ask(() -> {
            dialogButton(words).orElseThrow().fire();
            return true;
        });
    }

    private Optional<Button> dialogButton(String words) {
        List<Node> all = new ArrayList<>();
        Window.getWindows().stream()
                .filter(window -> !desktop.scene().equals(window.getScene()))
                .forEach(window -> collect(window.getScene().getRoot(), all));
        return all.stream()
                .filter(Button.class::isInstance)
                .map(Button.class::cast)
                .filter(button -> button.getText().equals(words))
                .findFirst();
    }

    /// Chooses what the menu calls so.
    void choose(String words) {
        ask(() -> {
            ((MenuButton) nodeNow("menu"))
                    .getItems().stream()
                            .filter(item -> words.equals(item.getText()))
                            .findFirst()
                            .orElseThrow(() -> new AssertionError("the menu lacks " + words))
                            .fire();
            return true;
        });
    }

    /// Clicks into the middle of a node.
    void click(String id) {
        ask(() -> {
            desktop.scene().getRoot().applyCss();
            desktop.scene().getRoot().layout(); // what came just now has its place with the next frame only
            Node node = nodeNow(id);
            Bounds bounds = node.localToScreen(node.getBoundsInLocal());
            robot.mouseMove(bounds.getCenterX(), bounds.getCenterY());
            robot.mouseClick(MouseButton.PRIMARY);
            return true;
        });
    }

    /// Clicks twice where this shows.
    void doubleClick(Node node) {
        ask(() -> {
            Bounds bounds = node.localToScreen(node.getBoundsInLocal());
            robot.mouseMove(bounds.getCenterX(), bounds.getCenterY());
            robot.mouseClick(MouseButton.PRIMARY);
            robot.mouseClick(MouseButton.PRIMARY);
            return true;
        });
    }

    /// Drags from one place of a node to another with Shift held. The headless platform's mouse does not tell of held
    /// keys, so its events are made here.
    void shiftDrag(String id, Point2D from, Point2D to) {
        ask(() -> {
            Node node = nodeNow(id);
            fire(node, MouseEvent.MOUSE_PRESSED, from);
            fire(node, MouseEvent.MOUSE_DRAGGED, from.midpoint(to));
            fire(node, MouseEvent.MOUSE_DRAGGED, to);
            fire(node, MouseEvent.MOUSE_RELEASED, to);
            return true;
        });
    }

    private static void fire(Node node, EventType<MouseEvent> type, Point2D at) {
        Point2D onScreen = node.localToScreen(at);
        node.fireEvent(new MouseEvent(
                type,
                at.getX(),
                at.getY(),
                onScreen.getX(),
                onScreen.getY(),
                MouseButton.PRIMARY,
                1,
                true,
                false,
                false,
                false,
                true,
                false,
                false,
                false,
                false,
                false,
                null));
    }

    /// Presses keys together.
    void press(KeyCode... keys) {
        ask(() -> {
            robot.keyPress(keys[0]);
            for (int i = 1; i < keys.length; i++) {
                robot.keyPress(keys[i]);
            }
            for (int i = keys.length - 1; i >= 0; i--) {
                robot.keyRelease(keys[i]);
            }
            return true;
        });
    }

    /// Puts text into the clipboard, for a paste.
    static void copy(String text) {
        ask(() -> {
            ClipboardContent content = new ClipboardContent();
            content.putString(text);
            return Clipboard.getSystemClipboard().setContent(content);
        });
    }

    @Override
    public void close() {
        ask(() -> {
            desktop.workbench().ifPresent(view -> desktop.showWelcome());
            stage.close();
            return true;
        });
        background.shutdown();
        try {
            if (!background.awaitTermination(PATIENCE_MILLIS, TimeUnit.MILLISECONDS)) {
                throw new AssertionError("work in the background does not end");
            }
            uncaught.forEach(failure -> {
                throw new AssertionError("the screen met what it must not", failure);
            });
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
