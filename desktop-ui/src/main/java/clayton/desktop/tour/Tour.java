package clayton.desktop.tour;

import clayton.desktop.annotate.Palette;
import clayton.desktop.casefile.CaseOpener;
import clayton.desktop.export.Kind;
import clayton.desktop.flow.Holders.By;
import clayton.desktop.flow.Png;
import clayton.desktop.form.FileChoosers;
import clayton.desktop.session.Failures;
import clayton.desktop.session.Settings;
import clayton.desktop.session.Thing;
import clayton.desktop.session.Work;
import clayton.desktop.tour.Watchdog.Doing;
import clayton.desktop.trace.ResultRow;
import clayton.desktop.welcome.WelcomeViewModel;
import clayton.desktop.window.Desktop;
import clayton.desktop.workbench.Workbench;
import clayton.desktop.workbench.WorkbenchView;
import clayton.evidence.Direction;
import clayton.evidence.Json;
import clayton.workspace.SampleChain;
import clayton.workspace.UserFolders;
import java.io.IOException;
import java.io.PrintStream;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import javafx.animation.AnimationTimer;
import javafx.collections.FXCollections;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;
import javafx.stage.Stage;

/// Walks through the screens by itself, on the sample chain and without a display, through the same view models that a
/// person's clicks reach; takes a picture of each step in light and dark, and measures.
public final class Tour {
    private static final long PATIENCE_NANOS = 300_000_000_000L;
    private static final int QUIET_FRAMES = 12;
    private static final int MEASURED_FRAMES = 90;
    /// Of the sample: an address of an exchange that gets stolen coins, and change of its own.
    private static final String EXCHANGE = "mjaWRDBQGSNGuekbRsVYzfHHcHhYroxm4W";

    private final Stage stage;
    private final Work work;
    private final Path folder;
    private final PrintStream out;
    private final Consumer<Integer> ended;
    private final Watchdog watchdog = new Watchdog();
    private final Deque<Act> acts = new ArrayDeque<>();
    private final List<TourDocument.Step> steps = new ArrayList<>();
    private final SortedMap<String, Double> frameMillis = new TreeMap<>();
    private final Desktop desktop;
    private long firstShowMillis;

    /// A step: what to do, when it is done, and the name of its pictures.
    private record Act(String name, Runnable action, BooleanSupplier done) {}

    /// `ended` is told the exit code.
    public Tour(Stage stage, Work work, Path folder, PrintStream out, Consumer<Integer> ended) {
        this.stage = stage;
        this.work = work;
        this.folder = folder.toAbsolutePath();
        this.out = out;
        this.ended = ended;
        String home = this.folder.resolve("home").toString();
        UserFolders folders =
                new UserFolders(Map.of("XDG_DATA_HOME", home, "XDG_CACHE_HOME", home, "XDG_CONFIG_HOME", home));
        Settings settings = new Settings();
        settings.language().set(Locale.ENGLISH);
        settings.theme().set(Settings.Theme.LIGHT);
        this.desktop = new Desktop(work, settings, folders, new FileChoosers());
    }

    /// Shows the window and begins to walk.
    public void begin() {
        long shown = System.nanoTime();
        Thread.currentThread().setUncaughtExceptionHandler((thread, failure) -> fail(failure));
        watchdog.begin();
        stage.setScene(desktop.scene());
        stage.show();
        plan();
        afterFrames(QUIET_FRAMES, () -> {
            firstShowMillis = (System.nanoTime() - shown) / 1_000_000;
            watchdog.doing(Doing.WORK);
            next();
        });
    }

    private void plan() {
        act("welcome", () -> {}, () -> true);
        act(
                "load",
                () -> desktop.welcome().orElseThrow().openSample(),
                () -> desktop.workbench().filter(WorkbenchView::isWhole).isPresent());
        act("search", this::search, () -> bench().selected().get().isPresent() && isQuiet());
        act("trace", this::trace, () -> bench().trace().result().get().isPresent() && isQuiet());
        act(
                "prove",
                () -> bench().trace().prove(),
                () -> bench().trace().proof().get().isPresent());
        act(
                "outputs",
                () -> view().show("results"),
                () -> !bench().result().rows().isEmpty());
        act("timeline", this::brush, () -> true);
        act("compare", this::compare, () -> bench().trace().comparison().get().isPresent());
        act("addresses", this::addresses, () -> isBy(By.ADDRESSES));
        act("clusters", this::clusters, () -> isBy(By.CLUSTERS) && isClusterSelected());
        act("sheet", this::sheet, this::isQuiet);
        act("expand", this::expand, this::isQuiet);
        act(
                "select",
                () -> bench().flow().chooseAll(),
                () -> bench().annotate().selection().get().names().size() > 3);
        act(
                "annotate",
                this::annotate,
                () -> bench().annotate().selection().get().names().size() == 1);
        act("label", this::label, () -> bench().annotate().said().size() >= 3);
        act("undo", this::undo, () -> bench().history().canRedo().get());
        act("case", this::save, () -> bench().ofCase().saved().get() && isQuiet());
        act("ranges", this::ranges, () -> bench().transaction().sankey().get().isPresent());
        act("peel", this::peel, () -> !bench().peel().hops().isEmpty());
        act("cluster", this::cluster, () -> !bench().cluster().members().isEmpty());
        act("linked", this::explain, () -> !bench().cluster().steps().isEmpty());
        act(
                "backward",
                this::backward,
                () -> !bench().trace().result().get().orElseThrow().isForward() && isQuiet());
        act("export", this::export, () -> bench().export().written().get().isPresent());
        act("stores", this::publish, () -> bench().export().status().get().contains("clayton neo4j start"));
        act("graph-1000", () -> fill(1000, false), () -> bench().flow().boxes() == 1000 && isQuiet());
        act("graph-5000", () -> fill(5000, false), () -> bench().flow().boxes() == 5000 && isQuiet());
        act("graph-5000-addresses", () -> fill(5000, true), this::isQuiet);
        act("not-saved", this::leave, () -> !left().isEmpty());
        act("reopen", this::reopen, () -> desktop.workbench().isPresent() && isQuiet());
        act("german", this::inGerman, () -> true);
        act(
                "case-german",
                () -> desktop.welcome().orElseThrow().openSample(),
                () -> desktop.workbench().isPresent() && isQuiet() && isShown("case"));
    }

    private void act(String name, Runnable action, BooleanSupplier done) {
        acts.add(new Act(name, action, done));
    }

    private WorkbenchView view() {
        return desktop.workbench().orElseThrow();
    }

    private Workbench bench() {
        return view().bench();
    }

    private boolean isQuiet() {
        return bench().flow().job().get().isEmpty() && bench().flow().boxes() > 0;
    }

    private void search() {
        bench().search().text().set("  \"" + SampleChain.LOOT + "\" ");
        bench().search().search();
    }

    private void trace() {
        bench().trace().seed(SampleChain.LOOT);
        bench().trace().trace();
    }

    private void brush() {
        view().show("flow");
        bench().timeline().brush(20, 80);
    }

    private void compare() {
        bench().timeline().clear();
        bench().trace().compare();
    }

    private void addresses() {
        view().show("flow");
        bench().flow().show(By.ADDRESSES);
        bench().selected().set(Optional.of(new Thing.Address(EXCHANGE)));
    }

    /// The clusters, and what is known of the exchange's.
    private void clusters() {
        bench().flow().show(By.CLUSTERS);
        work.start(
                progress -> bench().chain().clusters().of(EXCHANGE, progress),
                cluster -> bench().selected().set(Optional.<Thing>of(cluster)),
                this::fail);
    }

    private boolean isBy(By by) {
        return bench().flow().by().get() == by && isQuiet();
    }

    private boolean isClusterSelected() {
        return bench().inspector().shown().get().thing().orElse(null) instanceof Thing.Cluster;
    }

    /// With outputs again, as before both other choices.
    private void sheet() {
        undo();
        undo();
        bench().flow().clear();
        search();
    }

    private void expand() {
        bench().flow().expandInputs();
    }

    /// A colour and a note for all that is selected, then the loot alone.
    private void annotate() {
        bench().annotate().colour(Optional.of(Palette.GREEN));
        bench().annotate().note("followed by hand");
        bench().search().search();
    }

    private void label() {
        bench().annotate().label("Loot");
        bench().annotate().tag(false, "thief", "police report 7", "authority_data");
    }

    private void undo() {
        bench().history().undo();
    }

    private void save() {
        bench().history().redo();
        bench().annotate().decide("freeze what is left", "the owner was found");
        view().show("case");
        view().saving().save();
    }

    private List<CaseOpener.Left> left() {
        return desktop.welcome().map(WelcomeViewModel::left).orElse(FXCollections.observableArrayList());
    }

    /// Leaves without a save, as a program does that is killed.
    private void leave() {
        desktop.showWelcome();
    }

    private void reopen() {
        desktop.welcome().ifPresent(model -> model.openCase(left().getFirst().folder(), Optional.empty()));
    }

    private boolean isShown(String tab) {
        view().show(tab);
        return true;
    }

    /// The largest output of the trace that was tainted in part and spent.
    private Optional<ResultRow> firstSpent() {
        return bench().trace().result().get().stream()
                .flatMap(result -> result.rows().stream())
                .filter(row -> row.state().equals("spent") && row.taintedSats() < row.valueSats())
                .max(Comparator.comparingLong(ResultRow::taintedSats));
    }

    private void ranges() {
        view().show("transaction");
        firstSpent().ifPresent(row -> bench().selected().set(Optional.of(new Thing.Output(row.output()))));
    }

    private void peel() {
        view().show("peel");
        firstSpent().ifPresent(row -> bench().peel().follow(row.output()));
    }

    private void cluster() {
        view().show("cluster");
        bench().trace().result().get().stream()
                .flatMap(result -> result.rows().stream())
                .filter(row -> row.tag().startsWith("exchange"))
                .max(Comparator.comparingLong(ResultRow::valueSats))
                .ifPresent(row -> bench().cluster().show(row.address()));
    }

    private void explain() {
        bench().cluster().explain(bench().cluster().members().getLast());
    }

    private void backward() {
        view().show("flow");
        bench().traceSelected(Direction.BACKWARD);
    }

    private void export() {
        view().show("export");
        bench().export().kind().set(Kind.SVG);
        bench().export().file().set(folder.resolve("flow.svg").toString());
        bench().export().export(view().flow()::picture);
    }

    /// The tour's own home has no Neo4j: what is shown is the sentence that says so.
    private void publish() {
        bench().export().publish();
    }

    private void inGerman() {
        desktop.settings().language().set(Locale.GERMAN);
        desktop.showWelcome();
    }

    private void fill(int boxes, boolean ofAddresses) {
        view().show("flow");
        bench().selected().set(Optional.empty());
        bench().flow().showMadeUp(boxes, ofAddresses);
    }

    private void next() {
        if (acts.isEmpty()) {
            end();
            return;
        }
        Act act = acts.remove();
        long began = System.nanoTime();
        act.action().run();
        await(act, began);
    }

    private void await(Act act, long began) {
        new AnimationTimer() {
            @Override
            public void handle(long now) {
                if (act.done().getAsBoolean()) {
                    stop();
                    reached(act, (System.nanoTime() - began) / 1_000_000);
                } else if (System.nanoTime() - began > PATIENCE_NANOS) {
                    stop();
                    fail(new IOException("the step '" + act.name() + "' did not come to its end"));
                }
            }
        }.start();
    }

    private void reached(Act act, long millis) {
        afterFrames(
                QUIET_FRAMES,
                () -> picture(
                        act.name(),
                        Settings.Theme.LIGHT,
                        () -> picture(
                                act.name(),
                                Settings.Theme.DARK,
                                () -> inTheme(Settings.Theme.LIGHT, () -> {
                                    steps.add(new TourDocument.Step(
                                            act.name(),
                                            millis,
                                            List.of(
                                                    file(act.name(), Settings.Theme.LIGHT),
                                                    file(act.name(), Settings.Theme.DARK))));
                                    out.printf(
                                            Locale.ROOT,
                                            "%-12s %6d ms, longest stall %d ms%n",
                                            act.name(),
                                            millis,
                                            watchdog.takeMillisOfStep());
                                    if (act.name().startsWith("graph-")) {
                                        measureFrames(act.name().substring("graph-".length()));
                                    } else {
                                        next();
                                    }
                                }))));
    }

    private String file(String name, Settings.Theme theme) {
        return String.format(
                Locale.ROOT,
                "%02d-%s-%s.png",
                steps.size() + 1,
                name,
                theme.name().toLowerCase(Locale.ROOT));
    }

    private void inTheme(Settings.Theme theme, Runnable then) {
        watchdog.doing(Doing.THEME_SWITCH);
        desktop.settings().theme().set(theme);
        afterFrames(QUIET_FRAMES, () -> {
            watchdog.doing(Doing.WORK);
            then.run();
        });
    }

    private void picture(String name, Settings.Theme theme, Runnable then) {
        inTheme(theme, () -> {
            watchdog.doing(Doing.SNAPSHOT);
            WritableImage image = desktop.scene().snapshot(null);
            int width = (int) image.getWidth();
            int height = (int) image.getHeight();
            int[] pixels = new int[width * height];
            image.getPixelReader().getPixels(0, 0, width, height, PixelFormat.getIntArgbInstance(), pixels, 0, width);
            Path file = folder.resolve(file(name, theme));
            work.start(
                    progress -> {
                        Png.write(width, height, pixels, file);
                        return file;
                    },
                    written -> afterFrames(2, () -> {
                        watchdog.doing(Doing.WORK);
                        then.run();
                    }),
                    this::fail);
        });
    }

    /// Moves the whole graph a little each frame and takes the median time between frames.
    private void measureFrames(String boxes) {
        view().flow().fit();
        List<Long> times = new ArrayList<>();
        new AnimationTimer() {
            private long last;

            @Override
            public void handle(long now) {
                long here = System.nanoTime();
                if (last != 0) {
                    times.add(here - last);
                }
                last = here;
                view().flow().pan(times.size() % 2 == 0 ? 9 : -7, 3);
                if (times.size() >= MEASURED_FRAMES) {
                    stop();
                    List<Long> sorted = times.stream().sorted().toList();
                    double median = Math.round(sorted.get(sorted.size() / 2) / 10_000.0) / 100.0;
                    frameMillis.put(boxes, median);
                    out.printf(Locale.ROOT, "%-12s %6.1f ms a frame%n", "  moved", median);
                    next();
                }
            }
        }.start();
    }

    private static void afterFrames(int frames, Runnable then) {
        new AnimationTimer() {
            private int left = frames;

            @Override
            public void handle(long now) {
                if (left-- == 0) {
                    stop();
                    then.run();
                }
            }
        }.start();
    }

    private void end() {
        watchdog.end();
        TourDocument document = new TourDocument(
                "clayton.tour/1",
                steps,
                watchdog.longestMillis(Doing.WORK),
                new TourDocument.Apart(
                        firstShowMillis,
                        watchdog.longestMillis(Doing.THEME_SWITCH),
                        watchdog.longestMillis(Doing.SNAPSHOT)),
                frameMillis);
        try (Writer writer = Files.newBufferedWriter(folder.resolve("tour.json"))) {
            Json.write(document, writer);
        } catch (IOException e) {
            fail(e);
            return;
        }
        out.printf(Locale.ROOT, "longest stall of the screen: %d ms%n", document.longestStallMillis());
        out.println("pictures and tour.json: " + folder);
        ended.accept(0);
    }

    private void fail(Throwable failure) {
        watchdog.end();
        out.println("the tour stopped: " + Failures.sentence(failure));
        ended.accept(1);
    }
}
