package clayton.desktop.tour;

import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import javafx.application.Platform;

/// Measures how long the screen's thread keeps others waiting: a thread of its own asks for a turn again and again, and
/// each wait counts for what the screen was doing.
final class Watchdog {
    private static final long PAUSE_NANOS = 4_000_000;

    /// What the screen is doing: what counts, and what is listed by itself.
    enum Doing {
        WORK,
        FIRST_SHOW,
        THEME_SWITCH,
        SNAPSHOT
    }

    private final Map<Doing, Long> longestNanos = new EnumMap<>(Doing.class);
    private long longestOfStep;
    private volatile Doing doing = Doing.FIRST_SHOW;
    private volatile boolean ended;

    void begin() {
        Thread thread = new Thread(this::watch, "watchdog");
        thread.setDaemon(true);
        thread.start();
    }

    private void watch() {
        while (!ended) {
            long asked = System.nanoTime();
            Doing then = doing;
            Turn turn = new Turn(Thread.currentThread());
            Platform.runLater(turn);
            while (!turn.came && !ended) {
                LockSupport.parkNanos(PAUSE_NANOS);
            }
            record(then, doing, System.nanoTime() - asked);
            LockSupport.parkNanos(PAUSE_NANOS);
        }
    }

    private static final class Turn implements Runnable {
        private final Thread waiting;
        volatile boolean came;

        Turn(Thread waiting) {
            this.waiting = waiting;
        }

        @Override
        public void run() {
            came = true;
            LockSupport.unpark(waiting);
        }
    }

    /// A wait that touched something apart counts there.
    private synchronized void record(Doing before, Doing after, long nanos) {
        Doing during = before == Doing.WORK ? after : before;
        longestNanos.merge(during, nanos, Math::max);
        if (during == Doing.WORK) {
            longestOfStep = Math.max(longestOfStep, nanos);
        }
    }

    /// The longest wait since this was last asked, apart from what is listed by itself.
    synchronized long takeMillisOfStep() {
        long nanos = longestOfStep;
        longestOfStep = 0;
        return nanos / 1_000_000;
    }

    /// Says what the screen does from now on.
    void doing(Doing now) {
        doing = now;
    }

    synchronized long longestMillis(Doing what) {
        return longestNanos.getOrDefault(what, 0L) / 1_000_000;
    }

    void end() {
        ended = true;
    }
}
