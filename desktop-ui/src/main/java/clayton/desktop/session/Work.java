package clayton.desktop.session;

import clayton.chain.Progress;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// The one class that knows threads. Work runs on the background executor; what it answers, and how far it is, arrives
/// on the screen's. Screens and their view models live on the latter alone.
public final class Work {
    private final Executor background;
    private final Executor screen;

    public Work(Executor background, Executor screen) {
        this.background = background;
        this.screen = screen;
    }

    /// Something that takes long, or reads from disk.
    @FunctionalInterface
    public interface Task<T> {
        T run(Progress progress) throws IOException;
    }

    /// Starts a task. Exactly one of `done` and `failed` is called afterwards, on the screen's thread; a task that was
    /// asked to stop may answer what it has, or fail with a `CancellationException`.
    public <T> Job start(Task<T> task, Consumer<T> done, Consumer<Throwable> failed) {
        Job job = new Job(screen);
        background.execute(() -> {
            try {
                T answer = task.run(job);
                screen.execute(() -> {
                    job.ended();
                    done.accept(answer);
                });
            } catch (IOException | RuntimeException | Error e) {
                screen.execute(() -> {
                    job.ended();
                    failed.accept(e);
                });
            }
        });
        return job;
    }

    /// Asks something on the screen's thread and waits for the answer; for work in the background only.
    public <T> T fromScreen(Supplier<T> question) {
        return CompletableFuture.supplyAsync(question, screen).join();
    }

    /// Runs something on the screen's thread, soon.
    public void onScreen(Runnable action) {
        screen.execute(action);
    }
}
