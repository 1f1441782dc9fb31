package clayton.desktop.casefile;

import clayton.chain.Tags;
import clayton.desktop.session.OpenChain;
import clayton.evidence.CaseAutosave;
import clayton.evidence.CaseDocument;
import clayton.evidence.CaseFolder;
import clayton.evidence.CaseTrace;
import clayton.store.OlderLedgerException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Opens cases with the ledger they rest on, and finds what programs left that ended before they saved. For tasks.
public final class CaseOpener {
    private final Path unnamed;
    private final TagsOf tagsOf;

    /// The tags that go with a ledger.
    @FunctionalInterface
    public interface TagsOf {
        Tags of(Path ledger) throws IOException;
    }

    /// Cases that nobody named lie below `unnamed`.
    public CaseOpener(Path unnamed, TagsOf tagsOf) {
        this.unnamed = unnamed;
        this.tagsOf = tagsOf;
    }

    /// Work that an earlier program left unsaved.
    public record Left(Path folder, String title, String lastStep, int steps, boolean isNamed) {}

    /// A new case over a chain that is open.
    public OpenedCase create(Path folder, String title, OpenChain chain) throws IOException {
        CaseFolder made = CaseFolder.create(folder, title, InstantSource.system());
        return new OpenedCase(chain, unnamed, Optional.of(made), Optional.of(CaseLock.take(folder)), Optional.empty());
    }

    /// Opens a case as it was left, over the first of the ledgers that holds what its traces rest on.
    /// If none does and one is too old to be read, that one is named.
    public OpenedCase open(Path folder, List<Path> ledgers) throws IOException {
        CaseFolder opened = CaseFolder.open(folder, InstantSource.system());
        CaseLock lock = CaseLock.take(folder);
        try {
            Optional<CaseAutosave> unsaved = opened.autosaved();
            CaseDocument document = unsaved.map(CaseAutosave::document).orElse(opened.document());
            List<Path> candidates = new ArrayList<>();
            unsaved.map(CaseAutosave::ledger)
                    .filter(ledger -> !ledger.isEmpty())
                    .map(Path::of)
                    .ifPresent(candidates::add);
            candidates.addAll(ledgers);
            OpenChain chain = chain(folder, document, candidates);
            return new OpenedCase(chain, unnamed, Optional.of(opened), Optional.of(lock), unsaved);
        } catch (IOException | RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    private OpenChain chain(Path folder, CaseDocument document, List<Path> ledgers) throws IOException {
        String why = "there is none";
        Optional<OlderLedgerException> older = Optional.empty();
        for (Path ledger : ledgers) {
            if (!Files.isDirectory(ledger)) {
                continue;
            }
            OpenChain chain;
            try {
                chain = OpenChain.open(ledger, tagsOf.of(ledger));
            } catch (OlderLedgerException e) {
                older = older.isPresent() ? older : Optional.of(e);
                continue;
            }
            try {
                for (CaseDocument.Trace trace : document.traces()) {
                    CaseTrace.requireSameChain(trace, chain.graph());
                }
                return chain;
            } catch (IllegalArgumentException e) {
                why = String.valueOf(e.getMessage());
                chain.close();
            }
        }
        if (older.isPresent()) {
            throw older.get();
        }
        throw new IllegalArgumentException("no ledger known here fits the case " + folder + " (" + why
                + "): open its ledger first, or start with clayton desktop --case DIR --ledger DIR");
    }

    /// What was left unsaved in these folders and by nameless cases. What cannot be read is passed over: opening it
    /// says why.
    public List<Left> left(List<Path> cases) throws IOException {
        List<Path> folders = new ArrayList<>(cases);
        if (Files.isDirectory(unnamed)) {
            try (Stream<Path> files = Files.list(unnamed)) {
                folders.addAll(files.filter(Files::isDirectory).sorted().toList());
            }
        }
        List<Left> left = new ArrayList<>();
        for (Path folder : folders) {
            read(folder).ifPresent(left::add);
        }
        return List.copyOf(left);
    }

    private Optional<Left> read(Path folder) {
        try {
            Optional<CaseAutosave> found = CaseFolder.leftAutosave(folder);
            return found.isEmpty() || CaseLock.isTaken(folder)
                    ? Optional.empty()
                    : found.map(autosave -> new Left(
                            folder,
                            autosave.document().title(),
                            autosave.steps().getLast().time(),
                            autosave.steps().size(),
                            !folder.startsWith(unnamed)));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /// Drops what was left unsaved.
    public void discard(Left left) throws IOException {
        CaseLock lock = CaseLock.take(left.folder());
        try {
            CaseFolder.open(left.folder(), InstantSource.system()).forgetAutosave();
        } finally {
            lock.close();
        }
        if (!left.isNamed()) {
            CaseStore.delete(left.folder());
        }
    }
}
