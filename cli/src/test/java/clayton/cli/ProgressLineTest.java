package clayton.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import picocli.CommandLine.Help.Ansi;

final class ProgressLineTest {
    private final StringWriter screen = new StringWriter();
    private final AtomicLong clock = new AtomicLong();

    @Test
    void showsRateAndRemainingTimeOnAScreenAndCleansUp() {
        ProgressLine line = line(true);
        line.goOn("loading blocks", 0, 1000);
        clock.addAndGet(Duration.ofSeconds(2).toNanos());
        line.goOn("loading blocks", 100, 1000);
        assertThat(screen.toString())
                .isEqualTo("\r\033[Kloading blocks: 0 of 1,000 (0 %)"
                        + "\r\033[Kloading blocks: 100 of 1,000 (10 %), 50/s, 0:18 left");
        line.close();
        assertThat(screen.toString()).endsWith("\r\033[K");
    }

    @Test
    void drawsNoMoreThanFiveTimesASecond() {
        ProgressLine line = line(true);
        for (int i = 0; i < 1000; i++) {
            line.goOn("loading blocks", i, 1000);
            clock.addAndGet(Duration.ofMillis(1).toNanos());
        }
        assertThat(screen.toString().split("\r", -1)).hasSize(6);
    }

    @Test
    void saysNothingElsewhereUntilAMinuteHasGone() {
        ProgressLine line = line(false);
        line.goOn("loading blocks", 0, 1000);
        clock.addAndGet(Duration.ofSeconds(59).toNanos());
        line.goOn("loading blocks", 59, 1000);
        assertThat(screen.toString()).isEmpty();
        clock.addAndGet(Duration.ofSeconds(1).toNanos());
        line.goOn("loading blocks", 60, 1000);
        line.close();
        assertThat(screen.toString()).isEqualToNormalizingNewlines("""
                clayton: loading blocks: 60 of 1,000 (6 %), 1/s, 15:40 left
                """);
    }

    @Test
    void ratesStartAnewWithEachKindOfWork() {
        ProgressLine line = line(true);
        line.goOn("reading headers", 500, 500);
        clock.addAndGet(Duration.ofSeconds(10).toNanos());
        line.goOn("loading blocks", 300, 0);
        clock.addAndGet(Duration.ofSeconds(10).toNanos());
        line.goOn("loading blocks", 320, 0);
        assertThat(screen.toString()).endsWith("loading blocks: 320, 2/s");
    }

    private ProgressLine line(boolean animated) {
        PrintWriter err = new PrintWriter(screen);
        return new ProgressLine(new Terminal(new PrintWriter(new StringWriter()), err, animated, Ansi.OFF), clock::get);
    }
}
