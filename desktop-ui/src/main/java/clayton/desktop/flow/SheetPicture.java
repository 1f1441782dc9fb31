package clayton.desktop.flow;

import clayton.chain.Progress;
import clayton.desktop.session.Work;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.function.Function;
import javafx.scene.SnapshotParameters;
import javafx.scene.canvas.Canvas;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;

/// A part of the sheet as a picture for a file, as it was at one moment.
public final class SheetPicture {
    private static final int TILE = 1024;
    private static final double MOST_PIXELS = 32e6;

    private final FlowScene scene;
    private final Window from;
    private final double width;
    private final double height;
    private final Set<String> selected;
    private final FlowColours colours;
    private final Function<Ink, FlowPainter> painter;

    /// Which part of the sheet.
    public enum Part {
        VISIBLE,
        /// The selected box with all that lines tie to it.
        SELECTED,
        ALL
    }

    SheetPicture(
            FlowScene scene,
            Window from,
            double width,
            double height,
            Set<String> selected,
            FlowColours colours,
            Function<Ink, FlowPainter> painter) {
        this.scene = scene;
        this.from = from;
        this.width = width;
        this.height = height;
        this.selected = selected;
        this.colours = colours;
        this.painter = painter;
    }

    /// Writes it as SVG, in its natural size.
    public void writeSvg(Path file) throws IOException {
        SvgInk ink = new SvgInk(from, width, height, colours.box());
        painter.apply(ink).paint(scene, from, width, height, selected);
        Files.writeString(file, ink.end());
    }

    /// Writes it as PNG, made smaller if it has too many pixels. Drawn tile by tile on the screen's thread, so that no
    /// frame waits for all of it; to be called in the background.
    public void writePng(Path file, Work work, Progress progress) throws IOException {
        double smaller = Math.min(1, Math.sqrt(MOST_PIXELS / (width * height)));
        Window all = new Window(from.x(), from.y(), from.scale() * smaller);
        int wide = (int) Math.max(1, Math.ceil(width * smaller));
        int high = (int) Math.max(1, Math.ceil(height * smaller));
        int[] pixels = new int[Math.multiplyExact(wide, high)];
        for (int y = 0; y < high; y += TILE) {
            for (int x = 0; x < wide; x += TILE) {
                if (!progress.goOn("drawing", (long) y * wide + (long) x * Math.min(TILE, high - y), pixels.length)) {
                    throw new CancellationException("stopped while the picture was drawn");
                }
                Window part = all.panned(-x, -y);
                int tileWide = Math.min(TILE, wide - x);
                int tileHigh = Math.min(TILE, high - y);
                WritableImage tile = work.fromScreen(() -> tile(part, tileWide, tileHigh));
                tile.getPixelReader()
                        .getPixels(
                                0, 0, tileWide, tileHigh, PixelFormat.getIntArgbInstance(), pixels, y * wide + x, wide);
            }
        }
        Png.write(wide, high, pixels, file);
    }

    private WritableImage tile(Window part, int wide, int high) {
        Canvas canvas = new Canvas(wide, high);
        Ink ink = new CanvasInk(canvas.getGraphicsContext2D(), part, wide, high);
        painter.apply(ink).paint(scene, part, wide, high, selected);
        SnapshotParameters ground = new SnapshotParameters();
        ground.setFill(colours.box());
        return canvas.snapshot(ground, new WritableImage(wide, high));
    }
}
