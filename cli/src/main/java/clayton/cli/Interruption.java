package clayton.cli;

import clayton.chain.Progress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/// Lets a load end at a safe point when the user presses Ctrl-C or the system asks the program to go. If that is too
/// far, behind a commit that takes long, the program ends where it is: a load can be ended anywhere, and only what it
/// did since the last commit is lost. Whoever presses Ctrl-C again does not want to wait: it ends at once.
final class Interruption implements Progress, AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMillis(500);

    private final Terminal terminal;
    private final Progress shown;
    private final AtomicBoolean asked = new AtomicBoolean();
    private final CountDownLatch ended = new CountDownLatch(1);
    private final List<SignalWatch> watches;

    Interruption(Terminal terminal, Progress shown) {
        this.terminal = terminal;
        this.shown = shown;
        this.watches = List.of(new SignalWatch("INT", this::interrupted), new SignalWatch("TERM", this::interrupted));
    }

    private void interrupted() {
        if (asked.getAndSet(true)) {
            Runtime.getRuntime().halt(ExitCode.INTERRUPTED);
        }
        terminal.warn("stopping at the next safe point; Ctrl-C again ends the program at once");
        Thread.ofPlatform().daemon().start(this::endInTime);
    }

    private void endInTime() {
        try {
            if (ended.await(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        terminal.warn("stopped, because the next safe point is too far; the same command goes on from the last commit");
        Runtime.getRuntime().halt(ExitCode.STOPPED);
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
