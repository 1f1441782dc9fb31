package clayton.desktop.flow;

import clayton.desktop.flow.FlowScene.Box;
import clayton.desktop.flow.FlowScene.Line;
import clayton.desktop.flow.FlowViewModel.HeightRange;
import java.nio.IntBuffer;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import javafx.geometry.Bounds;
import javafx.scene.image.Image;
import javafx.scene.image.PixelBuffer;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;
import javafx.scene.paint.Color;

/// A sheet seen from far off: boxes are plain, lines one pixel wide and straight. Drawn into pixels by itself, because
/// a
/// canvas takes several frames for thousands of shapes.
final class FarPicture {
    private static final double LEAST_BOX = 2;
    private static final double LINE_ALPHA = 0.55;
    private static final double FAINT = 0.12;

    private final int width;
    private final int height;
    private final int[] pixels;

    FarPicture(int width, int height) {
        this.width = Math.max(1, width);
        this.height = Math.max(1, height);
        this.pixels = new int[this.width * this.height];
    }

    Image image() {
        return new WritableImage(
                new PixelBuffer<>(width, height, IntBuffer.wrap(pixels), PixelFormat.getIntArgbPreInstance()));
    }

    void draw(
            FlowScene scene, Window window, FlowColours colours, Optional<HeightRange> brushed, Set<String> selected) {
        Bounds seen = window.seen(width, height);
        for (Line line : scene.lines) {
            if (line.touches(seen)) {
                double alpha = isFaint(line.from(), brushed) && isFaint(line.to(), brushed) ? FAINT : LINE_ALPHA;
                line(
                        window.toScreenX(line.x1()),
                        window.toScreenY(line.from().y()),
                        window.toScreenX(line.x2()),
                        window.toScreenY(line.to().y()),
                        premultiplied(colours.share(line.edge().share()), alpha));
            }
        }
        for (Box box : scene.boxes) {
            FlowNode node = box.node();
            Color colour = selected.contains(node.key())
                    ? colours.accent()
                    : node.kind().isFlow() ? colours.share(FlowPainter.share(node)) : colours.of(node.kind());
            fill(
                    window.toScreenX(box.left()),
                    window.toScreenY(box.top()),
                    Math.max(LEAST_BOX, node.kind().width * window.scale()),
                    Math.max(LEAST_BOX, node.kind().height * window.scale()),
                    premultiplied(colour, isFaint(box, brushed) ? FAINT : 1));
        }
    }

    private static boolean isFaint(Box box, Optional<HeightRange> brushed) {
        return brushed.isPresent() && !brushed.get().holds(box.node().height());
    }

    private static int premultiplied(Color colour, double alpha) {
        return (int) Math.round(alpha * 255) << 24
                | (int) Math.round(colour.getRed() * alpha * 255) << 16
                | (int) Math.round(colour.getGreen() * alpha * 255) << 8
                | (int) Math.round(colour.getBlue() * alpha * 255);
    }

    private void fill(double left, double top, double wide, double high, int colour) {
        int fromX = (int) Math.max(0, left);
        int toX = (int) Math.min(width, left + wide);
        int toY = (int) Math.min(height, top + high);
        for (int y = (int) Math.max(0, top); y < toY; y++) {
            if (fromX < toX) {
                Arrays.fill(pixels, y * width + fromX, y * width + toX, colour);
            }
        }
    }

    /// One pixel for each step along the longer side, of those inside the picture.
    private void line(double x1, double y1, double x2, double y2, int colour) {
        double steps = Math.max(1, Math.ceil(Math.max(Math.abs(x2 - x1), Math.abs(y2 - y1))));
        double dx = (x2 - x1) / steps;
        double dy = (y2 - y1) / steps;
        double first = Math.max(entry(x1, dx, width), entry(y1, dy, height));
        double last = Math.min(steps, Math.min(exit(x1, dx, width), exit(y1, dy, height)));
        for (double step = Math.ceil(Math.max(0, first)); step <= last; step++) {
            int x = (int) (x1 + step * dx);
            int y = (int) (y1 + step * dy);
            if (x >= 0 && x < width && y >= 0 && y < height) {
                pixels[y * width + x] = colour;
            }
        }
    }

    private static double entry(double start, double each, double end) {
        return each == 0 ? 0 : each > 0 ? -start / each : (end - start) / each;
    }

    private static double exit(double start, double each, double end) {
        return each == 0 ? Double.MAX_VALUE : each > 0 ? (end - start) / each : -start / each;
    }
}
