package clayton.desktop.welcome;

import clayton.chain.Progress;
import clayton.chain.Tags;
import clayton.desktop.casefile.CaseOpener;
import clayton.desktop.casefile.CaseOpener.Left;
import clayton.desktop.casefile.OpenedCase;
import clayton.desktop.session.Failures;
import clayton.desktop.session.Formats;
import clayton.desktop.session.OpenChain;
import clayton.desktop.session.Settings;
import clayton.desktop.session.Settings.RecentCase;
import clayton.desktop.session.SingleJob;
import clayton.desktop.session.Texts;
import clayton.desktop.session.Work;
import clayton.desktop.store.Login;
import clayton.evidence.TagStore;
import clayton.reader.LoadReport;
import clayton.store.Ledger;
import clayton.store.LedgerInfo;
import clayton.store.OlderLedgerException;
import clayton.workspace.Loading;
import clayton.workspace.SampleChain;
import clayton.workspace.UserFolders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/// The first page: the sample case, ledgers opened lately, and the loading of a node's blocks, which can be cancelled
/// and goes on where it stopped.
public final class WelcomeViewModel {
    private final Work work;
    private final Texts texts;
    private final Settings settings;
    private final UserFolders folders;
    private final Login login;
    private final Consumer<OpenedCase> opened;
    private final StringProperty blocks = new SimpleStringProperty("");
    private final StringProperty ledger = new SimpleStringProperty("");
    private final StringProperty from = new SimpleStringProperty("");
    private final StringProperty to = new SimpleStringProperty("");
    private final SingleJob running;
    private final ObservableList<Recent> recent = FXCollections.observableArrayList();
    private final ObservableList<Recent> recentCases = FXCollections.observableArrayList();
    private final ObservableList<Left> left = FXCollections.observableArrayList();
    private final ReadOnlyObjectWrapper<Optional<OlderLedgerException>> older =
            new ReadOnlyObjectWrapper<>(Optional.empty());
    private final CaseOpener opener;

    /// `opened` takes over the chain that was opened, with its case.
    public WelcomeViewModel(
            Work work, Texts texts, Settings settings, UserFolders folders, Login login, Consumer<OpenedCase> opened) {
        this.work = work;
        this.running = new SingleJob(work);
        this.texts = texts;
        this.settings = settings;
        this.folders = folders;
        this.login = login;
        this.opened = opened;
        opener = new CaseOpener(folders.unnamedCases(), this::tagsOf);
        ledger.set(folders.ledger().toString());
        Path node = Path.of(System.getProperty("user.home"), ".bitcoin", "blocks");
        blocks.set(Files.isDirectory(node) ? node.toString() : "");
        lookAtRecent();
    }

    /// A ledger or case opened lately, and what it holds as far as that can be read; `there` if it is worth a try.
    public record Recent(Path folder, String summary, boolean there) {}

    private void lookAtRecent() {
        List<Path> cases =
                settings.recentCases().stream().map(RecentCase::folder).toList();
        for (Path folder : cases) {
            recentCases.add(new Recent(folder, texts.get("welcome.case"), Files.isDirectory(folder)));
        }
        work.start(progress -> opener.left(cases), left::setAll, running::say);
        for (Path folder : settings.recent()) {
            work.start(
                    progress -> look(folder),
                    recent::add,
                    failure -> recent.add(
                            new Recent(folder, Failures.sentence(failure), failure instanceof OlderLedgerException)));
        }
    }

    private Recent look(Path folder) throws IOException {
        try (Ledger known = Ledger.open(folder)) {
            LedgerInfo info = known.info();
            return new Recent(
                    folder,
                    texts.get(
                            "welcome.summary",
                            info.network().name(),
                            Integer.toString(info.from()),
                            Integer.toString(info.to()),
                            Formats.PLAIN.count(info.transactions())),
                    true);
        }
    }

    private Path sampleHome() {
        return folders.ledger().resolveSibling("sample");
    }

    /// One for each form of ledgers: another version's cannot be read.
    private Path sampleLedger() {
        return sampleHome().resolve("ledger-" + Ledger.FORMAT);
    }

    /// Opens the case that comes along; its ledger is made the first time, and so is the case.
    public void openSample() {
        begin(progress -> {
            Tags tags = loadedSample(progress).tags();
            Path folder = sampleHome().resolve("case");
            return Files.exists(folder)
                    ? opener.open(folder, List.of(sampleLedger()))
                    : SampleCase.create(opener, folder, OpenChain.open(sampleLedger(), tags), texts);
        });
    }

    private SampleChain loadedSample(Progress progress) throws IOException {
        SampleChain sample = SampleChain.unpackInto(sampleHome());
        Loading loading = new Loading(
                sample.blocks(),
                sampleLedger(),
                OptionalInt.empty(),
                OptionalInt.empty(),
                Optional.empty(),
                Optional.empty());
        if (loading.run(progress).stopped()) {
            throw new CancellationException(texts.get("welcome.stopped"));
        }
        return sample;
    }

    /// Opens a ledger as it is, with the imported tags and a new case; the sample's has its own.
    public void open(Path folder) {
        if (folder.startsWith(sampleHome())) {
            openSample();
        } else {
            begin(progress -> unnamed(OpenChain.open(folder, importedTags())));
        }
    }

    private OpenedCase unnamed(OpenChain chain) {
        return OpenedCase.unnamed(chain, folders.unnamedCases());
    }

    /// Opens a case over its ledger: the one named here, else the one it was opened over before, else the first that
    /// fits.
    public void openCase(Path folder, Optional<Path> named) {
        List<Path> ledgers = new ArrayList<>();
        named.ifPresent(ledgers::add);
        if (named.isEmpty()) {
            settings.recentCases().stream()
                    .filter(each -> each.folder().equals(folder))
                    .forEach(each -> ledgers.add(each.ledger()));
            ledgers.add(folders.ledger());
            ledgers.addAll(settings.recent());
            ledgers.add(sampleLedger());
        }
        begin(progress -> opener.open(folder.toAbsolutePath(), ledgers));
    }

    /// Makes a case in a new folder, over a chain that was open before.
    public void newCase(Path folder, OpenChain over) {
        begin(progress -> {
            OpenChain chain = over.again();
            try {
                return opener.create(folder, String.valueOf(folder.getFileName()), chain);
            } catch (IOException | RuntimeException e) {
                chain.close();
                throw e;
            }
        });
    }

    /// Drops what an earlier program left unsaved.
    public void discard(Left dropped) {
        work.start(
                progress -> {
                    opener.discard(dropped);
                    return dropped;
                },
                left::remove,
                running::say);
    }

    private Tags tagsOf(Path ledger) throws IOException {
        return ledger.startsWith(sampleHome())
                ? SampleChain.unpackInto(sampleHome()).tags()
                : importedTags();
    }

    /// Loads the blocks that the form names, then opens their ledger.
    public void load() {
        Loading loading;
        try {
            loading = loading();
        } catch (IllegalArgumentException | IOException e) {
            running.say(e);
            return;
        }
        begin(progress -> {
            LoadReport report = loading.run(progress);
            if (report.stopped()) {
                throw new CancellationException(texts.get("welcome.stoppedAt", Integer.toString(report.to())));
            }
            return unnamed(OpenChain.open(loading.ledger(), importedTags()));
        });
    }

    /// Opens the chain that lies in the Neo4j which the fields name.
    public void openNeo4j() {
        begin(progress -> unnamed(OpenChain.open(login.address(), importedTags())));
    }

    /// How to reach a Neo4j.
    public Login login() {
        return login;
    }

    private Tags importedTags() throws IOException {
        return TagStore.open(folders.tags()).ofAddresses();
    }

    private Loading loading() throws IOException {
        if (blocks.get().isBlank()) {
            throw new IllegalArgumentException(texts.get("welcome.noBlocks"));
        }
        Path folder = Path.of(blocks.get().strip());
        if (!Files.isDirectory(folder)) {
            throw new NoSuchFileException(folder.toString());
        }
        if (ledger.get().isBlank()) {
            throw new IllegalArgumentException(texts.get("welcome.noLedger"));
        }
        return new Loading(
                folder,
                Path.of(ledger.get().strip()),
                height(from, "welcome.from"),
                height(to, "welcome.to"),
                Optional.empty(),
                Optional.of(folders.headerCache(folder)));
    }

    private OptionalInt height(StringProperty field, String key) {
        String text = field.get().strip();
        if (text.isEmpty()) {
            return OptionalInt.empty();
        }
        if (!text.matches("[0-9]{1,8}")) {
            throw new IllegalArgumentException(texts.get("trace.notNumber", texts.get(key), text));
        }
        return OptionalInt.of(Integer.parseInt(text));
    }

    private void begin(Work.Task<OpenedCase> task) {
        older.set(Optional.empty());
        running.start(
                task,
                found -> {
                    remember(found);
                    opened.accept(found);
                },
                failure -> older.set(Optional.of(failure)
                        .filter(OlderLedgerException.class::isInstance)
                        .map(OlderLedgerException.class::cast)));
    }

    /// Fills the form with what is known of the ledger that is too old to be opened; the new one shall lie beside it.
    public void loadAgain() {
        older.get().ifPresent(old -> {
            older.set(Optional.empty());
            boolean isKnown = Files.isDirectory(old.blocksFolder());
            blocks.set(isKnown ? old.blocksFolder().toString() : "");
            ledger.set(old.folder() + "-" + Ledger.FORMAT);
            from.set(old.from() == 0 ? "" : Integer.toString(old.from()));
            to.set("");
            running.say(texts.get(isKnown ? "welcome.again" : "welcome.noBlocks", old.folder()));
        });
    }

    private void remember(OpenedCase found) {
        found.chain().ledger().map(Ledger::folder).ifPresent(ledger -> {
            settings.opened(ledger);
            found.folder()
                    .filter(folder -> found.isNamed())
                    .ifPresent(folder -> settings.openedCase(folder.folder(), ledger));
        });
        settings.write(folders.settings(), work);
    }

    public StringProperty blocks() {
        return blocks;
    }

    public StringProperty ledger() {
        return ledger;
    }

    /// First and last height to load; empty for all there are.
    public StringProperty from() {
        return from;
    }

    public StringProperty to() {
        return to;
    }

    /// What went wrong, or where a load stopped.
    public ReadOnlyStringProperty status() {
        return running.status();
    }

    /// What is at work, and the words that came of it.
    public SingleJob running() {
        return running;
    }

    /// A ledger that was to be opened and is too old.
    public ReadOnlyObjectProperty<Optional<OlderLedgerException>> older() {
        return older.getReadOnlyProperty();
    }

    public ObservableList<Recent> recentCases() {
        return recentCases;
    }

    /// What earlier programs left unsaved.
    public ObservableList<Left> left() {
        return left;
    }

    public ObservableList<Recent> recent() {
        return recent;
    }
}
