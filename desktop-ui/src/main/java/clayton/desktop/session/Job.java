package clayton.desktop.session;

import clayton.chain.Progress;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicReference;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;

/// A task at work. Its properties change on the screen's thread only, a few times a second; `cancel` may be called
/// there at any time and takes effect at the task's next safe point.
public final class Job implements Progress {
    private static final long SHOWN_EVERY_NANOS = 100_000_000L;

    private final Executor screen;
    private final ReadOnlyBooleanWrapper running = new ReadOnlyBooleanWrapper(true);
    private final ReadOnlyObjectWrapper<State> state = new ReadOnlyObjectWrapper<>(State.NOTHING);
    private final AtomicReference<@Nullable State> pending = new AtomicReference<>();
    private volatile boolean cancelled;
    private String work = "";
    private long begun;
    private long doneAtStart;
    private long due;

    Job(Executor screen) {
        this.screen = screen;
    }

    /// How far the work is: `done` of `total` in its own unit (total 0 if not known), and how fast it goes a second.
    public record State(String work, long done, long total, long perSecond) {
        static final State NOTHING = new State("", 0, 0, 0);

        /// 0 to 1, or −1 if it is not known.
        public double fraction() {
            return total <= 0 ? -1 : Math.clamp((double) done / total, 0, 1);
        }

        /// Seconds until the end at this pace; −1 if that cannot be said.
        public long remainingSeconds() {
            return total <= 0 || perSecond <= 0 ? -1 : Math.max(0, total - done) / perSecond;
        }
    }

    @Override
    public boolean goOn(String nowAt, long done, long total) {
        long now = System.nanoTime();
        if (!nowAt.equals(work)) {
            work = nowAt;
            begun = now;
            doneAtStart = done;
            due = now;
        }
        if (now - due >= 0) {
            due = now + SHOWN_EVERY_NANOS;
            long millis = Math.max(1, (now - begun) / 1_000_000);
            show(new State(nowAt, done, total, (done - doneAtStart) * 1000 / millis));
        }
        return !cancelled;
    }

    /// At most one state waits for the screen, so a busy screen is not flooded.
    private void show(State now) {
        if (pending.getAndSet(now) == null) {
            screen.execute(() -> {
                State latest = pending.getAndSet(null);
                if (latest != null) {
                    state.set(latest);
                }
            });
        }
    }

    public void cancel() {
        cancelled = true;
    }

    public boolean isCancelled() {
        return cancelled;
    }

    void ended() {
        running.set(false);
    }

    public ReadOnlyBooleanProperty running() {
        return running.getReadOnlyProperty();
    }

    public ReadOnlyObjectProperty<State> state() {
        return state.getReadOnlyProperty();
    }
}
