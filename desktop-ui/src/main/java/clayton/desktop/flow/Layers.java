package clayton.desktop.flow;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.SequencedSet;
import java.util.Set;
import java.util.TreeMap;

/// The layer of every box, counted from the left. A chain knows its order in time, so layers need not be searched for:
/// boxes are parted into ages by height, none of which begins left of an earlier one's end, and within an age each box
/// stands one layer to the right of the farthest that pays it. Takes one pass over boxes and lines.
final class Layers {
    /// So many ages at most.
    private static final int AGES = 12;

    private final Map<String, List<String>> givers = new HashMap<>();
    private final Map<String, List<String>> takers = new HashMap<>();
    private final Map<String, Integer> layers = new HashMap<>();

    private Layers(List<FlowEdge> edges) {
        for (FlowEdge edge : edges) {
            takers.computeIfAbsent(edge.from(), first -> new ArrayList<>()).add(edge.to());
            givers.computeIfAbsent(edge.to(), first -> new ArrayList<>()).add(edge.from());
        }
    }

    static Map<String, Integer> of(FlowPicture picture) {
        Layers layers = new Layers(picture.edges());
        int next = 0;
        for (Set<String> age : ages(picture)) {
            next = layers.lay(age, next);
        }
        return layers.layers;
    }

    /// The boxes of each age in their order: as many in each, as far as heights allow.
    private static Iterable<Set<String>> ages(FlowPicture picture) {
        List<Integer> heights =
                picture.nodes().values().stream().map(FlowNode::height).sorted().toList();
        NavigableMap<Integer, Set<String>> ages = new TreeMap<>();
        int each = Math.max(1, heights.size() / AGES);
        for (int i = 0; i < heights.size(); i += each) {
            ages.put(heights.get(i), new LinkedHashSet<>());
        }
        for (FlowNode node : picture.nodes().values()) {
            ages.floorEntry(node.height()).getValue().add(node.key());
        }
        return ages.values();
    }

    private List<String> givers(String box) {
        return givers.getOrDefault(box, List.of());
    }

    private List<String> takers(String box) {
        return takers.getOrDefault(box, List.of());
    }

    /// Lays one age out from its first layer on, and answers the first of the next.
    private int lay(Set<String> age, int first) {
        SequencedSet<String> order = inOrder(age);
        int last = first;
        for (String box : order) {
            int layer = first;
            for (String giver : givers(box)) {
                if (age.contains(giver) && layers.containsKey(giver)) {
                    layer = Math.max(layer, layers.get(giver) + 1);
                }
            }
            layers.put(box, layer);
            last = Math.max(last, layer);
        }
        order.reversed().forEach(box -> pullRight(box, age));
        return last + 1;
    }

    /// Givers before takers. Where lines run in a circle, the box that is drawn first begins it.
    private SequencedSet<String> inOrder(Set<String> age) {
        Map<String, Integer> open = new HashMap<>();
        Deque<String> ready = new ArrayDeque<>();
        for (String box : age) {
            int before = (int) givers(box).stream().filter(age::contains).count();
            open.put(box, before);
            if (before == 0) {
                ready.add(box);
            }
        }
        SequencedSet<String> order = new LinkedHashSet<>();
        Iterator<String> rest = age.iterator();
        while (order.size() < age.size()) {
            String box = ready.isEmpty() ? rest.next() : ready.remove();
            if (order.add(box)) {
                for (String taker : takers(box)) {
                    if (age.contains(taker) && open.merge(taker, -1, Integer::sum) == 0) {
                        ready.add(taker);
                    }
                }
            }
        }
        return order;
    }

    /// A box with more lines to its right than to its left is nearer to those it pays: lines become shorter.
    private void pullRight(String box, Set<String> age) {
        if (takers(box).size() > givers(box).size()) {
            takers(box).stream()
                    .filter(age::contains)
                    .mapToInt(taker -> layers.getOrDefault(taker, 0) - 1)
                    .min()
                    .ifPresent(layer -> layers.merge(box, layer, Math::max));
        }
    }
}
