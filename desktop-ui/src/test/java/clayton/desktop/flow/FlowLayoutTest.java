package clayton.desktop.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class FlowLayoutTest {
    @Test
    void everyLineGoesToALaterLayer() {
        FlowPicture picture = MadeUpPicture.of(700);
        Map<String, Integer> layers = Layers.of(picture);
        assertThat(layers).containsOnlyKeys(picture.nodes().keySet());
        assertThat(picture.edges()).allMatch(edge -> layers.get(edge.from()) < layers.get(edge.to()));
    }

    @Test
    void aCircleOfLinesIsLaidOutToo() {
        FlowPicture line = MadeUpPicture.of(3);
        List<FlowEdge> edges = new ArrayList<>(line.edges());
        edges.add(new FlowEdge("n2", "n0", List.of(), 1, 0, false));
        FlowPicture circle = new FlowPicture(line.nodes(), edges);
        assertThat(Layers.of(circle)).hasSize(3);
        assertThat(FlowLayout.arrange(circle)).hasSize(3);
    }

    @Test
    void addressesThatArePaidAgainLaterAreLaidOutApart() {
        FlowPicture picture = MadeUpPicture.ofAddresses(400);
        Map<String, Spot> spots = FlowLayout.arrange(picture);
        assertThat(spots).containsOnlyKeys(picture.nodes().keySet());
        assertThat(spots.values()).doesNotHaveDuplicates();
        assertThat(picture.edges())
                .anyMatch(edge ->
                        spots.get(edge.from()).x() > spots.get(edge.to()).x());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 40, 250, 700})
    void noTwoBoxesOverlapAndEveryLineGoesRight(int boxes) {
        FlowPicture picture = MadeUpPicture.of(boxes);
        Map<String, Spot> spots = FlowLayout.arrange(picture);
        List<FlowNode> byPlace = picture.nodes().values().stream()
                .sorted(Comparator.comparingDouble(node -> left(node, spots)))
                .toList();
        for (int i = 0; i < byPlace.size(); i++) {
            FlowNode one = byPlace.get(i);
            for (int j = i + 1; j < byPlace.size() && left(byPlace.get(j), spots) < right(one, spots); j++) {
                FlowNode other = byPlace.get(j);
                double apart = Math.abs(
                        spots.get(one.key()).y() - spots.get(other.key()).y());
                assertThat(apart).isGreaterThanOrEqualTo((one.kind().height + other.kind().height) / 2);
            }
        }
        assertThat(picture.edges())
                .allMatch(edge ->
                        spots.get(edge.from()).x() < spots.get(edge.to()).x());
    }

    private static double left(FlowNode node, Map<String, Spot> spots) {
        return spots.get(node.key()).x() - node.kind().width / 2;
    }

    private static double right(FlowNode node, Map<String, Spot> spots) {
        return spots.get(node.key()).x() + node.kind().width / 2;
    }
}
