package clayton.desktop.flow;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Puts boxes that come later beside their neighbours, to the right of what they get from and to the left of what they
/// give to, at the nearest free place. What stands already is never moved.
final class Placement {
    private static final double ROW = 56;

    private final Map<String, Spot> spots;
    private final Set<Long> taken = new HashSet<>();

    private Placement(FlowPicture picture, Map<String, Spot> old) {
        spots = new HashMap<>();
        old.forEach((key, spot) -> {
            if (picture.nodes().containsKey(key)) {
                put(key, spot);
            }
        });
    }

    static Map<String, Spot> place(FlowPicture picture, Map<String, Spot> old) {
        Placement placement = new Placement(picture, old);
        Map<String, List<FlowEdge>> byNode = edgesByNode(picture);
        boolean placedSome = true;
        while (placedSome) {
            placedSome = false;
            for (FlowNode node : picture.nodes().values()) {
                placedSome |= !placement.spots.containsKey(node.key())
                        && placement.besideNeighbour(node, byNode.getOrDefault(node.key(), List.of()));
            }
            if (!placedSome) {
                placedSome = placement.anywhere(picture);
            }
        }
        return placement.spots;
    }

    private static Map<String, List<FlowEdge>> edgesByNode(FlowPicture picture) {
        Map<String, List<FlowEdge>> byNode = new HashMap<>();
        for (FlowEdge edge : picture.edges()) {
            byNode.merge(edge.from(), List.of(edge), Placement::joined);
            byNode.merge(edge.to(), List.of(edge), Placement::joined);
        }
        return byNode;
    }

    private static List<FlowEdge> joined(List<FlowEdge> one, List<FlowEdge> other) {
        List<FlowEdge> all = new java.util.ArrayList<>(one);
        all.addAll(other);
        return all;
    }

    private boolean besideNeighbour(FlowNode node, List<FlowEdge> edges) {
        for (FlowEdge edge : edges) {
            boolean rightOf = edge.to().equals(node.key());
            Spot neighbour = spots.get(rightOf ? edge.from() : edge.to());
            if (neighbour != null) {
                double step = rightOf ? FlowNode.STEP : -FlowNode.STEP;
                put(node.key(), free(neighbour.x() + step, neighbour.y()));
                return true;
            }
        }
        return false;
    }

    /// The first box that nothing ties to what stands: below all.
    private boolean anywhere(FlowPicture picture) {
        for (FlowNode node : picture.nodes().values()) {
            if (!spots.containsKey(node.key())) {
                double lowest =
                        spots.values().stream().mapToDouble(Spot::y).max().orElse(-2 * ROW);
                put(node.key(), free(0, lowest + 2 * ROW));
                return true;
            }
        }
        return false;
    }

    private Spot free(double x, double y) {
        for (int step = 0; ; step++) {
            double tried = y + (step % 2 == 0 ? 1 : -1) * ((step + 1) / 2) * ROW;
            if (isFree(x, tried)) {
                return new Spot(x, tried);
            }
        }
    }

    private boolean isFree(double x, double y) {
        return !taken.contains(cell(x, y));
    }

    private void put(String key, Spot spot) {
        spots.put(key, spot);
        long column = Math.round(spot.x() / (FlowNode.STEP / 2));
        long row = Math.round(spot.y() / (ROW / 2));
        for (long c = column - 1; c <= column + 1; c++) {
            for (long r = row - 1; r <= row + 1; r++) {
                taken.add(c << 32 ^ r & 0xffffffffL);
            }
        }
    }

    private static long cell(double x, double y) {
        return Math.round(x / (FlowNode.STEP / 2)) << 32 ^ Math.round(y / (ROW / 2)) & 0xffffffffL;
    }
}
