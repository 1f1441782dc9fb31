package clayton.desktop.flow;

import clayton.evidence.Words;
import java.util.Locale;
import java.util.StringJoiner;
import javafx.scene.paint.Color;

/// Draws into the text of an SVG 1.1 picture.
final class SvgInk implements Ink {
    /// A letter is about this wide for each point of its size.
    private static final double LETTER = 0.58;

    private final StringBuilder out = new StringBuilder();
    private double alpha = 1;
    private String stroke = "";
    private String fill = "";
    private double width = 1;
    private String dashes = "";

    /// Of what a window of this many pixels shows, on ground of this colour.
    SvgInk(Window window, double pixelsWide, double pixelsHigh, Color ground) {
        double wide = pixelsWide / window.scale();
        double high = pixelsHigh / window.scale();
        out.append(String.format(
                Locale.ROOT,
                "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%.0f\" height=\"%.0f\" viewBox=\"%.1f %.1f %.1f %.1f\""
                        + " font-family=\"sans-serif\">\n",
                pixelsWide,
                pixelsHigh,
                window.x(),
                window.y(),
                wide,
                high));
        fill(ground);
        fillRect(window.x(), window.y(), wide, high);
    }

    /// The whole picture; nothing is drawn after that.
    String end() {
        return out.append("</svg>\n").toString();
    }

    private static String hex(Color colour) {
        return String.format(
                Locale.ROOT,
                "#%02x%02x%02x",
                Math.round(colour.getRed() * 255),
                Math.round(colour.getGreen() * 255),
                Math.round(colour.getBlue() * 255));
    }

    private String faintness() {
        return alpha < 1 ? String.format(Locale.ROOT, " opacity=\"%.2f\"", alpha) : "";
    }

    private String stroked() {
        return String.format(Locale.ROOT, " fill=\"none\" stroke=\"%s\" stroke-width=\"%.2f\"", stroke, width) + dashes
                + faintness() + "/>\n";
    }

    private String filled() {
        return String.format(Locale.ROOT, " fill=\"%s\"", fill) + faintness() + "/>\n";
    }

    @Override
    public void alpha(double changed) {
        alpha = changed;
    }

    @Override
    public double alpha() {
        return alpha;
    }

    @Override
    public void stroke(Color colour) {
        stroke = hex(colour);
    }

    @Override
    public void fill(Color colour) {
        fill = hex(colour);
    }

    @Override
    public void width(double changed) {
        width = changed;
    }

    @Override
    public void dashes(double... lengths) {
        StringJoiner list = new StringJoiner(" ", " stroke-dasharray=\"", "\"");
        for (double length : lengths) {
            list.add(String.format(Locale.ROOT, "%.1f", length));
        }
        dashes = lengths.length == 0 ? "" : list.toString();
    }

    @Override
    public void curve(Spot from, Spot leaving, Spot arriving, Spot to) {
        out.append(String.format(
                        Locale.ROOT,
                        "<path d=\"M%.1f %.1fC%.1f %.1f %.1f %.1f %.1f %.1f\"",
                        from.x(),
                        from.y(),
                        leaving.x(),
                        leaving.y(),
                        arriving.x(),
                        arriving.y(),
                        to.x(),
                        to.y()))
                .append(stroked());
    }

    @Override
    public void line(double x1, double y1, double x2, double y2) {
        out.append(String.format(Locale.ROOT, "<path d=\"M%.1f %.1fL%.1f %.1f\"", x1, y1, x2, y2))
                .append(stroked());
    }

    private String round(double x, double y, double wide, double high, double arc) {
        return rect(x, y, wide, high) + String.format(Locale.ROOT, " rx=\"%.1f\"", arc / 2);
    }

    private static String rect(double x, double y, double wide, double high) {
        return String.format(
                Locale.ROOT, "<rect x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\"", x, y, wide, high);
    }

    private static String oval(double x, double y, double wide, double high) {
        return String.format(
                Locale.ROOT,
                "<ellipse cx=\"%.1f\" cy=\"%.1f\" rx=\"%.1f\" ry=\"%.1f\"",
                x + wide / 2,
                y + high / 2,
                wide / 2,
                high / 2);
    }

    @Override
    public void strokeRound(double x, double y, double wide, double high, double arc) {
        out.append(round(x, y, wide, high, arc)).append(stroked());
    }

    @Override
    public void fillRound(double x, double y, double wide, double high, double arc) {
        out.append(round(x, y, wide, high, arc)).append(filled());
    }

    @Override
    public void fillRect(double x, double y, double wide, double high) {
        out.append(rect(x, y, wide, high)).append(filled());
    }

    @Override
    public void strokeOval(double x, double y, double wide, double high) {
        out.append(oval(x, y, wide, high)).append(stroked());
    }

    @Override
    public void fillOval(double x, double y, double wide, double high) {
        out.append(oval(x, y, wide, high)).append(filled());
    }

    @Override
    public void fillPolygon(double[] xs, double[] ys) {
        StringJoiner points = new StringJoiner(" ");
        for (int i = 0; i < xs.length; i++) {
            points.add(String.format(Locale.ROOT, "%.1f,%.1f", xs[i], ys[i]));
        }
        out.append("<polygon points=\"").append(points).append('"').append(filled());
    }

    @Override
    public void text(String words, boolean title, double x, double y, double room, boolean fromRight) {
        double size = title ? 11.5 : 10.5;
        out.append(String.format(
                        Locale.ROOT,
                        "<text x=\"%.1f\" y=\"%.1f\" font-size=\"%.1f\" fill=\"%s\"",
                        x,
                        y + size / 3,
                        size,
                        fill))
                .append(title ? " font-weight=\"bold\"" : "")
                .append(fromRight ? " text-anchor=\"end\"" : "")
                .append(
                        words.length() * size * LETTER > room
                                ? String.format(
                                        Locale.ROOT, " textLength=\"%.0f\" lengthAdjust=\"spacingAndGlyphs\"", room)
                                : "")
                .append(faintness())
                .append('>')
                .append(escaped(words))
                .append("</text>\n");
    }

    private static String escaped(String words) {
        return Words.harmless(words).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
