package clayton.desktop.verify;

import clayton.desktop.session.SingleJob;
import clayton.desktop.session.Texts;
import clayton.desktop.session.Work;
import clayton.evidence.BundleVerifier;
import clayton.evidence.Verification;
import java.nio.file.Path;
import java.util.Optional;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;

/// Checks an evidence bundle by its bytes alone; no chain need be open.
public final class VerifyViewModel {
    private final Texts texts;
    private final ReadOnlyObjectWrapper<Optional<Verification>> verification =
            new ReadOnlyObjectWrapper<>(Optional.empty());
    private final SingleJob running;

    public VerifyViewModel(Work work, Texts texts) {
        this.running = new SingleJob(work);
        this.texts = texts;
    }

    public void verify(Path bundle) {
        verification.set(Optional.empty());
        running.start(progress -> BundleVerifier.verify(bundle, progress), answer -> {
            verification.set(Optional.of(answer));
            running.say(texts.get(answer.holds() ? "verify.holds" : "verify.broken", bundle));
        });
        if (running.isBusy()) {
            running.say(texts.get("verify.busy", bundle));
        }
    }

    /// What came of it, once it is done.
    public ReadOnlyObjectProperty<Optional<Verification>> verification() {
        return verification.getReadOnlyProperty();
    }

    public SingleJob running() {
        return running;
    }

    /// What is checked, what came of it, or why it could not be checked.
    public ReadOnlyStringProperty status() {
        return running.status();
    }
}
