package clayton.desktop.window;

import atlantafx.base.theme.PrimerDark;
import atlantafx.base.theme.PrimerLight;
import clayton.chain.Tags;
import clayton.desktop.casefile.OpenedCase;
import clayton.desktop.flow.FlowView;
import clayton.desktop.form.FileQuestions;
import clayton.desktop.session.Failures;
import clayton.desktop.session.Formats;
import clayton.desktop.session.OpenChain;
import clayton.desktop.session.Settings;
import clayton.desktop.session.Texts;
import clayton.desktop.session.Work;
import clayton.desktop.store.Login;
import clayton.desktop.verify.VerifyView;
import clayton.desktop.verify.VerifyViewModel;
import clayton.desktop.welcome.WelcomeView;
import clayton.desktop.welcome.WelcomeViewModel;
import clayton.desktop.workbench.Workbench;
import clayton.desktop.workbench.WorkbenchView;
import clayton.evidence.Direction;
import clayton.store.neo4j.LocalNeo4j;
import clayton.workspace.UserFolders;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import javafx.application.Application;
import javafx.application.ColorScheme;
import javafx.application.Platform;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.value.ObservableValue;
import javafx.css.PseudoClass;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.control.Alert;
import javafx.scene.control.CheckMenuItem;
import javafx.scene.control.Menu;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.RadioMenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.control.ToggleGroup;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.TransferMode;
import javafx.scene.layout.StackPane;

/// The window's content: the welcome page until a chain is open, then its workbench. Knows theme, zoom, language and
/// keys.
public final class Desktop {
    private static final PseudoClass DARK = PseudoClass.getPseudoClass("dark");
    private static final int FONT_PIXELS = 13;

    private final Work work;
    private final Settings settings;
    private final UserFolders folders;
    private final FileQuestions questions;
    private final StackPane root = new StackPane();
    private final Scene scene = new Scene(root, 1280, 720);
    private Texts texts;
    private Optional<WorkbenchView> workbench = Optional.empty();
    private Optional<WelcomeViewModel> welcome = Optional.empty();
    private final ReadOnlyStringWrapper title = new ReadOnlyStringWrapper("");

    public Desktop(Work work, Settings settings, UserFolders folders, FileQuestions questions) {
        this.work = work;
        this.settings = settings;
        this.folders = folders;
        this.questions = questions;
        this.texts = new Texts(settings.language().get());
        root.getStyleClass().add("clayton");
        scene.getStylesheets().add(sheet());
        scene.addEventFilter(KeyEvent.KEY_PRESSED, this::pressed);
        settings.theme().subscribe(this::restyle);
        Platform.getPreferences().colorSchemeProperty().subscribe(this::restyle);
        settings.zoom().subscribe(zoom -> {
            root.setStyle("-fx-font-size: " + Math.round(FONT_PIXELS * zoom.doubleValue()) + "px;");
            workbench.ifPresent(WorkbenchView::restyle);
        });
        settings.language().addListener(changed -> translate());
        restyle();
        root.setOnDragOver(event -> {
            if (event.getDragboard().getFiles().size() == 1) {
                event.acceptTransferModes(TransferMode.COPY);
                event.consume();
            }
        });
        root.setOnDragDropped(event -> {
            event.getDragboard().getFiles().stream().limit(1).forEach(file -> verify(file.toPath()));
            event.setDropCompleted(true);
            event.consume();
        });
        showWelcome();
    }

    private static String sheet() {
        return Objects.requireNonNull(Desktop.class.getResource("clayton.css")).toExternalForm();
    }

    public Scene scene() {
        return scene;
    }

    public Settings settings() {
        return settings;
    }

    public Texts texts() {
        return texts;
    }

    public Optional<WorkbenchView> workbench() {
        return workbench;
    }

    public Optional<WelcomeViewModel> welcome() {
        return welcome;
    }

    private boolean isDark() {
        return switch (settings.theme().get()) {
            case LIGHT -> false;
            case DARK -> true;
            case SYSTEM -> Platform.getPreferences().getColorScheme() == ColorScheme.DARK;
        };
    }

    private void restyle() {
        Application.setUserAgentStylesheet(
                isDark() ? new PrimerDark().getUserAgentStylesheet() : new PrimerLight().getUserAgentStylesheet());
        root.pseudoClassStateChanged(DARK, isDark());
        root.applyCss();
        workbench.ifPresent(WorkbenchView::restyle);
    }

    /// The window's title: the case, and whether it is saved.
    public ReadOnlyStringProperty title() {
        return title.getReadOnlyProperty();
    }

    /// Runs `then` unless a person wants to stay for what is not saved.
    public void leave(Runnable then) {
        workbench.ifPresentOrElse(view -> view.saving().leave(then), then);
    }

    /// The first page again; an open chain is closed, and what is not saved is kept beside its case.
    public void showWelcome() {
        workbench.ifPresent(view -> view.bench().close());
        workbench = Optional.empty();
        title.unbind();
        title.set(texts.get("app.name"));
        WelcomeViewModel model = new WelcomeViewModel(work, texts, settings, folders, login(), this::open);
        welcome = Optional.of(model);
        StackPane page = new StackPane(new WelcomeView(model, texts, questions));
        MenuButton menu = menu(Optional.empty());
        StackPane.setAlignment(menu, Pos.TOP_RIGHT);
        StackPane.setMargin(menu, new Insets(12));
        page.getChildren().add(menu);
        show(page);
    }

    /// Shows a chain with a new case; from now on it is this window's to close.
    public void open(OpenChain chain) {
        open(OpenedCase.unnamed(chain, folders.unnamedCases()));
    }

    private void open(OpenedCase opened) {
        welcome = Optional.empty();
        Workbench bench = new Workbench(work, texts, settings, opened, login());
        WorkbenchView view = new WorkbenchView(bench, texts, settings, questions, menu(Optional.of(bench)));
        workbench = Optional.of(view);
        title.bind(bench.ofCase()
                .title()
                .flatMap(name -> bench.ofCase()
                        .saved()
                        .map(saved -> texts.get("app.title", saved ? name : texts.get("case.unsaved", name)))));
        show(view);
    }

    private Login login() {
        return new Login(texts, new LocalNeo4j(folders.neo4j()));
    }

    private void show(Parent page) {
        root.getChildren().setAll(page);
        root.applyCss();
    }

    /// Opens a ledger at once.
    public void open(Path ledger) {
        welcome.ifPresent(model -> model.open(ledger));
    }

    /// Opens a case, over the ledger that is named or one that fits; an open chain is closed.
    public void openCase(Path folder, Optional<Path> ledger) {
        fromWelcome(model -> model.openCase(folder, ledger));
    }

    /// Makes a new case over the open chain.
    public void newCase(Path folder) {
        workbench
                .map(view -> view.bench().chain())
                .ifPresent(chain -> fromWelcome(model -> model.newCase(folder, chain)));
    }

    private void fromWelcome(Consumer<WelcomeViewModel> action) {
        if (welcome.isEmpty()) {
            showWelcome();
        }
        welcome.ifPresent(action);
    }

    private void chooseCase() {
        questions
                .folder(scene.getWindow(), texts.get("menu.openCase"))
                .ifPresent(folder -> leave(() -> openCase(folder, Optional.empty())));
    }

    private void chooseNewCase() {
        questions
                .save(scene.getWindow(), texts.get("menu.newCase"), Path.of(texts.get("case.untitled")))
                .ifPresent(folder -> leave(() -> newCase(folder)));
    }

    /// An open chain keeps its words until the next one is opened, because its screens hold work that is not to be
    /// lost.
    private void translate() {
        texts = new Texts(settings.language().get());
        if (workbench.isEmpty()) {
            showWelcome();
        }
    }

    private MenuButton menu(Optional<Workbench> bench) {
        MenuButton menu = new MenuButton(texts.get("menu"));
        menu.setId("menu");
        menu.getStyleClass().add("flat");
        menu.setMinWidth(MenuButton.USE_PREF_SIZE);
        menu.getItems()
                .setAll(
                        item("menu.welcome", () -> leave(this::showWelcome)),
                        item("menu.openCase", this::chooseCase),
                        item("menu.verify", this::chooseBundle),
                        new SeparatorMenuItem(),
                        choice(
                                "menu.theme",
                                List.of(Settings.Theme.values()),
                                settings.theme(),
                                each -> "theme." + each),
                        choice("menu.unit", List.of(Formats.Unit.values()), settings.unit(), each -> "unit." + each),
                        choice(
                                "menu.language",
                                List.of(Locale.ENGLISH, Locale.GERMAN),
                                settings.language(),
                                each -> "language." + each.getLanguage()),
                        check("menu.hideAmounts", settings.hideAmounts()),
                        check("menu.localTimes", settings.localTimes()),
                        new SeparatorMenuItem(),
                        item("menu.zoomIn", settings::zoomIn),
                        item("menu.zoomOut", settings::zoomOut),
                        item("menu.keys", this::showKeys));
        bench.ifPresent(open -> menu.getItems().addAll(2, caseItems(open)));
        return menu;
    }

    /// What the menu has only while a case is open.
    private List<MenuItem> caseItems(Workbench bench) {
        return List.of(
                item("menu.newCase", this::chooseNewCase),
                item(
                        "menu.save",
                        () -> workbench.ifPresent(view -> view.saving().save())),
                item(
                        "menu.saveAs",
                        () -> workbench.ifPresent(view -> view.saving().saveAs())),
                new SeparatorMenuItem(),
                step(bench.history().undoWords(), bench.history().canUndo(), bench.history()::undo),
                step(bench.history().redoWords(), bench.history().canRedo(), bench.history()::redo),
                FlowView.holders(bench.flow(), texts),
                new SeparatorMenuItem());
    }

    private static MenuItem step(ObservableValue<String> words, ObservableValue<Boolean> enabled, Runnable action) {
        MenuItem item = new MenuItem();
        item.textProperty().bind(words);
        item.disableProperty().bind(enabled.map(can -> !can));
        item.setOnAction(event -> action.run());
        return item;
    }

    private MenuItem item(String key, Runnable action) {
        MenuItem item = new MenuItem(texts.get(key));
        item.setOnAction(event -> action.run());
        return item;
    }

    private CheckMenuItem check(String key, BooleanProperty property) {
        CheckMenuItem item = new CheckMenuItem(texts.get(key));
        item.selectedProperty().bindBidirectional(property);
        return item;
    }

    private <T> Menu choice(String key, List<T> values, ObjectProperty<T> property, Function<T, String> words) {
        Menu menu = new Menu(texts.get(key));
        ToggleGroup group = new ToggleGroup();
        for (T value : values) {
            RadioMenuItem item = new RadioMenuItem(texts.get(words.apply(value)));
            item.setToggleGroup(group);
            item.setSelected(value.equals(property.get()));
            item.setOnAction(event -> property.set(value));
            menu.getItems().add(item);
        }
        return menu;
    }

    private void chooseBundle() {
        questions.open(scene.getWindow(), texts.get("menu.verify")).ifPresent(this::verify);
    }

    /// Checks an evidence bundle and shows what came of it.
    public void verify(Path bundle) {
        VerifyViewModel model = new VerifyViewModel(work, texts);
        Alert dialog = new Alert(Alert.AlertType.INFORMATION);
        dialog.initOwner(scene.getWindow());
        dialog.setTitle(texts.get("verify.title"));
        dialog.setHeaderText(texts.get("verify.title"));
        dialog.getDialogPane().setContent(new VerifyView(model, texts));
        dialog.getDialogPane().getStylesheets().add(sheet());
        dialog.setResizable(true);
        dialog.setOnHidden(event -> model.running().cancel());
        dialog.show();
        model.verify(bundle);
    }

    /// The keyboard map.
    public void showKeys() {
        Alert keys = new Alert(Alert.AlertType.INFORMATION);
        keys.initOwner(scene.getWindow());
        keys.setTitle(texts.get("keys.title"));
        keys.setHeaderText(texts.get("keys.title"));
        keys.getDialogPane().setContent(new KeyMapView(texts));
        keys.getDialogPane().getStylesheets().add(sheet());
        keys.show();
    }

    /// Says in the window that something went wrong.
    public void say(Throwable failure) {
        Alert alert = new Alert(Alert.AlertType.ERROR, Failures.sentence(failure));
        alert.initOwner(scene.getWindow());
        alert.show();
    }

    private void pressed(KeyEvent event) {
        if (KeyMap.of(event).map(this::act).orElse(false)) {
            event.consume();
        }
    }

    /// Answers whether a key was meant for the desktop.
    private boolean act(KeyMap.Command command) {
        switch (command) {
            case KEYS -> showKeys();
            case ZOOM_IN -> settings.zoomIn();
            case ZOOM_OUT -> settings.zoomOut();
            case ZOOM_RESET -> settings.setZoom(1);
            case OPEN_CASE -> chooseCase();
            default -> {
                if (workbench.isEmpty()) {
                    return false;
                }
                act(command, workbench.get());
            }
        }
        return true;
    }

    private static void act(KeyMap.Command command, WorkbenchView view) {
        Workbench bench = view.bench();
        switch (command) {
            case SEARCH -> view.search().take();
            case TRACE -> bench.trace().trace();
            case TRACE_BACK -> bench.traceSelected(Direction.BACKWARD);
            case PROVE -> bench.trace().prove();
            case COMPARE -> bench.trace().compare();
            case CANCEL -> {
                bench.trace().running().cancel();
                bench.flow().cancel();
            }
            case UNDO -> bench.history().undo();
            case REDO -> bench.history().redo();
            case SAVE -> view.saving().save();
            case SAVE_AS -> view.saving().saveAs();
            case SELECT_ALL -> bench.flow().chooseAll();
            case LABEL -> view.annotate().take();
            case TAG -> view.annotate().askTag();
            case CASE_TAB -> view.show("case");
            case FIT -> view.flow().fit();
            case INPUTS -> bench.flow().expandInputs();
            case OUTPUTS -> bench.flow().expandOutputs();
            case NEXT -> bench.flow().nextSpend();
            case CHAIN -> bench.flow().toggleChain();
            case HIDDEN -> bench.flow().toggleHidden();
            case BY -> bench.flow().showNext();
            case TABLE -> view.flow().asTable().set(!view.flow().asTable().get());
            case REMOVE -> bench.flow().remove();
            case MORE -> bench.flow().showMore();
            case FLOW_TAB -> view.show("flow");
            case RESULTS_TAB -> view.show("results");
            case COMPARE_TAB -> view.show("compare");
            case TRANSACTION_TAB -> view.show("transaction");
            case PEEL_TAB -> view.show("peel");
            case CLUSTER_TAB -> view.show("cluster");
            case EXPORT_TAB -> view.show("export");
            case KEYS, ZOOM_IN, ZOOM_OUT, ZOOM_RESET, OPEN_CASE -> {}
        }
    }

    /// Opens a ledger with tags, in the background.
    public void open(Path ledger, Tags tags) {
        work.start(progress -> OpenChain.open(ledger, tags), this::open, this::say);
    }
}
