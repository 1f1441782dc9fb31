package clayton.desktop.export;

import clayton.chain.Progress;
import clayton.desktop.casefile.CaseViewModel;
import clayton.desktop.casefile.WholeCase;
import clayton.desktop.flow.Holders.By;
import clayton.desktop.flow.SheetPicture;
import clayton.desktop.flow.SheetPicture.Part;
import clayton.desktop.session.OpenChain;
import clayton.desktop.session.SingleJob;
import clayton.desktop.session.Texts;
import clayton.desktop.session.Work;
import clayton.desktop.store.Login;
import clayton.desktop.trace.TraceViewModel;
import clayton.evidence.NewFile;
import clayton.evidence.Publications;
import clayton.evidence.Traced;
import clayton.store.neo4j.Neo4jAddress;
import clayton.store.neo4j.Neo4jConnection;
import clayton.store.neo4j.Neo4jPublisher;
import clayton.store.neo4j.Neo4jPublisher.Published;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;

/// What leaves the program: the sheet as a picture, the shown trace as a graph, report or bundle in a file that appears
/// when it is whole, or as rows in a Neo4j. One thing runs at a time and can be cancelled.
public final class ExportViewModel {
    private final Work work;
    private final Texts texts;
    private final OpenChain chain;
    private final TraceViewModel trace;
    private final CaseViewModel ofCase;
    private final Login login;
    private final ObjectProperty<Kind> kind = new SimpleObjectProperty<>(Kind.PNG);
    private final ObjectProperty<Part> part = new SimpleObjectProperty<>(Part.ALL);
    private final ObjectProperty<By> by = new SimpleObjectProperty<>(By.OUTPUTS);
    private final StringProperty file = new SimpleStringProperty();
    private final SingleJob running;
    private final ReadOnlyObjectWrapper<Optional<Path>> written = new ReadOnlyObjectWrapper<>(Optional.empty());

    /// `login` says which Neo4j is published to.
    public ExportViewModel(
            Work work, Texts texts, OpenChain chain, TraceViewModel trace, CaseViewModel ofCase, Login login) {
        this.work = work;
        this.running = new SingleJob(work);
        this.texts = texts;
        this.chain = chain;
        this.trace = trace;
        this.ofCase = ofCase;
        this.login = login;
        file.set(
                Path.of(System.getProperty("user.home"), "clayton." + kind.get().ending())
                        .toString());
        kind.addListener((property, old, now) -> {
            if (file.get().endsWith("." + old.ending())) {
                file.set(file.get()
                                .substring(0, file.get().length() - old.ending().length())
                        + now.ending());
            }
        });
    }

    /// Writes the file that is asked for; `pictures` draws a part of the sheet.
    public void export(Function<Part, SheetPicture> pictures) {
        Kind asked = kind.get();
        By asBy = by.get();
        Path target = Path.of(file.get().strip());
        if (asked.isPicture()) {
            SheetPicture picture = pictures.apply(part.get());
            begin(
                    progress -> whole(target, made -> {
                        if (asked == Kind.SVG) {
                            picture.writeSvg(made);
                        } else {
                            picture.writePng(made, work, progress);
                        }
                    }),
                    this::wrote);
        } else {
            shown().ifPresent(traced -> begin(
                    progress -> whole(
                            target, made -> new TraceExport(chain, traced, asBy).write(asked, made, target, progress)),
                    this::wrote));
        }
    }

    private interface Making {
        void into(Path file) throws IOException;
    }

    private static Path whole(Path target, Making making) throws IOException {
        try (NewFile made = NewFile.at(target)) {
            making.into(made.path());
            made.keep();
        }
        return target.toAbsolutePath();
    }

    private void wrote(Path path) {
        written.set(Optional.of(path));
        running.say(texts.get("export.written", path));
    }

    /// Shows the folder of the file that was written last.
    public void openFolder(FileManager files) {
        written.get()
                .map(Path::getParent)
                .ifPresent(folder -> work.start(
                        progress -> {
                            files.show(folder);
                            return folder;
                        },
                        shown -> {},
                        running::say));
    }

    /// Puts the shown trace into the Neo4j that the fields name, beside the chain that is loaded there.
    public void publish() {
        shown().ifPresent(traced -> publish(
                (publisher, progress) -> publisher.publish(Publications.of(traced, chain.names()), progress),
                this::sayPublished));
    }

    private void sayPublished(String uri, Published done) {
        String key = done.missing() > 0
                ? "export.publishedPart"
                : done.isNew() ? "export.published" : "export.publishedBefore";
        running.say(texts.get(key, uri, done.id(), done.nodes(), done.relationships(), done.missing()));
    }

    /// Puts the case into that Neo4j, as it is now: its notes, its tags and its traces, asked again.
    public void publishCase() {
        WholeCase whole = ofCase.whole();
        publish(
                (publisher, progress) -> new CasePublishing(chain, whole).publish(publisher, progress),
                (uri, done) -> running.say(texts.get(
                        done.isNew() ? "export.publishedCase" : "export.publishedBefore",
                        uri,
                        done.id(),
                        done.traces(),
                        done.nodes(),
                        done.relationships())));
    }

    private interface Publishing<T> {
        T run(Neo4jPublisher publisher, Progress progress) throws IOException;
    }

    private <T> void publish(Publishing<T> publishing, BiConsumer<String, T> done) {
        Neo4jAddress address;
        try {
            address = login.address();
        } catch (IllegalArgumentException | IOException e) {
            written.set(Optional.empty());
            running.say(e);
            return;
        }
        begin(
                progress -> {
                    try (Neo4jConnection connection = Neo4jConnection.open(address)) {
                        return publishing.run(new Neo4jPublisher(connection), progress);
                    }
                },
                answer -> done.accept(address.uri(), answer));
    }

    /// The trace that is shown, with its proof; if there is none, says so.
    private Optional<Traced> shown() {
        Optional<Traced> shown = trace.result()
                .get()
                .map(result -> new Traced(result.trace(), trace.proof().get(), false));
        if (shown.isEmpty()) {
            running.say(texts.get("export.noTrace"));
        }
        return shown;
    }

    private <T> void begin(Work.Task<T> task, Consumer<T> done) {
        written.set(Optional.empty());
        running.start(task, done);
    }

    /// What is at work, and the words that came of it.
    public SingleJob running() {
        return running;
    }

    public ObjectProperty<Kind> kind() {
        return kind;
    }

    /// Of the sheet, for a picture.
    public ObjectProperty<Part> part() {
        return part;
    }

    /// What stands between the transactions of a graph.
    public ObjectProperty<By> by() {
        return by;
    }

    public StringProperty file() {
        return file;
    }

    public Login login() {
        return login;
    }

    /// What came of it, or what went wrong.
    public ReadOnlyStringProperty status() {
        return running.status();
    }

    /// The file that was written last, once it is whole.
    public ReadOnlyObjectProperty<Optional<Path>> written() {
        return written.getReadOnlyProperty();
    }
}
