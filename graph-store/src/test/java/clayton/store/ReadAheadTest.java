package clayton.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import clayton.chain.BlockSweep;
import clayton.chain.BlockView;
import clayton.chain.CorruptDataException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import org.junit.jupiter.api.Test;

final class ReadAheadTest {
    private static final int LAST = 9;
    private static final int DAMAGED = 5;

    private final BlockView view = new BlockView();

    @Test
    void everyBlockComesWhenItIsAskedForInWhateverOrder() throws IOException {
        ReadAhead sweep = new ReadAhead(() -> ReadAheadTest::read, LAST);
        for (int height : List.of(0, 1, 2, 2, 3, 8, 9, 9, 0, 1, 3, 4)) {
            sweep.read(height, view);
            assertThat(view.height).isEqualTo(height);
            assertThat(view.values[0]).isEqualTo(10L * height);
        }
    }

    @Test
    void aBlockThatCannotBeReadFailsThatBlockAloneAndEveryTime() throws IOException {
        BlockSweep damaged = (height, target) -> {
            if (height == DAMAGED) {
                throw new CorruptDataException(Path.of("values"), 0, "a block", "none");
            }
            read(height, target);
        };
        ReadAhead sweep = new ReadAhead(() -> damaged, LAST);
        for (int round = 0; round < 2; round++) {
            sweep.read(DAMAGED - 1, view);
            assertThatThrownBy(() -> sweep.read(DAMAGED, view)).isInstanceOf(CorruptDataException.class);
            assertThatThrownBy(() -> sweep.read(DAMAGED, view)).isInstanceOf(CorruptDataException.class);
            sweep.read(DAMAGED - 1, view);
            sweep.read(DAMAGED + 1, view);
            assertThat(view.height).isEqualTo(DAMAGED + 1);
        }
    }

    @Test
    void noBlockAfterTheLastIsReadThatIsNotAskedFor() throws IOException {
        Set<Integer> heights = new ConcurrentSkipListSet<>();
        BlockSweep noting = (height, target) -> {
            heights.add(height);
            read(height, target);
        };
        ReadAhead sweep = new ReadAhead(() -> noting, LAST);
        sweep.read(LAST - 1, view);
        sweep.read(LAST, view);
        sweep.read(LAST, view);
        assertThat(heights).containsExactly(LAST - 1, LAST);
        sweep.read(LAST - 2, view);
        sweep.read(LAST, view);
        sweep.read(LAST + 1, view);
        assertThat(view.height).isEqualTo(LAST + 1);
    }

    private static void read(int height, BlockView target) {
        target.resize(1, 0, 1);
        target.height = height;
        target.values[0] = 10L * height;
    }
}
