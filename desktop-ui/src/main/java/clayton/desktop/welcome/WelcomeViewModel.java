package clayton.desktop.welcome;

import clayton.chain.Tags;
import clayton.desktop.session.Failures;
import clayton.desktop.session.Formats;
import clayton.desktop.session.Job;
import clayton.desktop.session.OpenChain;
import clayton.desktop.session.Settings;
import clayton.desktop.session.Texts;
import clayton.desktop.session.Work;
import clayton.desktop.store.Login;
import clayton.evidence.TagStore;
import clayton.reader.LoadReport;
import clayton.store.Ledger;
import clayton.store.LedgerInfo;
import clayton.workspace.Loading;
import clayton.workspace.SampleChain;
import clayton.workspace.UserFolders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
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
    private final Consumer<OpenChain> opened;
    private final StringProperty blocks = new SimpleStringProperty("");
    private final StringProperty ledger = new SimpleStringProperty("");
    private final StringProperty from = new SimpleStringProperty("");
    private final StringProperty to = new SimpleStringProperty("");
    private final ReadOnlyStringWrapper status = new ReadOnlyStringWrapper("");
    private final ReadOnlyObjectWrapper<Optional<Job>> job = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ObservableList<Recent> recent = FXCollections.observableArrayList();

    /// `opened` takes over the chain that was opened.
    public WelcomeViewModel(
            Work work, Texts texts, Settings settings, UserFolders folders, Login login, Consumer<OpenChain> opened) {
        this.work = work;
        this.texts = texts;
        this.settings = settings;
        this.folders = folders;
        this.login = login;
        this.opened = opened;
        ledger.set(folders.ledger().toString());
        Path node = Path.of(System.getProperty("user.home"), ".bitcoin", "blocks");
        blocks.set(Files.isDirectory(node) ? node.toString() : "");
        lookAtRecent();
    }

    /// A ledger opened lately, and what it holds as far as that can be read.
    public record Recent(Path folder, String summary, boolean there) {}

    private void lookAtRecent() {
        for (Path folder : settings.recent()) {
            work.start(
                    progress -> look(folder),
                    recent::add,
                    failure -> recent.add(new Recent(folder, Failures.sentence(failure), false)));
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

    /// Opens the chain that comes along; its ledger is made the first time.
    public void openSample() {
        Path home = folders.ledger().resolveSibling("sample");
        begin(progress -> {
            SampleChain sample = SampleChain.unpackInto(home);
            Path folder = home.resolve("ledger");
            Loading loading = new Loading(
                    sample.blocks(),
                    folder,
                    OptionalInt.empty(),
                    OptionalInt.empty(),
                    Optional.empty(),
                    Optional.empty());
            if (loading.run(progress).stopped()) {
                throw new CancellationException(texts.get("welcome.stopped"));
            }
            return OpenChain.open(folder, sample.tags());
        });
    }

    /// Opens a ledger as it is, with the imported tags; the sample's has its own.
    public void open(Path folder) {
        Path sampleHome = folders.ledger().resolveSibling("sample");
        if (folder.startsWith(sampleHome)) {
            openSample();
        } else {
            begin(progress -> OpenChain.open(folder, importedTags()));
        }
    }

    /// Loads the blocks that the form names, then opens their ledger.
    public void load() {
        Loading loading;
        try {
            loading = loading();
        } catch (IllegalArgumentException | IOException e) {
            status.set(Failures.sentence(e));
            return;
        }
        begin(progress -> {
            LoadReport report = loading.run(progress);
            if (report.stopped()) {
                throw new CancellationException(texts.get("welcome.stoppedAt", Integer.toString(report.to())));
            }
            return OpenChain.open(loading.ledger(), importedTags());
        });
    }

    /// Opens the chain that lies in the Neo4j which the fields name.
    public void openNeo4j() {
        begin(progress -> OpenChain.open(login.address(), importedTags()));
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

    public void cancel() {
        job.get().ifPresent(Job::cancel);
    }

    private void begin(Work.Task<OpenChain> task) {
        if (job.get().isPresent()) {
            return;
        }
        status.set("");
        Job started = work.start(
                task,
                chain -> {
                    job.set(Optional.empty());
                    chain.ledger().ifPresent(ledger -> settings.opened(ledger.folder()));
                    opened.accept(chain);
                },
                failure -> {
                    job.set(Optional.empty());
                    status.set(Failures.sentence(failure));
                });
        if (started.running().get()) {
            job.set(Optional.of(started));
        }
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
        return status.getReadOnlyProperty();
    }

    public ReadOnlyObjectProperty<Optional<Job>> job() {
        return job.getReadOnlyProperty();
    }

    public ObservableList<Recent> recent() {
        return recent;
    }
}
