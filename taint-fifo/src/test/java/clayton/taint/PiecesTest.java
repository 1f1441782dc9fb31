package clayton.taint;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class PiecesTest {
    private static final int SATS = 10;

    /// Two rounds, because what was cleared is filled again.
    @Test
    void piecesComeBackAsTheyWereAddedHoweverManyThereAre() {
        Random random = new Random(1);
        Pieces pieces = new Pieces();
        for (int round = 0; round < 2; round++) {
            List<String> expected = new ArrayList<>();
            long runCount = 0;
            for (int id = 0; id < 20_000; id++) {
                Runs runs = runs(random);
                pieces.add(id, SATS, runs, 0, runs.count());
                expected.add(id + " " + text(runs));
                runCount += runs.count();
            }
            List<String> found = new ArrayList<>();
            for (int i = 0; i < pieces.count(); i++) {
                found.add(pieces.id(i) + " " + text(pieces.runs(i)));
            }
            assertThat(found).isEqualTo(expected);
            assertThat(pieces.runCount()).isEqualTo(runCount);
            pieces.clear();
        }
    }

    /// Whole ones often, marked ones among them.
    private static Runs runs(Random random) {
        Runs runs = new Runs();
        if (random.nextBoolean()) {
            runs.add(0, SATS, random.nextInt(5));
        } else {
            for (int start = random.nextInt(3); start < SATS; start += 2 + random.nextInt(3)) {
                runs.add(start, Math.min(1 + random.nextInt(2), SATS - start), 1 + random.nextInt(2));
            }
        }
        if (random.nextInt(4) == 0) {
            runs.mix();
        }
        return runs;
    }

    private static String text(Runs runs) {
        StringBuilder text = new StringBuilder();
        for (int run = 0; run < runs.count(); run++) {
            text.append(runs.start(run))
                    .append('+')
                    .append(runs.length(run))
                    .append(':')
                    .append(runs.tag(run))
                    .append(' ');
        }
        return text.toString();
    }
}
