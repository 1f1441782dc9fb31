package clayton.desktop.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;

final class SingleJobTest {
    private final Deque<Runnable> background = new ArrayDeque<>();
    private final SingleJob running = new SingleJob(new Work(background::add, Runnable::run));
    private final List<String> done = new ArrayList<>();

    @Test
    void aSecondTaskIsNotStartedWhileOneIsAtWork() {
        running.start(progress -> "first", done::add);
        running.start(progress -> "second", done::add);
        assertThat(running.isBusy()).isTrue();
        assertThat(background).hasSize(1);
        background.remove().run();
        assertThat(done).containsExactly("first");
        assertThat(running.isBusy()).isFalse();
    }

    @Test
    void aFailureIsSaidUntilTheNextStart() {
        running.start(
                progress -> {
                    throw new IOException("the disk\nis full");
                },
                answer -> done.add("answer"),
                failure -> done.add("told: " + failure.getClass().getSimpleName()));
        background.remove().run();
        assertThat(running.status().get()).isEqualTo("the disk is full");
        assertThat(done).containsExactly("told: IOException");
        running.start(progress -> "next", done::add);
        assertThat(running.status().get()).isEmpty();
    }

    @Test
    void aCancelledTaskLearnsOfItAtItsNextStep() {
        running.start(
                progress -> {
                    if (!progress.goOn("counting", 1, 2)) {
                        throw new CancellationException("stopped while counting");
                    }
                    return "whole";
                },
                done::add);
        running.cancel();
        background.remove().run();
        assertThat(done).isEmpty();
        assertThat(running.status().get()).isEqualTo("stopped while counting");
    }
}
