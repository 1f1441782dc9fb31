package clayton.desktop.flow;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javafx.geometry.BoundingBox;
import javafx.geometry.Bounds;

/// The sheet made ready for drawing: boxes with their places, lines with their ends and widths.
final class FlowScene {
    private static final double LEAST_WIDTH = 1.2;
    private static final double MOST_WIDTH = 9;
    private static final double DROP = 36;

    record Box(FlowNode node, double x, double y) {
        double left() {
            return x - node.kind().width / 2;
        }

        double right() {
            return x + node.kind().width / 2;
        }

        double top() {
            return y - node.kind().height / 2;
        }

        double bottom() {
            return y + node.kind().height / 2;
        }

        boolean holds(double px, double py) {
            return px >= left() && px <= right() && py >= top() && py <= bottom();
        }
    }

    record Line(FlowEdge edge, Box from, Box to, double width) {
        /// Whether it goes back in time, to a box that stands earlier: it then runs below both.
        boolean isBack() {
            return to.left() < from.right();
        }

        double lowest() {
            return Math.max(from.bottom(), to.bottom()) + DROP + Math.abs(from.x() - to.x()) / 12;
        }

        double x1() {
            return from.right();
        }

        double x2() {
            return to.left();
        }

        /// How far the curve leans out at its ends.
        double bend() {
            return Math.max(30, Math.abs(x2() - x1()) / 2);
        }

        boolean touches(Bounds seen) {
            double low = Math.min(x1(), x2()) - 40;
            double high = Math.max(x1(), x2()) + 40;
            return high >= seen.getMinX()
                    && low <= seen.getMaxX()
                    && Math.max(from.y() + 20, isBack() ? lowest() : to.y() + 20) >= seen.getMinY()
                    && Math.min(from.y(), to.y()) - 20 <= seen.getMaxY();
        }
    }

    final List<Box> boxes = new ArrayList<>();
    final List<Line> lines = new ArrayList<>();
    private final Map<String, Box> byKey = new HashMap<>();

    FlowScene(Sheet sheet) {
        for (FlowNode node : sheet.picture().nodes().values()) {
            Spot spot = sheet.spots().getOrDefault(node.key(), new Spot(0, 0));
            Box box = new Box(node, spot.x(), spot.y());
            boxes.add(box);
            byKey.put(node.key(), box);
        }
        double largest = Math.log1p(sheet.picture().edges().stream()
                .mapToDouble(FlowEdge::sats)
                .max()
                .orElse(1));
        double smallest = Math.log1p(sheet.picture().edges().stream()
                .mapToDouble(FlowEdge::sats)
                .min()
                .orElse(0));
        for (FlowEdge edge : sheet.picture().edges()) {
            Box from = byKey.get(edge.from());
            Box to = byKey.get(edge.to());
            if (from != null && to != null) {
                double rank = (Math.log1p((double) edge.sats()) - smallest) / Math.max(1e-9, largest - smallest);
                lines.add(new Line(edge, from, to, LEAST_WIDTH + rank * rank * (MOST_WIDTH - LEAST_WIDTH)));
            }
        }
    }

    Optional<Box> box(String key) {
        return Optional.ofNullable(byKey.get(key));
    }

    /// The box at a point of the sheet, the one drawn last if several overlap.
    Optional<Box> at(double x, double y) {
        return boxes.reversed().stream().filter(box -> box.holds(x, y)).findFirst();
    }

    /// How high up the box stands that is farthest to the left.
    double leftmost() {
        return boxes.stream()
                .min(Comparator.comparingDouble(Box::left))
                .map(Box::y)
                .orElse(0.0);
    }

    /// The surroundings of all boxes.
    Bounds bounds() {
        return bounds(boxes);
    }

    /// Those of a box with all that lines tie to it.
    Bounds around(String key) {
        List<Box> tied = new ArrayList<>();
        box(key).ifPresent(tied::add);
        for (Line line : lines) {
            if (line.from().node().key().equals(key)) {
                tied.add(line.to());
            } else if (line.to().node().key().equals(key)) {
                tied.add(line.from());
            }
        }
        return bounds(tied);
    }

    private static Bounds bounds(List<Box> boxes) {
        if (boxes.isEmpty()) {
            return new BoundingBox(0, 0, 1, 1);
        }
        double left = boxes.stream().mapToDouble(Box::left).min().orElse(0);
        double right = boxes.stream().mapToDouble(Box::right).max().orElse(1);
        double top = boxes.stream().mapToDouble(Box::top).min().orElse(0);
        double bottom = boxes.stream().mapToDouble(Box::bottom).max().orElse(1);
        return new BoundingBox(left, top, right - left, bottom - top);
    }
}
