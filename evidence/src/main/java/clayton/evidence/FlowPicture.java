package clayton.evidence;

import clayton.chain.OutputId;
import clayton.evidence.Drawing.Arc;
import clayton.evidence.Drawing.Ink;
import clayton.evidence.Drawing.Rect;
import clayton.evidence.Drawing.Shape;
import clayton.evidence.Drawing.Text;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// Draws the transactions through which most satoshis went, one a line in chain order, joined by arcs as thick
/// as what went from one to the other. What went elsewhere stands in words on the line, so every line accounts
/// for all that came to it.
final class FlowPicture {
    private static final int MOST = 30;
    private static final double LINE = 24;
    private static final double WIDTH = 760;
    private static final double TRUNK = 130;
    private static final double THICKEST = 14;

    private record Line(Flow.Hop hop, long sats) {}

    private FlowPicture() {}

    static Drawing of(Flow flow) throws IOException {
        List<Line> chosen = new ArrayList<>();
        flow.hops(hop -> {
            chosen.add(new Line(hop, arriving(hop)));
            if (chosen.size() > 4 * MOST) {
                keepLargest(chosen);
            }
        });
        keepLargest(chosen);
        chosen.sort(Comparator.comparingLong(line -> order(line.hop())));
        return draw(flow, chosen);
    }

    private static void keepLargest(List<Line> lines) {
        lines.sort(Comparator.comparingLong(Line::sats).reversed().thenComparingLong(line -> order(line.hop())));
        lines.subList(Math.min(MOST, lines.size()), lines.size()).clear();
    }

    /// Satoshis drink in chain order, but a coinbase last of its block.
    private static long order(Flow.Hop hop) {
        return hop.isCoinbase() ? OutputId.of(hop.height(), OutputId.MAX_INDEX, 0) : hop.id();
    }

    private static long arriving(Flow.Hop hop) {
        long sats = 0;
        for (Flow.Output in : hop.in()) {
            sats = Math.addExact(sats, sats(in.labels()));
        }
        if (hop.isCoinbase()) {
            for (Flow.Output out : hop.out()) {
                sats = Math.addExact(sats, sats(out.arrived()));
            }
        }
        return sats;
    }

    static long sats(SortedMap<String, Long> labels) {
        return labels.values().stream().mapToLong(Long::longValue).reduce(0, Math::addExact);
    }

    private static Drawing draw(Flow flow, List<Line> lines) throws IOException {
        Map<Long, Integer> rows = new HashMap<>();
        Map<Long, Integer> spends = new HashMap<>();
        for (int row = 0; row < lines.size(); row++) {
            rows.put(lines.get(row).hop().id(), row);
            for (Flow.Output in : lines.get(row).hop().in()) {
                spends.put(in.id(), row);
            }
        }
        long most = lines.stream().mapToLong(Line::sats).max().orElse(1);
        List<Shape> shapes = new ArrayList<>();
        for (int row = 0; row < lines.size(); row++) {
            line(flow, lines.get(row), row, rows, spends, most, shapes);
        }
        return new Drawing(WIDTH, LINE * lines.size() + LINE, shapes);
    }

    private static double y(int row) {
        return LINE * row + LINE;
    }

    private static void line(
            Flow flow,
            Line line,
            int row,
            Map<Long, Integer> rows,
            Map<Long, Integer> spends,
            long most,
            List<Shape> shapes)
            throws IOException {
        Flow.Hop hop = line.hop();
        double y = y(row);
        SortedMap<String, Long> elsewhere = new TreeMap<>();
        for (Flow.Output out : hop.out()) {
            long sats = sats(out.arrived());
            Integer to = out.goesOn() ? spends.get(out.id()) : null;
            if (to != null && to > row && sats > 0) {
                arc(row, to, sats, most, shapes);
            } else if (sats > 0) {
                elsewhere.merge(fate(out), sats, Math::addExact);
            }
        }
        long fee = sats(hop.fee());
        Integer coinbase = rows.get(Flow.coinbase(hop.id()));
        if (fee > 0 && coinbase != null && !hop.isCoinbase() && flow.passes(Flow.coinbase(hop.id()))) {
            arc(row, coinbase, fee, most, shapes);
        } else if (fee > 0) {
            elsewhere.merge("in the fee", fee, Math::addExact);
        }
        double box = 4 + 6.0 * line.sats() / Math.max(1, most);
        shapes.add(new Rect(TRUNK - box / 2, y - box / 2, box, box, Ink.TEXT));
        boolean seeded = hop.in().stream().anyMatch(Flow.Output::seed);
        shapes.add(new Text(
                TRUNK + 14,
                y - 1,
                8.5,
                hop.txid().toString().substring(0, 16) + "  " + (hop.isCoinbase() ? "coinbase " : "") + "height "
                        + hop.height() + (seeded ? "  SEED" : ""),
                false,
                true,
                Ink.TEXT));
        shapes.add(new Text(WIDTH - 4, y - 1, 8.5, Amounts.btc(line.sats()) + " came in", true, false, Ink.TEXT));
        StringBuilder words = new StringBuilder();
        elsewhere.forEach((fate, sats) -> words.append(words.isEmpty() ? "" : "; ")
                .append(Amounts.btc(sats))
                .append(' ')
                .append(fate));
        if (!words.isEmpty()) {
            shapes.add(new Text(TRUNK + 14, y + 8, 7.5, words.toString(), false, false, Ink.END));
        }
    }

    private static String fate(Flow.Output out) {
        return out.state()
                .map(state -> switch (state) {
                    case UNSPENT -> "unspent";
                    case SPENT -> "to transactions not drawn";
                    case DISPLACED, UNCLAIMED -> "destroyed";
                    case FEE -> "in fees";
                    case BURNED, STOPPED, BEYOND -> state.toString().toLowerCase(Locale.ROOT);
                })
                .orElse(out.seed() ? "in the asked output" : "to transactions not drawn");
    }

    private static void arc(int from, int to, long sats, long most, List<Shape> shapes) {
        double thickness = Math.max(0.6, THICKEST * sats / most);
        double bulge = Math.min(TRUNK - 6, 22 + 12.0 * (to - from));
        shapes.add(new Arc(TRUNK - 3, y(from), y(to), bulge, thickness, Ink.FLOW));
    }

    /// Where satoshis are in the end, as one bar.
    static Drawing ends(Map<String, Long> ends) {
        long most = ends.values().stream().mapToLong(Long::longValue).max().orElse(1);
        List<Shape> shapes = new ArrayList<>();
        double y = 4;
        for (Map.Entry<String, Long> end : ends.entrySet()) {
            shapes.add(new Text(150, y + 11, 9, end.getKey(), true, false, Ink.TEXT));
            shapes.add(new Rect(158, y, Math.max(1, 460.0 * end.getValue() / most), 14, Ink.FLOW));
            shapes.add(new Text(WIDTH - 4, y + 11, 9, Amounts.btc(end.getValue()), true, false, Ink.TEXT));
            y += 20;
        }
        return new Drawing(WIDTH, y + 4, shapes);
    }
}
