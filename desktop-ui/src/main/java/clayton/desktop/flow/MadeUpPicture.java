package clayton.desktop.flow;

import clayton.desktop.flow.FlowNode.Kind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/// A picture of as many boxes as are asked for, with about one and a half lines each, to measure how fast pictures are
/// arranged and drawn: transactions, and between them unspent outputs, or addresses to which one line in ten runs back.
/// Always the same for the same number.
final class MadeUpPicture {
    private static final int NEAR = 40;
    private static final int BACK = 10;
    private static final long MOST_SATS = 10_000_000_000L;

    private MadeUpPicture() {}

    static FlowPicture of(int boxes) {
        return of(boxes, Kind.UNSPENT);
    }

    static FlowPicture ofAddresses(int boxes) {
        return of(boxes, Kind.ADDRESS);
    }

    private static FlowPicture of(int boxes, Kind between) {
        Random random = new Random(boxes);
        Map<String, FlowNode> nodes = new LinkedHashMap<>();
        List<FlowEdge> edges = new ArrayList<>();
        for (int i = 0; i < boxes; i++) {
            long sats = 1 + random.nextLong(MOST_SATS);
            long tainted = random.nextInt(3) == 0 ? sats : random.nextLong(sats);
            nodes.put("n" + i, node(i, random.nextInt(3) > 0 ? Kind.TRANSACTION : between, sats, tainted));
            int lines = i == 0 ? 0 : 1 + random.nextInt(2);
            for (int line = 0; line < lines; line++) {
                int from = Math.max(0, i - 1 - random.nextInt(NEAR));
                boolean back = between.isHolder() && edges.size() % BACK == 0;
                edges.add(new FlowEdge(
                        "n" + (back ? i : from), "n" + (back ? from : i), List.of(), sats, tainted, false));
            }
        }
        return new FlowPicture(nodes, edges);
    }

    private static FlowNode node(int number, Kind kind, long sats, long tainted) {
        return new FlowNode(
                "n" + number,
                kind,
                Optional.empty(),
                "made up " + number,
                sats,
                tainted,
                number / 10,
                1,
                0,
                0,
                false,
                List.of(),
                new FlowNode.Held(Set.of(), sats, Set.of(Kind.UNSPENT)));
    }
}
