package clayton.chain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import org.junit.jupiter.api.Test;

final class OutputIdTest {
    @Test
    void coordinatesPackAndUnpackAtEveryEdge() {
        int[][] edges = {{0, 1, 170, OutputId.MAX_HEIGHT}, {0, 1, OutputId.MAX_INDEX}, {0, 1, OutputId.TRANSACTION}};
        for (int height : edges[0]) {
            for (int index : edges[1]) {
                for (int vout : edges[2]) {
                    long id = OutputId.of(height, index, vout);
                    assertThat(id).isNotNegative();
                    assertThat(OutputId.height(id)).isEqualTo(height);
                    assertThat(OutputId.index(id)).isEqualTo(index);
                    assertThat(OutputId.vout(id)).isEqualTo(vout);
                    assertThat(OutputId.parse(OutputId.text(id))).isEqualTo(id);
                }
            }
        }
    }

    @Test
    void idsSortInChainOrder() {
        Random random = new Random(1);
        for (int i = 0; i < 10_000; i++) {
            int[] a = {random.nextInt(3), random.nextInt(3), random.nextInt(3)};
            int[] b = {random.nextInt(3), random.nextInt(3), random.nextInt(3)};
            assertThat(Long.signum(Long.compare(OutputId.of(a[0], a[1], a[2]), OutputId.of(b[0], b[1], b[2]))))
                    .isEqualTo(Integer.signum(java.util.Arrays.compare(a, b)));
        }
    }

    @Test
    void whatDoesNotFitIsRefused() {
        assertThatThrownBy(() -> OutputId.of(OutputId.MAX_HEIGHT + 1, 0, 0))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> OutputId.of(0, -1, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> OutputId.of(0, 0, 1 << 20)).isInstanceOf(IllegalArgumentException.class);
        for (String text : new String[] {"", "1x2", "1x2x3x4", "01x2x3", "1x2x-3", "ax2x3", "1X2X3"}) {
            assertThatThrownBy(() -> OutputId.parse(text)).hasMessageContaining("HEIGHTxINDEXxVOUT");
        }
    }

    @Test
    void boundaryIdsAreNegativeAndCountFromZero() {
        assertThat(OutputId.boundary(0)).isEqualTo(-1);
        assertThat(OutputId.boundaryNumber(OutputId.boundary(Integer.MAX_VALUE)))
                .isEqualTo(Integer.MAX_VALUE);
        assertThat(OutputId.isBoundary(OutputId.boundary(7))).isTrue();
    }
}
