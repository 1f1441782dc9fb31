package clayton.desktop.flow;

import javafx.scene.paint.Color;

/// What a sheet is drawn with, on the screen or into a file. Colours, widths and the like count for all that is drawn
/// after them. Coordinates are the sheet's.
interface Ink {
    void alpha(double alpha);

    double alpha();

    void stroke(Color colour);

    void fill(Color colour);

    void width(double width);

    /// Lengths that are drawn and left out in turn; none for a whole line.
    void dashes(double... lengths);

    /// A cubic line from `from` to `to`, towards `out` first and from `in` at last.
    void curve(Spot from, Spot out, Spot in, Spot to);

    void line(double x1, double y1, double x2, double y2);

    void strokeRound(double x, double y, double width, double height, double arc);

    void fillRound(double x, double y, double width, double height, double arc);

    void fillRect(double x, double y, double width, double height);

    void strokeOval(double x, double y, double width, double height);

    void fillOval(double x, double y, double width, double height);

    void fillPolygon(double[] xs, double[] ys);

    /// Words level with `y`, beginning at `x` or, `fromRight`, ending there, pressed together if they are wider than
    /// `room`.
    void text(String words, boolean title, double x, double y, double room, boolean fromRight);
}
