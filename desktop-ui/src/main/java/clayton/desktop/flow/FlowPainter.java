package clayton.desktop.flow;

import clayton.desktop.flow.FlowScene.Box;
import clayton.desktop.flow.FlowScene.Line;
import clayton.desktop.flow.FlowViewModel.HeightRange;
import clayton.desktop.session.Formats;
import clayton.desktop.session.Texts;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import javafx.geometry.Bounds;
import javafx.geometry.VPos;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.paint.Color;
import javafx.scene.shape.StrokeLineCap;
import javafx.scene.text.Font;
import javafx.scene.text.FontWeight;
import javafx.scene.text.TextAlignment;

/// Draws the part of a sheet that is seen; from far off as a [FarPicture]. Taint shows twice: by colour, and by pattern
/// — of a line, the dark part of its length is its tainted
/// share; of a box, the filled part of its left edge.
final class FlowPainter {
    private static final double DETAIL = 0.45;
    private static final double CURVES = 0.2;
    private static final double PATTERN = 14;
    private static final double FAINT = 0.15;
    private static final Font TITLE = Font.font("System", FontWeight.BOLD, 11.5);
    private static final int SIGN_LETTERS = 34;
    private static final double SIGN_OVERHANG = 60;
    private static final Font SIGN = Font.font("System", FontWeight.BOLD, 10.5);
    private static final Font SMALL = Font.font("System", 10.5);

    private final GraphicsContext g;
    private final FlowColours colours;
    private final Formats formats;
    private final Texts texts;
    private final Optional<HeightRange> brushed;
    private final Function<FlowNode, Optional<Sign>> signs;

    FlowPainter(
            GraphicsContext g,
            FlowColours colours,
            Formats formats,
            Texts texts,
            Optional<HeightRange> brushed,
            Function<FlowNode, Optional<Sign>> signs) {
        this.g = g;
        this.colours = colours;
        this.formats = formats;
        this.texts = texts;
        this.brushed = brushed;
        this.signs = signs;
    }

    void paint(FlowScene scene, Window window, double width, double height, Set<String> selected) {
        if (window.scale() < CURVES) {
            g.setTransform(1, 0, 0, 1, 0, 0);
            g.clearRect(0, 0, width, height);
            FarPicture far = new FarPicture((int) Math.ceil(width), (int) Math.ceil(height));
            far.draw(scene, window, colours, brushed, selected);
            g.drawImage(far.image(), 0, 0);
            return;
        }
        g.setTransform(1, 0, 0, 1, 0, 0);
        g.clearRect(0, 0, width, height);
        g.setTransform(
                window.scale(), 0, 0, window.scale(), -window.x() * window.scale(), -window.y() * window.scale());
        Bounds seen = window.seen(width, height);
        g.setLineCap(StrokeLineCap.BUTT);
        for (Line line : scene.lines) {
            if (line.touches(seen)) {
                paint(
                        line,
                        window.scale(),
                        selected.contains(line.edge().from())
                                || selected.contains(line.edge().to()));
            }
        }
        g.setLineDashes((double[]) null);
        for (Box box : scene.boxes) {
            if (seen.intersects(
                    box.left(), box.top(), box.node().kind().width, box.node().kind().height)) {
                g.setGlobalAlpha(isFaint(box) ? FAINT : 1);
                paint(box, window.scale(), selected.contains(box.node().key()));
                signs.apply(box.node()).ifPresent(sign -> paint(box, sign, window.scale()));
            }
        }
        g.setGlobalAlpha(1);
    }

    private boolean isFaint(Box box) {
        return brushed.isPresent() && !brushed.get().holds(box.node().height());
    }

    private void paint(Line line, double scale, boolean ofSelected) {
        double share = line.edge().share();
        double alpha = isFaint(line.from()) && isFaint(line.to()) ? FAINT : 1;
        double width = Math.max(line.width(), 1 / scale);
        Color colour = colours.share(share);
        boolean patterned = share > 0 && share < 1 && scale >= DETAIL;
        if (ofSelected) {
            g.setGlobalAlpha(alpha * 0.35);
            g.setStroke(colours.accent());
            g.setLineWidth(width + 6);
            curve(line);
        }
        g.setLineWidth(width);
        g.setStroke(colour);
        g.setGlobalAlpha(alpha * (patterned ? 0.4 : 0.9));
        curve(line);
        if (patterned) {
            g.setGlobalAlpha(alpha);
            g.setLineDashes(Math.max(1.5, PATTERN * share), PATTERN - PATTERN * share);
            curve(line);
            g.setLineDashes((double[]) null);
        } else if (line.edge().fee()) {
            g.setGlobalAlpha(alpha);
        }
    }

    private void curve(Line line) {
        double bend = line.bend();
        g.beginPath();
        g.moveTo(line.x1(), line.from().y());
        g.bezierCurveTo(
                line.x1() + bend,
                line.from().y(),
                line.x2() - bend,
                line.to().y(),
                line.x2(),
                line.to().y());
        g.stroke();
    }

    private void paint(Box box, double scale, boolean selected) {
        FlowNode node = box.node();
        Color colour = colours.of(node.kind());
        double arc = node.kind().isTransaction() ? 10 : node.kind().height;
        if (node.kind() == FlowNode.Kind.PEEL_CHAIN) {
            stackBehind(box, arc);
        }
        if (selected) {
            g.setStroke(colours.accent());
            g.setLineWidth(5);
            round(box, arc, 3);
        }
        g.setFill(colours.box());
        g.fillRoundRect(box.left(), box.top(), node.kind().width, node.kind().height, arc, arc);
        taintMark(box, arc);
        g.setStroke(colour);
        g.setLineWidth(node.kind() == FlowNode.Kind.COINJOIN || node.kind() == FlowNode.Kind.COINBASE ? 2.2 : 1.3);
        if (node.kind() == FlowNode.Kind.MORE_INPUTS || node.kind() == FlowNode.Kind.MORE_OUTPUTS) {
            g.setLineDashes(4, 3);
        }
        round(box, arc, 0);
        g.setLineDashes((double[]) null);
        if (scale >= DETAIL) {
            words(box);
        }
    }

    /// What a case says of a box: a band of its colour below, with the colour's number, and the words above.
    private void paint(Box box, Sign sign, double scale) {
        if (!sign.colour().isEmpty()) {
            g.setFill(Color.web(sign.colour(), 1));
            g.fillRoundRect(box.left(), box.bottom() + 1, box.node().kind().width, 5, 4, 4);
            if (scale >= DETAIL) {
                g.fillOval(box.left() - 6, box.bottom() - 6, 13, 13);
                g.setTextAlign(TextAlignment.CENTER);
                text(sign.number(), SIGN, colours.on(sign.colour()), box.left() + 0.5, box.bottom() + 0.5, 12);
                g.setTextAlign(TextAlignment.LEFT);
            }
        }
        String words = sign.words();
        if (!words.isEmpty() && scale >= DETAIL) {
            text(
                    Formats.shortened(words, SIGN_LETTERS, 0),
                    SIGN,
                    colours.text(),
                    box.left() + 2,
                    box.top() - 9,
                    box.node().kind().width + SIGN_OVERHANG);
        }
    }

    private void stackBehind(Box box, double arc) {
        g.setStroke(colours.border());
        g.setFill(colours.box());
        g.setLineWidth(1.2);
        for (int behind = 2; behind > 0; behind--) {
            double shift = 4.0 * behind;
            double w = box.node().kind().width;
            double h = box.node().kind().height;
            g.fillRoundRect(box.left() + shift, box.top() - shift, w, h, arc, arc);
            g.strokeRoundRect(box.left() + shift, box.top() - shift, w, h, arc, arc);
        }
    }

    private void round(Box box, double arc, double out) {
        g.strokeRoundRect(
                box.left() - out,
                box.top() - out,
                box.node().kind().width + 2 * out,
                box.node().kind().height + 2 * out,
                arc + out,
                arc + out);
    }

    static double share(FlowNode node) {
        return node.taintedSats() < 0
                ? -1
                : node.sats() <= 0 ? 0 : Math.min(1, (double) node.taintedSats() / node.sats());
    }

    /// The left edge, filled from below as far as the box is tainted.
    private void taintMark(Box box, double arc) {
        double share = share(box.node());
        if (!box.node().kind().isTransaction() || share < 0) {
            return;
        }
        double inset = arc / 3;
        double full = box.node().kind().height - 2 * inset;
        g.setFill(colours.share(0));
        g.setGlobalAlpha(g.getGlobalAlpha() * 0.35);
        g.fillRect(box.left() + 5, box.top() + inset, 5, full);
        g.setGlobalAlpha(Math.min(1, g.getGlobalAlpha() / 0.35));
        g.setFill(colours.share(share));
        g.fillRect(box.left() + 5, box.bottom() - inset - full * share, 5, full * share);
    }

    private void words(Box box) {
        FlowNode node = box.node();
        g.setTextBaseline(VPos.CENTER);
        g.setTextAlign(TextAlignment.LEFT);
        if (node.kind().isTransaction()) {
            double left = box.left() + 16;
            double room = node.kind().width - 22;
            text(title(node), TITLE, colours.text(), left, box.y() - 9, room);
            text(amounts(node), SMALL, colours.faint(), left, box.y() + 9, room);
            hidden(box);
        } else {
            glyph(box);
            text(title(node), SMALL, colours.text(), box.left() + 24, box.y(), node.kind().width - 32);
        }
    }

    private String title(FlowNode node) {
        return switch (node.kind()) {
            case TRANSACTION -> Formats.shortened(node.name(), 8, 6);
            case COINBASE -> texts.get("flow.coinbase", Integer.toString(node.height()));
            case COINJOIN -> texts.get("flow.coinjoin");
            case PEEL_CHAIN -> texts.get("flow.peel", node.number());
            case SEED -> texts.get("flow.seed", formats.brief(node.sats()));
            case SOURCE, UNSPENT, BURNED, STOPPED, CONTINUES -> formats.brief(node.sats());
            case TAGGED -> node.name();
            case MORE_INPUTS, MORE_OUTPUTS -> texts.get("flow.more", node.number());
        };
    }

    private String amounts(FlowNode node) {
        String share = formats.share(node.taintedSats(), node.sats());
        return formats.brief(node.sats()) + (share.isEmpty() ? "" : " · " + share);
    }

    /// Inputs and outputs that are not drawn, as small numbers outside the box.
    private void hidden(Box box) {
        g.setFont(SMALL);
        g.setFill(colours.faint());
        if (box.node().hiddenInputs() > 0) {
            g.setTextAlign(TextAlignment.RIGHT);
            g.fillText("+" + box.node().hiddenInputs(), box.left() - 4, box.bottom() + 2);
        }
        if (box.node().hiddenOutputs() > 0) {
            g.setTextAlign(TextAlignment.LEFT);
            g.fillText("+" + box.node().hiddenOutputs(), box.right() + 4, box.bottom() + 2);
        }
        g.setTextAlign(TextAlignment.LEFT);
    }

    private void text(String words, Font font, Color colour, double x, double y, double room) {
        g.setFont(font);
        g.setFill(colour);
        g.fillText(words, x, y, room);
    }

    /// A small sign at the left of a box that says what kind of end it is.
    private void glyph(Box box) {
        double x = box.left() + 13;
        double y = box.y();
        g.setStroke(colours.of(box.node().kind()));
        g.setFill(colours.of(box.node().kind()));
        g.setLineWidth(1.8);
        switch (box.node().kind()) {
            case SEED -> g.fillPolygon(new double[] {x, x + 6, x, x - 6}, new double[] {y - 6, y, y + 6, y}, 4);
            case UNSPENT -> g.fillOval(x - 4.5, y - 4.5, 9, 9);
            case BURNED -> {
                g.strokeLine(x - 4, y - 4, x + 4, y + 4);
                g.strokeLine(x - 4, y + 4, x + 4, y - 4);
            }
            case STOPPED -> g.fillRect(x - 4.5, y - 4.5, 9, 9);
            case TAGGED -> {
                g.strokeLine(x - 4, y - 6, x - 4, y + 6);
                g.fillPolygon(new double[] {x - 4, x + 5, x - 4}, new double[] {y - 6, y - 2.5, y + 1}, 3);
            }
            case CONTINUES -> {
                g.strokeLine(x - 3, y - 4, x + 2, y);
                g.strokeLine(x + 2, y, x - 3, y + 4);
            }
            case SOURCE -> g.strokeOval(x - 4, y - 4, 8, 8);
            case MORE_INPUTS, MORE_OUTPUTS -> {
                g.strokeLine(x - 4, y, x + 4, y);
                g.strokeLine(x, y - 4, x, y + 4);
            }
            case TRANSACTION, COINBASE, COINJOIN, PEEL_CHAIN -> {}
        }
    }
}
