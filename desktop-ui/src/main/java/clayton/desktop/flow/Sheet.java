package clayton.desktop.flow;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/// All of the sheet at one moment; `pinned` are the boxes that a person placed. `left` is how it stood when other boxes
/// were last shown between the transactions.
record Sheet(
        FlowGraph graph,
        FlowPicture picture,
        Map<String, Spot> spots,
        Set<String> pinned,
        Map<Holders.By, Sheet> left) {
    static final Sheet EMPTY = new Sheet(FlowGraph.EMPTY, FlowPicture.EMPTY, Map.of(), Set.of(), Map.of());

    /// A moment is like itself alone: properties compare what they are given, and thousands of boxes take long.
    @Override
    public boolean equals(Object other) {
        return this == other;
    }

    @Override
    public int hashCode() {
        return System.identityHashCode(this);
    }

    /// With another graph; boxes that are new stand beside their neighbours.
    Sheet with(FlowGraph other) {
        FlowPicture drawn = FlowPicture.of(other);
        return new Sheet(other, drawn, Placement.place(drawn, spots), pinned, left);
    }

    /// All boxes placed anew.
    static Sheet arranged(FlowGraph graph) {
        FlowPicture drawn = FlowPicture.of(graph);
        return new Sheet(graph, drawn, FlowLayout.arrange(drawn), Set.of(), Map.of());
    }

    /// With other boxes between the same transactions: those that were shown before stand where they stood.
    Sheet heldBy(FlowGraph other) {
        Map<Holders.By, Sheet> kept = new EnumMap<>(Holders.By.class);
        kept.putAll(left);
        kept.put(graph.holders().by(), new Sheet(graph, picture, spots, pinned, Map.of()));
        Sheet old = kept.remove(other.holders().by());
        Sheet now = old == null ? arranged(other) : old.with(other);
        return new Sheet(other, now.picture, now.spots, now.pinned, Map.copyOf(kept));
    }

    Sheet moved(Set<String> keys, double dx, double dy) {
        Map<String, Spot> changed = new HashMap<>(spots);
        keys.forEach(key -> changed.computeIfPresent(key, (same, spot) -> new Spot(spot.x() + dx, spot.y() + dy)));
        Set<String> placed = new HashSet<>(pinned);
        placed.addAll(keys);
        return new Sheet(graph, picture, changed, placed, left);
    }

    /// With the boxes where they were moved to since `begun`, when the work on this sheet began.
    Sheet caughtUp(Sheet begun, Sheet now) {
        Map<String, Spot> changed = new HashMap<>(spots);
        now.spots().forEach((key, spot) -> {
            if (!spot.equals(begun.spots().get(key)) && changed.containsKey(key)) {
                changed.put(key, spot);
            }
        });
        return new Sheet(graph, picture, changed, now.pinned(), left);
    }
}
