package clayton.desktop.casefile;

import clayton.chain.Tags;
import clayton.desktop.annotate.AnnotateViewModel;
import clayton.desktop.annotate.Annotations;
import clayton.desktop.flow.FlowViewModel;
import clayton.desktop.flow.Holders;
import clayton.desktop.history.History;
import clayton.desktop.history.History.Deed;
import clayton.desktop.session.Failures;
import clayton.desktop.session.OpenChain;
import clayton.desktop.session.Subjects;
import clayton.desktop.session.Texts;
import clayton.desktop.session.Work;
import clayton.desktop.trace.TraceResult;
import clayton.desktop.trace.TraceViewModel;
import clayton.evidence.CaseAutosave;
import clayton.evidence.CaseDocument;
import clayton.evidence.CaseDocument.Stored;
import clayton.evidence.CaseTrace.Stowed;
import clayton.evidence.Traced;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/// The case that all work in this window belongs to: what it holds beside the sheet and the annotations, what of it is
/// saved, and the saving. After every step it is autosaved, in the background.
public final class CaseViewModel {
    private final Work work;
    private final Texts texts;
    private final OpenedCase opened;
    private final Subjects subjects;
    private final CaseStore store;
    private final History history;
    private final FlowViewModel flow;
    private final AnnotateViewModel annotate;
    private final ReadOnlyStringWrapper title = new ReadOnlyStringWrapper("");
    private final ReadOnlyObjectWrapper<Optional<Path>> folder = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyBooleanWrapper saved = new ReadOnlyBooleanWrapper(true);
    private final ReadOnlyStringWrapper status = new ReadOnlyStringWrapper("");
    private final ReadOnlyStringWrapper failure = new ReadOnlyStringWrapper("");
    private final ObservableList<CaseDocument.Trace> traces = FXCollections.observableArrayList();
    private final ReadOnlyObjectWrapper<Optional<String>> shown = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final List<Pending> pending = new ArrayList<>();
    private List<Stored> attachments = List.of();
    private boolean autosaving;
    private boolean autosaveAgain;
    private boolean closed;
    private int steps;

    public CaseViewModel(
            Work work,
            Texts texts,
            OpenedCase opened,
            Subjects subjects,
            History history,
            FlowViewModel flow,
            AnnotateViewModel annotate) {
        this.work = work;
        this.texts = texts;
        this.opened = opened;
        this.subjects = subjects;
        this.history = history;
        this.flow = flow;
        this.annotate = annotate;
        store = new CaseStore(opened, subjects, texts.get("case.untitled"));
        title.set(texts.get("case.untitled"));
        history.tell(this::told);
    }

    /// Shows what the case holds. `trace` asks its shown trace again, `show` is told the result.
    public void restore(TraceViewModel trace, Consumer<Optional<TraceResult>> show) {
        if (opened.folder().isEmpty()) {
            return;
        }
        CaseDocument saved = opened.folder().get().document();
        CaseDocument document = opened.unsaved().map(CaseAutosave::document).orElse(saved);
        title.set(document.title());
        folder.set(opened.isNamed() ? opened.folder().map(each -> each.folder()) : Optional.empty());
        traces.setAll(document.traces());
        attachments = document.attachments();
        annotate.restore(Annotations.of(document));
        Optional<CaseDocument.Trace> last = document.traces().stream()
                .filter(each -> each.name().equals(document.shown()))
                .findFirst()
                .or(() -> document.elements().isEmpty() && !document.traces().isEmpty()
                        ? Optional.of(document.traces().getLast())
                        : Optional.empty());
        shown.set(last.map(CaseDocument.Trace::name));
        if (last.isPresent()) {
            flow.awaitRestore(document.elements(), by(document));
            trace.again(last.get(), progress -> store.tags(last.get(), attachments), result -> {
                show.accept(result);
                putOnSheet(document, result);
                compareAgain(trace);
            });
        } else {
            putOnSheet(document, Optional.empty());
            compareAgain(trace);
        }
        opened.unsaved().ifPresent(this::recover);
    }

    /// The last comparison of those that the case holds.
    private void compareAgain(TraceViewModel trace) {
        traces.stream()
                .filter(CaseViewModel::isComparison)
                .reduce((earlier, later) -> later)
                .ifPresent(last -> compareAgain(last, trace));
    }

    private static boolean isComparison(CaseDocument.Trace trace) {
        return trace.results().size() > 1;
    }

    private void compareAgain(CaseDocument.Trace asked, TraceViewModel trace) {
        trace.compareAgain(asked, progress -> store.tags(asked, attachments));
    }

    private void putOnSheet(CaseDocument document, Optional<TraceResult> result) {
        flow.restore(
                document.elements(),
                by(document),
                subjects,
                result.map(TraceResult::taint).orElse(clayton.desktop.flow.Taint.NONE),
                result.map(TraceResult::isForward).orElse(true));
    }

    private static Holders.By by(CaseDocument document) {
        return Holders.By.of(Optional.ofNullable(document.by()));
    }

    private void recover(CaseAutosave left) {
        told(new Deed("recover", left.steps().size(), new TreeMap<>(left.summary())));
        status.set(texts.get("case.recovered", left.steps().size()));
    }

    /// Puts the finished traces of one question into the case's folder; for tasks.
    public Stowed stow(List<Traced> traced, String asked, Tags tags) throws IOException {
        return store.stow(traced, asked, tags);
    }

    /// Takes up a trace that was put into the folder; from now on the screens show the one that is named `nowShown`.
    /// `show` puts it on the screens, `back` what was there before, on undo.
    public History.Step traced(Stowed stowed, Optional<String> nowShown, Runnable show, Runnable back) {
        List<CaseDocument.Trace> oldTraces = List.copyOf(traces);
        List<Stored> oldAttachments = attachments;
        Optional<String> oldShown = shown.get();
        Runnable redo = () -> {
            traces.setAll(oldTraces);
            traces.add(stowed.trace());
            List<Stored> more = new ArrayList<>(oldAttachments);
            stowed.tags().ifPresent(more::add);
            attachments = List.copyOf(more);
            shown.set(nowShown);
            show.run();
        };
        redo.run();
        return history.did(
                new Deed("trace", 1, new TreeMap<>(stowed.options())),
                () -> {
                    traces.setAll(oldTraces);
                    attachments = oldAttachments;
                    shown.set(oldShown);
                    back.run();
                },
                redo);
    }

    /// Asks one of the case's traces again and shows it.
    public void show(
            CaseDocument.Trace asked,
            TraceViewModel trace,
            Optional<TraceResult> before,
            Consumer<Optional<TraceResult>> show) {
        trace.again(
                asked,
                progress -> store.tags(asked, attachments),
                found -> found.ifPresent(result -> {
                    Optional<String> oldShown = shown.get();
                    Runnable redo = () -> {
                        shown.set(Optional.of(asked.name()));
                        show.accept(Optional.of(result));
                    };
                    redo.run();
                    History.Step step = history.did(
                            new Deed("show-trace", 1, new TreeMap<>(Map.of("name", asked.name()))),
                            () -> {
                                shown.set(oldShown);
                                show.accept(before);
                            },
                            redo);
                    flow.showTrace(result.taint(), result.isForward(), Optional.of(step));
                    if (isComparison(asked)) {
                        compareAgain(asked, trace);
                    }
                }));
    }

    public void rename(String words) {
        String name = words.strip();
        String old = title.get();
        if (!name.isEmpty() && !name.equals(old)) {
            title.set(name);
            history.did(
                    new Deed("rename", 1, new TreeMap<>(Map.of("title", name))),
                    () -> title.set(old),
                    () -> title.set(name));
        }
    }

    private void told(Deed deed) {
        steps++;
        String now = Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
        pending.add(new Pending(steps, new CaseAutosave.Step(now, deed.action(), deed.options()), snapshot()));
        saved.set(false);
        autosave();
    }

    private Snapshot snapshot() {
        return new Snapshot(
                title.get(),
                List.copyOf(traces),
                attachments,
                shown.get(),
                flow.kept(),
                annotate.annotations().get());
    }

    /// All of it as it is now.
    public WholeCase whole() {
        return new WholeCase(store, snapshot());
    }

    /// One at a time; what comes meanwhile is autosaved next.
    private void autosave() {
        if (autosaving || closed) {
            autosaveAgain = true;
            return;
        }
        autosaving = true;
        List<Pending> now = List.copyOf(pending);
        work.start(
                progress -> {
                    store.autosave(now);
                    return now.size();
                },
                done -> autosaved(),
                why -> {
                    autosaved();
                    failed(why);
                });
    }

    private void autosaved() {
        autosaving = false;
        if (autosaveAgain) {
            autosaveAgain = false;
            autosave();
        }
    }

    /// Saves all that was done; only for a case that has a folder. `then` runs once it is saved.
    public void save(Runnable then) {
        List<Pending> now = List.copyOf(pending);
        finish(now, progress -> store.save(now), then);
    }

    /// Goes on in a new folder. A case that nobody named takes the folder's name.
    public void saveAs(Path target, Runnable then) {
        if (title.get().equals(texts.get("case.untitled"))) {
            title.set(String.valueOf(target.getFileName()));
            told(new Deed("rename", 1, new TreeMap<>(Map.of("title", title.get()))));
        }
        List<Pending> now = List.copyOf(pending);
        finish(now, progress -> store.saveAs(target, now), then);
    }

    private void finish(List<Pending> now, Work.Task<CaseStore.Saved> task, Runnable then) {
        work.start(
                task,
                done -> {
                    pending.removeAll(now);
                    saved.set(pending.isEmpty());
                    folder.set(Optional.of(done.folder()));
                    failure.set("");
                    status.set(texts.get("case.saved", done.lines(), done.digest()));
                    then.run();
                },
                this::failed);
    }

    private void failed(Throwable why) {
        failure.set("");
        failure.set(Failures.sentence(why));
    }

    /// Ends the work on the case and closes its chain; what is not saved is kept beside the case.
    public void close() {
        closed = true;
        flow.dropWork();
        List<Pending> now = List.copyOf(pending);
        work.start(
                progress -> {
                    try (OpenChain chain = opened.chain()) {
                        store.close(now);
                        return chain;
                    }
                },
                done -> {},
                why -> status.set(Failures.sentence(why)));
    }

    /// Drops what is not saved. `then` runs once that is done.
    public void discard(Runnable then) {
        pending.clear();
        work.start(
                progress -> {
                    store.discard();
                    return true;
                },
                done -> {
                    saved.set(true);
                    then.run();
                },
                this::failed);
    }

    public ReadOnlyStringProperty title() {
        return title.getReadOnlyProperty();
    }

    /// Where the case lies; empty until a person has named a folder.
    public ReadOnlyObjectProperty<Optional<Path>> folder() {
        return folder.getReadOnlyProperty();
    }

    /// Whether all that was done is in the case's folder and log.
    public ReadOnlyBooleanProperty saved() {
        return saved.getReadOnlyProperty();
    }

    /// Why the case could not be saved or kept; a person must see it.
    public ReadOnlyStringProperty failure() {
        return failure.getReadOnlyProperty();
    }

    /// What was saved.
    public ReadOnlyStringProperty status() {
        return status.getReadOnlyProperty();
    }

    public ObservableList<CaseDocument.Trace> traces() {
        return traces;
    }

    /// The name of the trace that the screens show.
    public ReadOnlyObjectProperty<Optional<String>> shown() {
        return shown.getReadOnlyProperty();
    }
}
