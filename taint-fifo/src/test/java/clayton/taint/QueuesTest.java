package clayton.taint;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class QueuesTest {
    private static final int LISTS = 7;

    @Test
    void everyListHoldsWhatWasAddedSinceItWasClearedTheLatestFirst() {
        Random random = new Random(1);
        Queues queues = new Queues(LISTS);
        List<List<Integer>> expected = new ArrayList<>();
        int[] marks = new int[LISTS];
        int[] marked = new int[LISTS];
        for (int list = 0; list < LISTS; list++) {
            expected.add(new ArrayList<>());
        }
        for (int step = 0; step < 100_000; step++) {
            int list = random.nextInt(LISTS);
            switch (random.nextInt(60)) {
                case 0 -> {
                    queues.clear(list);
                    expected.get(list).clear();
                    marks[list] = Queues.EMPTY;
                    marked[list] = 0;
                }
                case 1 -> {
                    marks[list] = queues.end(list);
                    marked[list] = expected.get(list).size();
                }
                default -> {
                    queues.add(list, step);
                    expected.get(list).add(step);
                }
            }
            List<Integer> all = expected.get(list);
            assertThat(queues.end(list) == Queues.EMPTY).isEqualTo(all.isEmpty());
            assertThat(read(queues, list, Queues.EMPTY)).isEqualTo(all.reversed());
            assertThat(read(queues, list, marks[list]))
                    .isEqualTo(all.subList(marked[list], all.size()).reversed());
        }
    }

    private static List<Integer> read(Queues queues, int list, int since) {
        List<Integer> numbers = new ArrayList<>();
        int count = queues.read(list, since);
        for (int i = 0; i < count; i++) {
            numbers.add(queues.number(i));
        }
        return numbers;
    }
}
