package clayton.chain;

import java.util.Collection;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/// Looks tags up by address. An address may have several; they come sorted.
public final class Tags {
    public static final Tags NONE = new Tags(new TreeSet<>());

    private final SortedMap<String, SortedSet<Tag>> byAddress = new TreeMap<>();

    public Tags(Collection<Tag> tags) {
        tags.forEach(tag -> byAddress
                .computeIfAbsent(tag.address(), address -> new TreeSet<>())
                .add(tag));
    }

    public boolean isEmpty() {
        return byAddress.isEmpty();
    }

    /// All labels there are.
    public SortedSet<String> labels() {
        TreeSet<String> all = new TreeSet<>();
        byAddress.values().forEach(tags -> tags.forEach(tag -> all.add(tag.label())));
        return all;
    }

    /// All addresses that have a label, sorted.
    public SortedSet<String> addresses() {
        return new TreeSet<>(byAddress.keySet());
    }

    /// The labels of an address; empty if it has none.
    public SortedSet<String> labels(String address) {
        TreeSet<String> labels = new TreeSet<>();
        of(address).forEach(tag -> labels.add(tag.label()));
        return labels;
    }

    /// The tags of an address; empty if it has none.
    public SortedSet<Tag> of(String address) {
        return byAddress.getOrDefault(address, new TreeSet<>());
    }
}
