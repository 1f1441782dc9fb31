package clayton.cli;

import clayton.chain.Progress;
import java.time.Duration;
import java.util.Locale;
import java.util.function.LongSupplier;

/// Shows how far work is, how fast it goes and how long it will take. On a screen one line is drawn over and over;
/// elsewhere a line is printed seldom, so that a log of a long run says something and a short run says nothing.
final class ProgressLine implements Progress, AutoCloseable {
    private static final Duration ON_SCREEN = Duration.ofMillis(200);
    private static final Duration ELSEWHERE = Duration.ofMinutes(1);
    private static final String ERASE = "\r\033[K";

    private final Terminal terminal;
    private final LongSupplier nanoTime;
    private String current = "";
    private long started;
    private long doneAtStart;
    private long due;
    private boolean drawn;

    ProgressLine(Terminal terminal) {
        this(terminal, System::nanoTime);
    }

    ProgressLine(Terminal terminal, LongSupplier nanoTime) {
        this.terminal = terminal;
        this.nanoTime = nanoTime;
    }

    @Override
    public boolean goOn(String work, long done, long total) {
        long now = nanoTime.getAsLong();
        if (!work.equals(current)) {
            current = work;
            started = now;
            due = terminal.animated() ? now : now + ELSEWHERE.toNanos();
            doneAtStart = done;
        }
        if (now - due >= 0) {
            due = now + (terminal.animated() ? ON_SCREEN : ELSEWHERE).toNanos();
            show(line(work, done, total, Duration.ofNanos(now - started)));
        }
        return true;
    }

    /// Leaves the screen as if nothing had been drawn.
    @Override
    public void close() {
        if (drawn) {
            terminal.err().print(ERASE);
            terminal.err().flush();
            drawn = false;
        }
    }

    private void show(String line) {
        if (terminal.animated()) {
            terminal.err().print(ERASE + Terminal.harmless(line));
            terminal.err().flush();
            drawn = true;
        } else {
            terminal.warn(line);
        }
    }

    private String line(String work, long done, long total, Duration elapsed) {
        StringBuilder text = new StringBuilder(work).append(String.format(Locale.ROOT, ": %,d", done));
        if (total > 0) {
            text.append(String.format(Locale.ROOT, " of %,d (%d %%)", total, done * 100 / total));
        }
        long perSecond = (done - doneAtStart) * 1000 / Math.max(1, elapsed.toMillis());
        if (perSecond > 0) {
            text.append(String.format(Locale.ROOT, ", %,d/s", perSecond));
            if (total > 0) {
                text.append(", ").append(time((total - done) / perSecond)).append(" left");
            }
        }
        return text.toString();
    }

    private static String time(long seconds) {
        return seconds < 3600
                ? String.format(Locale.ROOT, "%d:%02d", seconds / 60, seconds % 60)
                : String.format(Locale.ROOT, "%d:%02d:%02d", seconds / 3600, seconds / 60 % 60, seconds % 60);
    }
}
