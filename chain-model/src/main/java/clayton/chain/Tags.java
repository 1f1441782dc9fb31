package clayton.chain;

import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/// Looks tags up by address. An address may have several labels; they come sorted.
public final class Tags {
    public static final Tags NONE = new Tags(List.of());

    private final SortedMap<String, SortedSet<String>> labels = new TreeMap<>();

    public Tags(Collection<Tag> tags) {
        tags.forEach(tag -> labels.computeIfAbsent(tag.address(), address -> new TreeSet<>())
                .add(tag.label()));
    }

    /// All labels there are.
    public SortedSet<String> labels() {
        TreeSet<String> all = new TreeSet<>();
        labels.values().forEach(all::addAll);
        return all;
    }

    /// All addresses that have a label, sorted.
    public SortedSet<String> addresses() {
        return new TreeSet<>(labels.keySet());
    }

    /// The labels of an address; empty if it has none.
    public SortedSet<String> labels(String address) {
        return labels.getOrDefault(address, new TreeSet<>());
    }
}
