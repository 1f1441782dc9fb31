package clayton.evidence;

import java.util.List;

/// A picture in points, with the origin on top to the left.
record Drawing(double width, double height, List<Shape> shapes) {
    /// What a shape is, from which its colour follows.
    enum Ink {
        TEXT,
        MUTED,
        FLOW,
        END
    }

    sealed interface Shape {}

    record Rect(double x, double y, double width, double height, Ink ink) implements Shape {}

    /// A curve from one row to another, bulging to the left by `bulge`.
    record Arc(double x, double y, double toY, double bulge, double thickness, Ink ink) implements Shape {}

    /// From its left end, or to its right end if `right`; `mono` if characters must be told apart.
    record Text(double x, double y, double size, String text, boolean right, boolean mono, Ink ink) implements Shape {}
}
