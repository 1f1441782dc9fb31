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
        kept.put(graph.holders().by(), withoutLeft());
        Sheet old = kept.remove(other.holders().by());
        Sheet now = old == null ? arranged(other) : old.with(other);
        return new Sheet(other, now.picture, now.spots, now.pinned, Map.copyOf(kept));
    }

    Sheet moved(Set<String> keys, double dx, double dy) {
        Set<String> there = new HashSet<>(keys);
        there.retainAll(spots.keySet());
        Map<String, Spot> changed = new HashMap<>(spots);
        there.forEach(key -> changed.computeIfPresent(key, (same, spot) -> new Spot(spot.x() + dx, spot.y() + dy)));
        Set<String> placed = new HashSet<>(pinned);
        placed.addAll(there);
        return new Sheet(graph, picture, changed, placed, left);
    }

    /// The boxes that stand elsewhere than at an earlier moment, and where.
    Map<String, Spot> movedSince(Sheet before) {
        Map<String, Spot> moved = new HashMap<>(spots);
        moved.entrySet().removeAll(before.spots.entrySet());
        return moved;
    }

    /// With the boxes where they were moved to since `begun`, when the work on this sheet began.
    Sheet caughtUp(Sheet begun, Sheet now) {
        Map<String, Spot> moved = now.movedSince(begun);
        moved.keySet().retainAll(spots.keySet());
        Map<String, Spot> changed = new HashMap<>(spots);
        changed.putAll(moved);
        Set<String> placed = new HashSet<>(pinned);
        placed.addAll(moved.keySet());
        Map<Holders.By, Sheet> kept = new EnumMap<>(Holders.By.class);
        kept.putAll(left);
        kept.computeIfPresent(now.graph.holders().by(), (same, old) -> now.withoutLeft());
        return new Sheet(graph, picture, changed, placed, Map.copyOf(kept));
    }

    private Sheet withoutLeft() {
        return new Sheet(graph, picture, spots, pinned, Map.of());
    }
}
