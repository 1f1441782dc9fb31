package clayton.desktop.flow;

import clayton.desktop.flow.FlowScene.Box;
import clayton.desktop.flow.FlowScene.Line;
import clayton.desktop.flow.FlowViewModel.HeightRange;
import clayton.desktop.session.Formats;
import clayton.desktop.session.Texts;
import clayton.desktop.session.Thing;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import javafx.geometry.Bounds;
import javafx.scene.paint.Color;

/// Draws the part of a sheet that is seen. Taint shows twice: by colour, and by pattern — of a line, the dark part of
/// its length is its tainted share; of a box, the filled part of its left edge.
final class FlowPainter {
    private static final double DETAIL = 0.45;
    private static final double PATTERN = 14;
    private static final double FAINT = 0.15;
    private static final int SIGN_LETTERS = 34;
    private static final double SIGN_OVERHANG = 60;
    private static final double ROOM_OUTSIDE = 40;

    private final Ink ink;
    private final FlowColours colours;
    private final Formats formats;
    private final Texts texts;
    private final Optional<HeightRange> brushed;
    private final Function<FlowNode, Optional<Sign>> signs;

    FlowPainter(
            Ink ink,
            FlowColours colours,
            Formats formats,
            Texts texts,
            Optional<HeightRange> brushed,
            Function<FlowNode, Optional<Sign>> signs) {
        this.ink = ink;
        this.colours = colours;
        this.formats = formats;
        this.texts = texts;
        this.brushed = brushed;
        this.signs = signs;
    }

    void paint(FlowScene scene, Window window, double width, double height, Set<String> selected) {
        Bounds seen = window.seen(width, height);
        for (Line line : scene.lines) {
            if (line.touches(seen)) {
                paint(
                        line,
                        window.scale(),
                        selected.contains(line.edge().from())
                                || selected.contains(line.edge().to()));
            }
        }
        ink.dashes();
        for (Box box : scene.boxes) {
            if (seen.intersects(
                    box.left(), box.top(), box.node().kind().width, box.node().kind().height)) {
                ink.alpha(isFaint(box) ? FAINT : 1);
                paint(box, window.scale(), selected.contains(box.node().key()));
                signs.apply(box.node()).ifPresent(sign -> paint(box, sign, window.scale()));
            }
        }
        ink.alpha(1);
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
            ink.alpha(alpha * 0.35);
            ink.stroke(colours.accent());
            ink.width(width + 6);
            curve(line);
        }
        ink.width(width);
        ink.stroke(colour);
        ink.alpha(alpha * (patterned ? 0.4 : 0.9));
        curve(line);
        if (patterned) {
            ink.alpha(alpha);
            ink.dashes(Math.max(1.5, PATTERN * share), PATTERN - PATTERN * share);
            curve(line);
            ink.dashes();
        }
        if (line.isBack() && scale >= DETAIL) {
            ink.alpha(alpha);
            head(line, colour);
        }
    }

    private void curve(Line line) {
        if (line.isBack()) {
            curveBelow(line);
            return;
        }
        double x1 = line.x1();
        double x2 = line.x2();
        double y1 = line.from().y();
        double y2 = line.to().y();
        ink.curve(new Spot(x1, y1), new Spot(x1 + line.bend(), y1), new Spot(x2 - line.bend(), y2), new Spot(x2, y2));
    }

    private void curveBelow(Line line) {
        Box from = line.from();
        Box to = line.to();
        ink.curve(
                new Spot(from.x(), from.bottom()),
                new Spot(from.x(), line.lowest()),
                new Spot(to.x(), line.lowest()),
                new Spot(to.x(), to.bottom()));
    }

    /// The head of a line that runs back, because others run to the right.
    private void head(Line line, Color colour) {
        double x = line.to().x();
        double y = line.to().bottom();
        ink.fill(colour);
        ink.fillPolygon(new double[] {x, x + 6, x - 6}, new double[] {y + 1, y + 11, y + 11});
    }

    private void paint(Box box, double scale, boolean selected) {
        FlowNode node = box.node();
        Color colour = colours.of(node);
        double arc = node.kind().isTransaction() ? 10 : node.kind().isHolder() ? 24 : node.kind().height;
        if (node.kind() == FlowNode.Kind.PEEL_CHAIN) {
            stackBehind(box, arc);
        }
        if (selected) {
            ink.stroke(colours.accent());
            ink.width(5);
            round(box, arc, 3);
        }
        ink.fill(colours.box());
        ink.fillRound(box.left(), box.top(), node.kind().width, node.kind().height, arc);
        taintMark(box, arc);
        ink.stroke(colour);
        ink.width(node.kind() == FlowNode.Kind.COINJOIN || node.kind() == FlowNode.Kind.COINBASE ? 2.2 : 1.3);
        if (node.kind() == FlowNode.Kind.MORE_INPUTS || node.kind() == FlowNode.Kind.MORE_OUTPUTS) {
            ink.dashes(4, 3);
        }
        round(box, arc, 0);
        ink.dashes();
        if (node.kind() == FlowNode.Kind.CLUSTER) {
            round(box, arc, -3);
        }
        if (scale >= DETAIL) {
            words(box);
        }
    }

    /// What a case says of a box: a band of its colour below, with the colour's number, and the words above.
    private void paint(Box box, Sign sign, double scale) {
        if (!sign.colour().isEmpty()) {
            ink.fill(Color.web(sign.colour(), 1));
            ink.fillRound(box.left(), box.bottom() + 1, box.node().kind().width, 5, 4);
            if (scale >= DETAIL) {
                ink.fillOval(box.left() - 6, box.bottom() - 6, 13, 13);
                ink.fill(colours.on(sign.colour()));
                ink.text(sign.number(), true, box.left() - 3, box.bottom() + 0.5, 12, false);
            }
        }
        String words = sign.words();
        if (!words.isEmpty() && scale >= DETAIL) {
            ink.fill(colours.text());
            ink.text(
                    Formats.shortened(words, SIGN_LETTERS, 0),
                    true,
                    box.left() + 2,
                    box.top() - 9,
                    box.node().kind().width + SIGN_OVERHANG,
                    false);
        }
    }

    private void stackBehind(Box box, double arc) {
        ink.stroke(colours.border());
        ink.fill(colours.box());
        ink.width(1.2);
        for (int behind = 2; behind > 0; behind--) {
            double shift = 4.0 * behind;
            double w = box.node().kind().width;
            double h = box.node().kind().height;
            ink.fillRound(box.left() + shift, box.top() - shift, w, h, arc);
            ink.strokeRound(box.left() + shift, box.top() - shift, w, h, arc);
        }
    }

    private void round(Box box, double arc, double out) {
        ink.strokeRound(
                box.left() - out,
                box.top() - out,
                box.node().kind().width + 2 * out,
                box.node().kind().height + 2 * out,
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
        if (!box.node().kind().isFlow() || share < 0) {
            return;
        }
        double inset = arc / 3;
        double full = box.node().kind().height - 2 * inset;
        ink.fill(colours.share(0));
        ink.alpha(ink.alpha() * 0.35);
        ink.fillRect(box.left() + 5, box.top() + inset, 5, full);
        ink.alpha(Math.min(1, ink.alpha() / 0.35));
        ink.fill(colours.share(share));
        ink.fillRect(box.left() + 5, box.bottom() - inset - full * share, 5, full * share);
    }

    private void words(Box box) {
        FlowNode node = box.node();
        double left = box.left() + 16;
        double room = node.kind().width - 22;
        if (node.kind().isTransaction()) {
            text(title(node, texts, formats), true, colours.text(), left, box.y() - 9, room);
            text(amounts(node), false, colours.faint(), left, box.y() + 9, room);
            hidden(box);
        } else if (node.kind().isHolder()) {
            double sign = box.right() - 14;
            for (FlowNode.Kind end : shownEnds(node)) {
                glyph(end, sign, box.y() - 15);
                sign -= 15;
            }
            text(title(node, texts, formats), true, colours.text(), left, box.y() - 15, sign + 8 - left);
            text(amounts(node), false, colours.faint(), left, box.y() + 1, room);
            text(held(node), false, colours.faint(), left, box.y() + 15, room);
        } else {
            glyph(node.kind(), box.left() + 13, box.y());
            text(title(node, texts, formats), false, colours.text(), box.left() + 24, box.y(), node.kind().width - 32);
        }
    }

    /// Signs of what a holder's outputs are, from the right.
    private static List<FlowNode.Kind> shownEnds(FlowNode node) {
        List<FlowNode.Kind> ends = new ArrayList<>(node.held().ends());
        ends.remove(FlowNode.Kind.SOURCE);
        if (node.tagged()) {
            ends.add(FlowNode.Kind.TAGGED);
        }
        return ends.stream().sorted(Comparator.reverseOrder()).toList();
    }

    private String held(FlowNode node) {
        if (node.thing().orElse(null) instanceof Thing.Cluster cluster) {
            return texts.get("flow.multiInput", cluster.scripts());
        }
        return texts.get("flow.held", node.number())
                + (node.held().unspentSats() == 0
                        ? ""
                        : " · "
                                + texts.get(
                                        "flow.held.unspent",
                                        formats.brief(node.held().unspentSats())));
    }

    static String title(FlowNode node, Texts texts, Formats formats) {
        return switch (node.kind()) {
            case TRANSACTION -> Formats.shortened(node.name(), 8, 6);
            case COINBASE -> texts.get("flow.coinbase", Integer.toString(node.height()));
            case COINJOIN -> texts.get("flow.coinjoin");
            case PEEL_CHAIN -> texts.get("flow.peel", node.number());
            case SEED -> texts.get("flow.seed", formats.brief(node.sats()));
            case SOURCE, UNSPENT, BURNED, STOPPED, CONTINUES -> formats.brief(node.sats());
            case TAGGED -> Formats.shortened(node.name(), 17, 0);
            case MORE_INPUTS, MORE_OUTPUTS -> texts.get("flow.more", node.number());
            case ADDRESS, CLUSTER ->
                node.tagged() ? Formats.shortened(node.name(), 17, 0) : Formats.shortened(node.name(), 9, 5);
        };
    }

    private String amounts(FlowNode node) {
        String share = formats.share(node.taintedSats(), node.sats());
        return formats.brief(node.sats()) + (share.isEmpty() ? "" : " · " + share);
    }

    /// Inputs and outputs that are not drawn, as small numbers outside the box.
    private void hidden(Box box) {
        ink.fill(colours.faint());
        double y = box.bottom() + 2;
        if (box.node().hiddenInputs() > 0) {
            ink.text("+" + box.node().hiddenInputs(), false, box.left() - 4, y, ROOM_OUTSIDE, true);
        }
        if (box.node().hiddenOutputs() > 0) {
            ink.text("+" + box.node().hiddenOutputs(), false, box.right() + 4, y, ROOM_OUTSIDE, false);
        }
    }

    private void text(String words, boolean title, Color colour, double x, double y, double room) {
        ink.fill(colour);
        ink.text(words, title, x, y, room, false);
    }

    /// A small sign around a point that says what kind of end something is.
    private void glyph(FlowNode.Kind kind, double x, double y) {
        ink.stroke(colours.of(kind));
        ink.fill(colours.of(kind));
        ink.width(1.8);
        switch (kind) {
            case SEED -> ink.fillPolygon(new double[] {x, x + 6, x, x - 6}, new double[] {y - 6, y, y + 6, y});
            case UNSPENT -> ink.fillOval(x - 4.5, y - 4.5, 9, 9);
            case BURNED -> {
                ink.line(x - 4, y - 4, x + 4, y + 4);
                ink.line(x - 4, y + 4, x + 4, y - 4);
            }
            case STOPPED -> ink.fillRect(x - 4.5, y - 4.5, 9, 9);
            case TAGGED -> {
                ink.line(x - 4, y - 6, x - 4, y + 6);
                ink.fillPolygon(new double[] {x - 4, x + 5, x - 4}, new double[] {y - 6, y - 2.5, y + 1});
            }
            case CONTINUES -> {
                ink.line(x - 3, y - 4, x + 2, y);
                ink.line(x + 2, y, x - 3, y + 4);
            }
            case SOURCE -> ink.strokeOval(x - 4, y - 4, 8, 8);
            case MORE_INPUTS, MORE_OUTPUTS -> {
                ink.line(x - 4, y, x + 4, y);
                ink.line(x, y - 4, x, y + 4);
            }
            case TRANSACTION, COINBASE, COINJOIN, PEEL_CHAIN, ADDRESS, CLUSTER -> {}
        }
    }
}
