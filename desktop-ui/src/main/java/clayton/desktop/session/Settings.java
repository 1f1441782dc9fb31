package clayton.desktop.session;

import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.DoubleProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleDoubleProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/// What a person prefers, and which ledgers they opened lately; kept in a small properties file. A file that cannot be
/// read counts as none: preferences are never worth an error.
public final class Settings {
    public static final double LEAST_ZOOM = 0.75;
    public static final double MOST_ZOOM = 2.0;
    private static final double ZOOM_STEP = 0.125;
    private static final int RECENT = 8;

    /// Light or dark, or as the system is.
    public enum Theme {
        SYSTEM,
        LIGHT,
        DARK
    }

    private final ObjectProperty<Theme> theme = new SimpleObjectProperty<>(Theme.SYSTEM);
    private final DoubleProperty zoom = new SimpleDoubleProperty(1);
    private final ObjectProperty<Formats.Unit> unit = new SimpleObjectProperty<>(Formats.Unit.BTC);
    private final BooleanProperty hideAmounts = new SimpleBooleanProperty();
    private final BooleanProperty localTimes = new SimpleBooleanProperty();
    private final ObjectProperty<Locale> language = new SimpleObjectProperty<>(Locale.ENGLISH);
    private final ReadOnlyObjectWrapper<Formats> formats = new ReadOnlyObjectWrapper<>(Formats.PLAIN);
    private final ObservableList<Path> recent = FXCollections.observableArrayList();
    private final ObservableList<RecentCase> recentCases = FXCollections.observableArrayList();

    /// A case opened lately, and the ledger it was opened over.
    public record RecentCase(Path folder, Path ledger) {}

    public Settings() {
        Runnable renew =
                () -> formats.set(new Formats(unit.get(), hideAmounts.get(), localTimes.get(), language.get()));
        unit.subscribe(renew);
        hideAmounts.subscribe(renew);
        localTimes.subscribe(renew);
        language.subscribe(renew);
        renew.run();
    }

    /// What the file says, as far as it can be understood.
    public static Settings read(Path file, Locale systemLanguage) {
        Settings settings = new Settings();
        settings.language.set(supported(systemLanguage));
        Properties stored = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            stored.load(reader);
            settings.take(stored);
        } catch (IOException | IllegalArgumentException e) {
            return settings;
        }
        return settings;
    }

    private static Locale supported(Locale wanted) {
        return wanted.getLanguage().equals("de") ? Locale.GERMAN : Locale.ENGLISH;
    }

    private void take(Properties stored) {
        theme.set(Theme.valueOf(stored.getProperty("theme", Theme.SYSTEM.name())));
        setZoom(Double.parseDouble(stored.getProperty("zoom", "1")));
        unit.set(Formats.Unit.valueOf(stored.getProperty("unit", Formats.Unit.BTC.name())));
        hideAmounts.set(Boolean.parseBoolean(stored.getProperty("hideAmounts")));
        localTimes.set(Boolean.parseBoolean(stored.getProperty("localTimes")));
        if (stored.containsKey("language")) {
            language.set(supported(Locale.forLanguageTag(stored.getProperty("language"))));
        }
        List<Path> folders = new ArrayList<>();
        for (int i = 0; i < RECENT && stored.containsKey("recent." + i); i++) {
            folders.add(Path.of(stored.getProperty("recent." + i)));
        }
        recent.setAll(folders);
        List<RecentCase> cases = new ArrayList<>();
        for (int i = 0; i < RECENT && stored.containsKey("case." + i); i++) {
            cases.add(new RecentCase(
                    Path.of(stored.getProperty("case." + i)),
                    Path.of(stored.getProperty("case." + i + ".ledger", ""))));
        }
        recentCases.setAll(cases);
    }

    /// What is to be kept, as it is now.
    private Properties stored() {
        Properties stored = new Properties();
        stored.setProperty("theme", theme.get().name());
        stored.setProperty("zoom", Double.toString(zoom.get()));
        stored.setProperty("unit", unit.get().name());
        stored.setProperty("hideAmounts", Boolean.toString(hideAmounts.get()));
        stored.setProperty("localTimes", Boolean.toString(localTimes.get()));
        stored.setProperty("language", language.get().toLanguageTag());
        for (int i = 0; i < recent.size(); i++) {
            stored.setProperty("recent." + i, recent.get(i).toString());
        }
        for (int i = 0; i < recentCases.size(); i++) {
            stored.setProperty("case." + i, recentCases.get(i).folder().toString());
            stored.setProperty(
                    "case." + i + ".ledger", recentCases.get(i).ledger().toString());
        }
        return stored;
    }

    /// Replaces the file as a whole.
    public void write(Path file) throws IOException {
        write(stored(), file);
    }

    /// The same in the background; what goes wrong is left for the next time.
    public void write(Path file, Work work) {
        Properties now = stored();
        work.start(
                progress -> {
                    write(now, file);
                    return file;
                },
                written -> {},
                failure -> {});
    }

    private static synchronized void write(Properties stored, Path file) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        try (Writer writer = Files.newBufferedWriter(fresh)) {
            stored.store(writer, null);
        }
        Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }

    /// Puts a ledger on top of those opened lately.
    public void opened(Path ledger) {
        List<Path> folders = new ArrayList<>(recent);
        folders.remove(ledger);
        folders.addFirst(ledger);
        recent.setAll(folders.subList(0, Math.min(RECENT, folders.size())));
    }

    /// Puts a case on top of those opened lately.
    public void openedCase(Path folder, Path ledger) {
        List<RecentCase> cases = new ArrayList<>(recentCases);
        cases.removeIf(each -> each.folder().equals(folder));
        cases.addFirst(new RecentCase(folder, ledger));
        recentCases.setAll(cases.subList(0, Math.min(RECENT, cases.size())));
    }

    public ObservableList<RecentCase> recentCases() {
        return recentCases;
    }

    public void zoomIn() {
        setZoom(zoom.get() + ZOOM_STEP);
    }

    public void zoomOut() {
        setZoom(zoom.get() - ZOOM_STEP);
    }

    public void setZoom(double factor) {
        zoom.set(Double.isNaN(factor) ? 1 : Math.clamp(factor, LEAST_ZOOM, MOST_ZOOM));
    }

    public ObjectProperty<Theme> theme() {
        return theme;
    }

    public DoubleProperty zoom() {
        return zoom;
    }

    public ObjectProperty<Formats.Unit> unit() {
        return unit;
    }

    public BooleanProperty hideAmounts() {
        return hideAmounts;
    }

    public BooleanProperty localTimes() {
        return localTimes;
    }

    public ObjectProperty<Locale> language() {
        return language;
    }

    public ReadOnlyObjectProperty<Formats> formats() {
        return formats.getReadOnlyProperty();
    }

    public ObservableList<Path> recent() {
        return recent;
    }
}
