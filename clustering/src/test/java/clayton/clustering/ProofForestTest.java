package clayton.clustering;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class ProofForestTest {
    private record Edge(int one, int other, int transaction, int heuristic) {}

    @Test
    void aPathHasOnlyLinksThatMergedWhateverTheirOrder() {
        for (int seed = 0; seed < 300; seed++) {
            Random random = new Random(seed);
            int scripts = 2 + random.nextInt(30);
            List<Edge> merged = new ArrayList<>();
            ProofForest forest = new ProofForest();
            forest.growTo(scripts);
            for (int i = 0; i < 2 * scripts; i++) {
                Edge edge = new Edge(random.nextInt(scripts), random.nextInt(scripts), i, random.nextInt(3));
                if (forest.join(edge.one, edge.other, edge.transaction, edge.heuristic)) {
                    merged.add(edge);
                }
            }
            for (int from = 0; from < scripts; from++) {
                for (int to = 0; to < scripts; to++) {
                    if (forest.find(from) == forest.find(to)) {
                        assertPath(forest, merged, from, to, "seed " + seed);
                    }
                }
            }
            int cut = random.nextInt(2 * scripts);
            ProofForest earlier = forest.cutTo(scripts, cut);
            ProofForest expected = new ProofForest();
            expected.growTo(scripts);
            List<Edge> kept =
                    merged.stream().filter(edge -> edge.transaction < cut).toList();
            kept.forEach(edge -> expected.join(edge.one, edge.other, edge.transaction, edge.heuristic));
            for (int script = 1; script < scripts; script++) {
                assertThat(earlier.find(0) == earlier.find(script))
                        .as("seed " + seed + ", cut at " + cut)
                        .isEqualTo(expected.find(0) == expected.find(script));
                assertThat(earlier.size(script)).isEqualTo(expected.size(script));
                if (earlier.find(0) == earlier.find(script)) {
                    assertPath(earlier, kept, 0, script, "seed " + seed);
                }
            }
        }
    }

    private static void assertPath(ProofForest forest, List<Edge> merged, int from, int to, String hint) {
        int[] reached = {from};
        forest.walk(from, to, (start, end, transaction, heuristic) -> {
            assertThat(start).as(hint).isEqualTo(reached[0]);
            assertThat(merged)
                    .as(hint)
                    .containsAnyOf(
                            new Edge(start, end, transaction, heuristic), new Edge(end, start, transaction, heuristic));
            reached[0] = end;
        });
        assertThat(reached[0]).as(hint).isEqualTo(to);
    }
}
