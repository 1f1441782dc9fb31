package clayton.desktop.flow;

import javafx.geometry.VPos;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.paint.Color;
import javafx.scene.shape.StrokeLineCap;
import javafx.scene.text.Font;
import javafx.scene.text.FontWeight;
import javafx.scene.text.TextAlignment;

/// Draws on a canvas.
final class CanvasInk implements Ink {
    private static final Font TITLE = Font.font("System", FontWeight.BOLD, 11.5);
    private static final Font SMALL = Font.font("System", 10.5);

    private final GraphicsContext g;

    /// On an empty canvas of this size, as the window shows the sheet.
    CanvasInk(GraphicsContext g, Window window, double width, double height) {
        this.g = g;
        g.setTransform(1, 0, 0, 1, 0, 0);
        g.clearRect(0, 0, width, height);
        g.setTransform(
                window.scale(), 0, 0, window.scale(), -window.x() * window.scale(), -window.y() * window.scale());
        g.setLineCap(StrokeLineCap.BUTT);
        g.setTextBaseline(VPos.CENTER);
    }

    @Override
    public void alpha(double alpha) {
        g.setGlobalAlpha(alpha);
    }

    @Override
    public double alpha() {
        return g.getGlobalAlpha();
    }

    @Override
    public void stroke(Color colour) {
        g.setStroke(colour);
    }

    @Override
    public void fill(Color colour) {
        g.setFill(colour);
    }

    @Override
    public void width(double width) {
        g.setLineWidth(width);
    }

    @Override
    public void dashes(double... lengths) {
        g.setLineDashes(lengths);
    }

    @Override
    public void curve(Spot from, Spot out, Spot in, Spot to) {
        g.beginPath();
        g.moveTo(from.x(), from.y());
        g.bezierCurveTo(out.x(), out.y(), in.x(), in.y(), to.x(), to.y());
        g.stroke();
    }

    @Override
    public void line(double x1, double y1, double x2, double y2) {
        g.strokeLine(x1, y1, x2, y2);
    }

    @Override
    public void strokeRound(double x, double y, double width, double height, double arc) {
        g.strokeRoundRect(x, y, width, height, arc, arc);
    }

    @Override
    public void fillRound(double x, double y, double width, double height, double arc) {
        g.fillRoundRect(x, y, width, height, arc, arc);
    }

    @Override
    public void fillRect(double x, double y, double width, double height) {
        g.fillRect(x, y, width, height);
    }

    @Override
    public void strokeOval(double x, double y, double width, double height) {
        g.strokeOval(x, y, width, height);
    }

    @Override
    public void fillOval(double x, double y, double width, double height) {
        g.fillOval(x, y, width, height);
    }

    @Override
    public void fillPolygon(double[] xs, double[] ys) {
        g.fillPolygon(xs, ys, xs.length);
    }

    @Override
    public void text(String words, boolean title, double x, double y, double room, boolean fromRight) {
        g.setFont(title ? TITLE : SMALL);
        g.setTextAlign(fromRight ? TextAlignment.RIGHT : TextAlignment.LEFT);
        g.fillText(words, x, y, room);
    }
}
