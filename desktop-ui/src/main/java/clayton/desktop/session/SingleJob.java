package clayton.desktop.session;

import java.util.Optional;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;

/// What a screen has at work, one thing at a time, and the words that came of it.
public final class SingleJob {
    private final Work work;
    private final ReadOnlyObjectWrapper<Optional<Job>> job = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyStringWrapper status = new ReadOnlyStringWrapper("");

    public SingleJob(Work work) {
        this.work = work;
    }

    /// Starts a task unless another one is at work. A failure is said.
    public <T> void start(Work.Task<T> task, Consumer<T> done) {
        start(task, done, failure -> {});
    }

    /// The same; `failed` is told of a failure after it was said.
    public <T> void start(Work.Task<T> task, Consumer<T> done, Consumer<Throwable> failed) {
        if (isBusy()) {
            return;
        }
        status.set("");
        Job started = work.start(
                task,
                answer -> {
                    job.set(Optional.empty());
                    done.accept(answer);
                },
                failure -> {
                    job.set(Optional.empty());
                    say(failure);
                    failed.accept(failure);
                });
        if (started.running().get()) {
            job.set(Optional.of(started));
        }
    }

    public void cancel() {
        job.get().ifPresent(Job::cancel);
    }

    public void say(String words) {
        status.set(words);
    }

    public void say(Throwable failure) {
        status.set(Failures.sentence(failure));
    }

    public boolean isBusy() {
        return job.get().isPresent();
    }

    public ReadOnlyObjectProperty<Optional<Job>> job() {
        return job.getReadOnlyProperty();
    }

    /// What came of it, or what went wrong.
    public ReadOnlyStringProperty status() {
        return status.getReadOnlyProperty();
    }
}
