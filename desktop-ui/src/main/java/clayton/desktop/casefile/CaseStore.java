package clayton.desktop.casefile;

import clayton.chain.Tags;
import clayton.desktop.session.OpenChain;
import clayton.desktop.session.Subjects;
import clayton.evidence.CaseAutosave;
import clayton.evidence.CaseDocument;
import clayton.evidence.CaseFolder;
import clayton.evidence.CaseTrace;
import clayton.evidence.CaseTrace.Stowed;
import clayton.evidence.Traced;
import clayton.store.Ledger;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// The one thing that writes into a case's folder. All of it is for tasks, which it lets in one at a time; whatever
/// order they come in, no step is saved twice.
public final class CaseStore {
    private final OpenChain chain;
    private final Subjects subjects;
    private final Path unnamed;
    private final String untitled;
    private Optional<CaseFolder> folder;
    private Optional<CaseLock> lock;
    private final List<CaseDocument.Trace> made = new ArrayList<>();
    private int saved;

    /// `untitled` is what a case is called that nobody named.
    public CaseStore(OpenedCase opened, Subjects subjects, String untitled) {
        this.chain = opened.chain();
        this.subjects = subjects;
        this.unnamed = opened.unnamed();
        this.untitled = untitled;
        this.folder = opened.folder();
        this.lock = opened.lock();
        opened.folder().ifPresent(existing -> made.addAll(existing.document().traces()));
        opened.unsaved().ifPresent(left -> made.addAll(left.document().traces()));
    }

    /// Where a case lies after it was saved.
    record Saved(Path folder, String digest, int lines) {
        static Saved of(CaseFolder folder) {
            return new Saved(folder.folder(), folder.digest(), folder.log().size());
        }
    }

    private CaseFolder folder() throws IOException {
        if (folder.isEmpty()) {
            Files.createDirectories(unnamed);
            Path fresh = Files.createTempDirectory(unnamed, "case-");
            folder = Optional.of(CaseFolder.create(fresh, untitled, InstantSource.system()));
            lock = CaseLock.tryTake(fresh);
        }
        return folder.get();
    }

    /// Writes the answers to a question into the folder; it counts once a document that names it is saved.
    synchronized Stowed stow(List<Traced> traced, String asked, Tags tags) throws IOException {
        Stowed stowed = CaseTrace.stow(folder(), CaseTrace.nextName(made), traced, asked, tags, chain.names());
        made.add(stowed.trace());
        return stowed;
    }

    synchronized Tags tags(CaseDocument.Trace trace, List<CaseDocument.Stored> attachments) throws IOException {
        return folder().tags(trace, attachments);
    }

    synchronized CaseDocument document(Snapshot snapshot) throws IOException {
        return snapshot.document(folder().document(), subjects);
    }

    /// Keeps what is not saved yet for the case that the program ends.
    synchronized void autosave(List<Pending> steps) throws IOException {
        List<Pending> left = unsaved(steps);
        if (!left.isEmpty()) {
            CaseFolder kept = folder();
            kept.autosave(CaseAutosave.of(
                    kept,
                    chain.ledger().map(Ledger::folder),
                    left.stream().map(Pending::step).toList(),
                    left.getLast().snapshot().document(kept.document(), subjects)));
        }
    }

    private List<Pending> unsaved(List<Pending> steps) {
        return steps.stream().filter(step -> step.number() > saved).toList();
    }

    /// Saves every step with a line of its own in the log.
    synchronized Saved save(List<Pending> steps) throws IOException {
        CaseFolder kept = folder();
        for (Pending each : unsaved(steps)) {
            CaseAutosave.Step step = each.step();
            kept.save(
                    step.time(), step.action(), step.options(), each.snapshot().document(kept.document(), subjects));
            saved = each.number();
        }
        kept.forgetAutosave();
        return Saved.of(kept);
    }

    /// Goes on in a new folder, with all that was saved and all that was not.
    synchronized Saved saveAs(Path target, List<Pending> steps) throws IOException {
        CaseFolder old = folder();
        CaseFolder copy = old.copyTo(target);
        CaseLock copyLock = CaseLock.take(target);
        copy.save("save-as", Map.of(), copy.document());
        Optional<CaseLock> oldLock = lock;
        folder = Optional.of(copy);
        lock = Optional.of(copyLock);
        Saved done = save(steps);
        forget(old, oldLock);
        return done;
    }

    /// Ends the work in a case; what is not saved stays as its autosave.
    synchronized void close(List<Pending> steps) throws IOException {
        autosave(steps);
        if (lock.isPresent()) {
            lock.get().close();
        }
    }

    /// Drops what is not saved.
    synchronized void discard() throws IOException {
        saved = Integer.MAX_VALUE;
        if (folder.isPresent()) {
            forget(folder.get(), lock);
        }
    }

    private void forget(CaseFolder old, Optional<CaseLock> oldLock) throws IOException {
        old.forgetAutosave();
        if (oldLock.isPresent()) {
            oldLock.get().close();
        }
        if (old.folder().startsWith(unnamed)) {
            delete(old.folder());
        }
    }

    /// Takes a case away that nobody named.
    static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
