package clayton.taint;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class EntriesTest {
    private static final int LISTS = 7;

    private final Entries entries = new Entries(LISTS);
    private final Runs runs = new Runs();

    @Test
    void everyListHoldsWhatWasAddedSinceItWasClearedTheLatestFirst() {
        Random random = new Random(1);
        List<List<Integer>> expected = new ArrayList<>();
        int[] marks = new int[LISTS];
        int[] marked = new int[LISTS];
        for (int list = 0; list < LISTS; list++) {
            expected.add(new ArrayList<>());
        }
        for (int step = 0; step < 20_000; step++) {
            int list = random.nextInt(LISTS);
            switch (random.nextInt(60)) {
                case 0 -> {
                    clear(list);
                    expected.get(list).clear();
                    marks[list] = Entries.NONE;
                    marked[list] = 0;
                }
                case 1 -> {
                    marks[list] = entries.end(list);
                    marked[list] = expected.get(list).size();
                }
                default -> {
                    add(list, step);
                    expected.get(list).add(step);
                }
            }
            List<Integer> all = expected.get(list);
            assertThat(entries.end(list) == Entries.NONE).isEqualTo(all.isEmpty());
            assertThat(read(list, Entries.NONE)).isEqualTo(all.reversed());
            assertThat(read(list, marks[list]))
                    .isEqualTo(all.subList(marked[list], all.size()).reversed());
        }
    }

    /// An entry whose every part follows from a number: none, one or several runs.
    private void add(int list, int number) {
        runs.clear();
        for (int run = 0; run < number % 4; run++) {
            runs.add(number + 10L * run, 5 + run, number);
        }
        entries.add(list, number, number + 1L, number + 2L, runs, 0, runs.count());
    }

    private void clear(int list) {
        int count = entries.read(list, Entries.NONE);
        for (int i = 0; i < count; i++) {
            entries.release(entries.read(i));
        }
        entries.clear(list);
    }

    private List<Integer> read(int list, int since) {
        List<Integer> numbers = new ArrayList<>();
        int count = entries.read(list, since);
        for (int i = 0; i < count; i++) {
            int entry = entries.read(i);
            int number = (int) entries.due(entry);
            assertThat(entries.output(entry)).isEqualTo(number + 1L);
            assertThat(entries.valueSats(entry)).isEqualTo(number + 2L);
            runs.clear();
            entries.load(entry, 7, runs);
            assertThat(runs.count()).isEqualTo(number % 4);
            for (int run = 0; run < runs.count(); run++) {
                assertThat(runs.start(run)).isEqualTo(number + 10L * run + 7);
                assertThat(runs.length(run)).isEqualTo(5L + run);
                assertThat(runs.tag(run)).isEqualTo(number);
            }
            numbers.add(number);
        }
        return numbers;
    }
}
