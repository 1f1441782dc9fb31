package clayton.cli;

import clayton.chain.Progress;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/// Lets work end at a safe point when the user presses Ctrl-C or the system asks the program to go. Whoever presses
/// Ctrl-C again does not want to wait: the program ends at once.
final class Interruption implements Progress, AutoCloseable {
    private final Terminal terminal;
    private final Progress shown;
    private final AtomicBoolean asked = new AtomicBoolean();
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
        watches.forEach(SignalWatch::close);
    }
}
