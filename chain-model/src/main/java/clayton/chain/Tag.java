package clayton.chain;

import java.util.Comparator;

/// An attribution: `source` says that `address` (or an output's name, for scripts without one) belongs to
/// `label`, and `confidence` how far it can be trusted, by GraphSense's ids. Both are empty where nobody says.
public record Tag(String address, String label, String source, String confidence) implements Comparable<Tag> {
    private static final Comparator<Tag> ORDER = Comparator.comparing(Tag::address)
            .thenComparing(Tag::label)
            .thenComparing(Tag::source)
            .thenComparing(Tag::confidence);

    public Tag(String address, String label) {
        this(address, label, "", "");
    }

    @Override
    public int compareTo(Tag other) {
        return ORDER.compare(this, other);
    }
}
