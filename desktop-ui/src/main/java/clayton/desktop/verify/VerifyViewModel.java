package clayton.desktop.verify;

import clayton.desktop.session.Failures;
import clayton.desktop.session.Job;
import clayton.desktop.session.Texts;
import clayton.desktop.session.Work;
import clayton.evidence.BundleVerifier;
import clayton.evidence.Verification;
import java.nio.file.Path;
import java.util.Optional;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;

/// Checks an evidence bundle by its bytes alone; no chain need be open.
public final class VerifyViewModel {
    private final Work work;
    private final Texts texts;
    private final ReadOnlyObjectWrapper<Optional<Verification>> verification =
            new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<Optional<Job>> job = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyStringWrapper status = new ReadOnlyStringWrapper("");

    public VerifyViewModel(Work work, Texts texts) {
        this.work = work;
        this.texts = texts;
    }

    public void verify(Path bundle) {
        if (job.get().isPresent()) {
            return;
        }
        verification.set(Optional.empty());
        status.set(texts.get("verify.busy", bundle));
        Job started = work.start(
                progress -> BundleVerifier.verify(bundle, progress),
                answer -> {
                    job.set(Optional.empty());
                    verification.set(Optional.of(answer));
                    status.set(texts.get(answer.holds() ? "verify.holds" : "verify.broken", bundle));
                },
                failure -> {
                    job.set(Optional.empty());
                    status.set(Failures.sentence(failure));
                });
        if (started.running().get()) {
            job.set(Optional.of(started));
        }
    }

    public void cancel() {
        job.get().ifPresent(Job::cancel);
    }

    /// What came of it, once it is done.
    public ReadOnlyObjectProperty<Optional<Verification>> verification() {
        return verification.getReadOnlyProperty();
    }

    public ReadOnlyObjectProperty<Optional<Job>> job() {
        return job.getReadOnlyProperty();
    }

    /// What is checked, what came of it, or why it could not be checked.
    public ReadOnlyStringProperty status() {
        return status.getReadOnlyProperty();
    }
}
