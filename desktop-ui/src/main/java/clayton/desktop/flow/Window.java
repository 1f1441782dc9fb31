package clayton.desktop.flow;

import javafx.geometry.BoundingBox;
import javafx.geometry.Bounds;

/// Which part of the endless sheet is seen, and how large: the sheet's point at the upper left corner, and pixels for
/// each of its units.
record Window(double x, double y, double scale) {
    static final double LEAST = 0.004;
    static final double MOST = 2.5;

    double toScreenX(double sheetX) {
        return (sheetX - x) * scale;
    }

    double toScreenY(double sheetY) {
        return (sheetY - y) * scale;
    }

    double toSheetX(double screenX) {
        return screenX / scale + x;
    }

    double toSheetY(double screenY) {
        return screenY / scale + y;
    }

    Window panned(double screenDx, double screenDy) {
        return new Window(x - screenDx / scale, y - screenDy / scale, scale);
    }

    /// Larger or smaller, with the sheet's point under a screen's point staying there.
    Window zoomed(double factor, double screenX, double screenY) {
        double next = Math.clamp(scale * factor, LEAST, MOST);
        return new Window(toSheetX(screenX) - screenX / next, toSheetY(screenY) - screenY / next, next);
    }

    /// Shows all of `bounds` in so many pixels, at most in its natural size.
    static Window fitting(Bounds bounds, double width, double height) {
        double margin = 40;
        double fit = Math.min(
                (width - 2 * margin) / Math.max(1, bounds.getWidth()),
                (height - 2 * margin) / Math.max(1, bounds.getHeight()));
        double scale = Math.clamp(fit, LEAST, 1);
        return new Window(bounds.getCenterX() - width / 2 / scale, bounds.getCenterY() - height / 2 / scale, scale);
    }

    Bounds seen(double width, double height) {
        return new BoundingBox(x, y, width / scale, height / scale);
    }
}
