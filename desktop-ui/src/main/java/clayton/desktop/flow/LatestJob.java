package clayton.desktop.flow;

import clayton.desktop.session.Job;
import clayton.desktop.session.Work;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/// Work in the background of which one is done at a time: the last one who asks is answered.
final class LatestJob {
    private final Work work;
    private final ReadOnlyObjectWrapper<Optional<Job>> job = new ReadOnlyObjectWrapper<>(Optional.empty());
    private int asked;

    LatestJob(Work work) {
        this.work = work;
    }

    <T> void start(Work.Task<T> task, Consumer<T> done, Consumer<Throwable> failed) {
        drop();
        int number = asked;
        Job started = work.start(
                task,
                made -> {
                    if (number == asked) {
                        job.set(Optional.empty());
                        done.accept(made);
                    }
                },
                failure -> {
                    if (number == asked) {
                        job.set(Optional.empty());
                        failed.accept(failure);
                    }
                });
        if (number == asked && started.running().get()) {
            job.set(Optional.of(started));
        }
    }

    /// Nobody is answered.
    void drop() {
        asked++;
        cancel();
        job.set(Optional.empty());
    }

    /// Asks the work to end soon.
    void cancel() {
        job.get().ifPresent(Job::cancel);
    }

    ReadOnlyObjectProperty<Optional<Job>> job() {
        return job.getReadOnlyProperty();
    }
}
