package clayton.desktop.flow;

import clayton.chain.OutputId;
import clayton.desktop.session.Thing;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/// Which boxes of the sheet are selected together, and the one thing that all screens have selected.
final class BoxSelection {
    private final ObjectProperty<Optional<Thing>> selected;
    private final Supplier<FlowPicture> picture;
    private final ReadOnlyObjectWrapper<Set<String>> chosen = new ReadOnlyObjectWrapper<>(Set.of());

    /// What was selected together elsewhere, such as rows of a table; nothing if boxes were.
    private List<Thing> together = List.of();

    BoxSelection(ObjectProperty<Optional<Thing>> selected, Supplier<FlowPicture> picture) {
        this.selected = selected;
        this.picture = picture;
        selected.subscribe(thing -> {
            if (!isIn(chosen.get(), thing) && thing.filter(together::contains).isEmpty()) {
                chooseSelected();
            }
        });
    }

    ObjectProperty<Optional<Thing>> selected() {
        return selected;
    }

    /// The keys of all boxes that are selected together.
    ReadOnlyObjectProperty<Set<String>> chosen() {
        return chosen.getReadOnlyProperty();
    }

    /// The boxes that are selected together.
    List<FlowNode> boxes() {
        Map<String, FlowNode> nodes = picture.get().nodes();
        return chosen.get().stream()
                .sorted()
                .map(nodes::get)
                .filter(Objects::nonNull)
                .toList();
    }

    /// Selects these boxes together.
    void choose(Set<String> keys) {
        together = List.of();
        chosen.set(Set.copyOf(keys));
        if (!isIn(keys, selected.get())) {
            selected.set(boxes().stream().findFirst().flatMap(FlowNode::thing));
        }
    }

    private boolean isIn(Set<String> keys, Optional<Thing> thing) {
        return nodeOf(thing).filter(node -> keys.contains(node.key())).isPresent();
    }

    /// Adds a box to those that are selected, or takes it out.
    void toggle(String key) {
        Set<String> keys = new HashSet<>(chosen.get());
        if (!keys.remove(key)) {
            keys.add(key);
        }
        choose(keys);
    }

    /// What is selected together elsewhere; else the things of the chosen boxes, of a folded peel chain all hops; else
    /// the one thing that is selected.
    List<Thing> things() {
        if (!together.isEmpty()) {
            return together;
        }
        Set<Thing> things = new LinkedHashSet<>();
        for (FlowNode node : boxes()) {
            if (node.kind().isTransaction()) {
                node.transactions().forEach(id -> things.add(new Thing.Transaction(id)));
            } else if (node.transactions().isEmpty()) {
                node.thing().ifPresent(things::add);
            }
        }
        if (things.isEmpty()) {
            selected.get().ifPresent(things::add);
        }
        return List.copyOf(things);
    }

    /// Selects a thing alone, with its box if there is one.
    void select(Thing thing) {
        selected.set(Optional.of(thing));
        chooseSelected();
    }

    /// Selects things together, with all boxes that stand for them or hold them; the last is the one that all screens
    /// have selected.
    void select(List<Thing> things) {
        together = List.copyOf(things);
        selected.set(Optional.of(together.getLast()));
        chooseTogether();
    }

    private void chooseTogether() {
        Set<Thing> sought = new HashSet<>(together);
        chosen.set(picture.get().nodes().values().stream()
                .filter(node -> isForAny(node, sought))
                .map(FlowNode::key)
                .collect(Collectors.toUnmodifiableSet()));
    }

    void select(Optional<FlowNode> node) {
        together = List.of();
        chosen.set(node.map(FlowNode::key).map(Set::of).orElse(Set.of()));
        selected.set(node.flatMap(FlowNode::thing));
    }

    void chooseSelected() {
        together = List.of();
        chosen.set(nodeOf(selected.get()).map(FlowNode::key).map(Set::of).orElse(Set.of()));
    }

    /// Lets boxes go that are no longer there.
    void renew() {
        if (!together.isEmpty()) {
            chooseTogether();
            return;
        }
        Collection<String> left = boxes().stream().map(FlowNode::key).toList();
        if (left.isEmpty()) {
            chooseSelected();
        } else {
            chosen.set(Set.copyOf(left));
        }
    }

    /// The box that stands for a thing, or holds it.
    Optional<FlowNode> nodeOf(Optional<Thing> thing) {
        return thing.map(BoxSelection::whole)
                .map(Set::of)
                .flatMap(sought -> picture.get().nodes().values().stream()
                        .filter(node -> isForAny(node, sought))
                        .findFirst());
    }

    /// A transaction may be named by one of its outputs.
    private static Thing whole(Thing thing) {
        return thing instanceof Thing.Transaction it ? new Thing.Transaction(OutputId.transaction(it.id())) : thing;
    }

    private static boolean isForAny(FlowNode node, Set<Thing> sought) {
        return node.kind().isTransaction()
                ? node.transactions().stream().map(Thing.Transaction::new).anyMatch(sought::contains)
                : node.transactions().isEmpty()
                        && (node.thing().filter(sought::contains).isPresent()
                                || !Collections.disjoint(node.held().things(), sought));
    }
}
