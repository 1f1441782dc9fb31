package clayton.cli;

import clayton.chain.Progress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/// Lets work end at a safe point when the user presses Ctrl-C or the system asks the program to go. If that is too
/// far, the program ends where it is, unless it is writing a file, of which a part would be left. Whoever presses
/// Ctrl-C again does not want to wait: it ends at once.
final class Interruption implements Progress, AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMillis(500);

    /// What is interrupted, and so what is left of it if it ends where it is.
    enum Work {
        /// Can be ended anywhere, even in a commit that takes long: what was done since the last one is lost.
        LOAD,
        /// Leaves nothing behind that has to be whole.
        QUESTION,
        /// Takes short steps: its next safe point is waited for.
        FILE
    }

    private final Terminal terminal;
    private final Progress shown;
    private final Work work;
    private final AtomicBoolean asked = new AtomicBoolean();
    private final CountDownLatch ended = new CountDownLatch(1);
    private final List<SignalWatch> watches;

    /// Of a question.
    Interruption(Terminal terminal, Progress shown) {
        this(terminal, shown, Work.QUESTION);
    }

    Interruption(Terminal terminal, Progress shown, Work work) {
        this.terminal = terminal;
        this.shown = shown;
        this.work = work;
        this.watches = List.of(new SignalWatch("INT", this::interrupted), new SignalWatch("TERM", this::interrupted));
    }

    private void interrupted() {
        if (asked.getAndSet(true)) {
            Runtime.getRuntime().halt(ExitCode.INTERRUPTED);
        }
        terminal.warn("stopping at the next safe point; Ctrl-C again ends the program at once");
        if (work != Work.FILE) {
            Thread.ofPlatform().daemon().start(this::endInTime);
        }
    }

    private void endInTime() {
        try {
            if (ended.await(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        boolean load = work == Work.LOAD;
        terminal.warn("stopped, because the next safe point is too far"
                + (load ? "; the same command goes on from the last commit" : ""));
        Runtime.getRuntime().halt(load ? ExitCode.STOPPED : ExitCode.INTERRUPTED);
    }

    boolean isAsked() {
        return asked.get();
    }

    @Override
    public boolean goOn(String work, long done, long total) {
        return shown.goOn(work, done, total) && !asked.get();
    }

    @Override
    public void close() {
        ended.countDown();
        watches.forEach(SignalWatch::close);
    }
}
