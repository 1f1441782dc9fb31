package clayton.desktop.flow;

import clayton.chain.OutputId;
import clayton.desktop.session.Thing;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/// Which boxes of the sheet are selected together, and the one thing that all screens have selected.
final class BoxSelection {
    private final ObjectProperty<Optional<Thing>> selected;
    private final Supplier<FlowPicture> picture;
    private final ReadOnlyObjectWrapper<Set<String>> chosen = new ReadOnlyObjectWrapper<>(Set.of());

    BoxSelection(ObjectProperty<Optional<Thing>> selected, Supplier<FlowPicture> picture) {
        this.selected = selected;
        this.picture = picture;
        selected.subscribe(thing -> {
            if (!isIn(chosen.get(), thing)) {
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

    /// The things of the chosen boxes, of a folded peel chain all hops; else what is selected elsewhere.
    List<Thing> things() {
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

    void select(Optional<FlowNode> node) {
        chosen.set(node.map(FlowNode::key).map(Set::of).orElse(Set.of()));
        selected.set(node.flatMap(FlowNode::thing));
    }

    void chooseSelected() {
        chosen.set(nodeOf(selected.get()).map(FlowNode::key).map(Set::of).orElse(Set.of()));
    }

    /// Lets boxes go that are no longer there.
    void renew() {
        Collection<String> left = boxes().stream().map(FlowNode::key).toList();
        if (left.isEmpty()) {
            chooseSelected();
        } else {
            chosen.set(Set.copyOf(left));
        }
    }

    /// The box that stands for a thing, or holds it.
    Optional<FlowNode> nodeOf(Optional<Thing> thing) {
        return thing.flatMap(sought -> picture.get().nodes().values().stream()
                .filter(node -> isFor(node, sought))
                .findFirst());
    }

    private static boolean isFor(FlowNode node, Thing sought) {
        return sought instanceof Thing.Transaction transaction
                ? node.kind().isTransaction() && node.transactions().contains(OutputId.transaction(transaction.id()))
                : node.thing().filter(sought::equals).isPresent()
                        || node.held().things().contains(sought);
    }
}
