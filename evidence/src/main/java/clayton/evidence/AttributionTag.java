package clayton.evidence;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Somebody's word on an address, a transaction or an output, with where it comes from and how far it can be
/// trusted: the fields of a GraphSense TagPack, header and body together. `kind` is `address`, `tx` or
/// `output`; `subject` the address, txid or outpoint. What a pack holds beyond the known fields stands in
/// `other`, as it was.
@JsonInclude(JsonInclude.Include.NON_NULL)
public record AttributionTag(
        String kind,
        String subject,
        String label,
        String source,
        String confidence,
        @Nullable String currency,
        @Nullable String network,
        @Nullable String category,
        @Nullable String abuse,
        @Nullable List<String> concepts,
        @Nullable String actor,
        @Nullable String lastmod,
        @Nullable String context,
        @Nullable String tagType,
        @Nullable Boolean clusterDefiner,
        @Nullable Pack pack,
        @Nullable SortedMap<String, String> other)
        implements Comparable<AttributionTag> {
    public static final String ADDRESS = "address";
    public static final String TRANSACTION = "tx";
    public static final String OUTPUT = "output";

    private static final Comparator<AttributionTag> ORDER = Comparator.comparing(AttributionTag::kind)
            .thenComparing(AttributionTag::subject)
            .thenComparing(AttributionTag::label)
            .thenComparing(AttributionTag::source);

    /// The header of the pack that a tag came with.
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Pack(
            String title,
            String creator,
            @Nullable String description,
            @Nullable String owner,
            @Nullable Boolean isPublic) {}

    public AttributionTag {
        concepts = concepts == null ? null : List.copyOf(concepts);
        other = other == null ? null : new TreeMap<>(other);
    }

    /// One that says no more than it must.
    public static AttributionTag of(String kind, String subject, String label, String source, String confidence) {
        return new AttributionTag(
                kind,
                subject,
                label,
                source,
                confidence,
                "BTC",
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null);
    }

    public AttributionTag withSubject(String newSubject) {
        return new AttributionTag(
                kind,
                newSubject,
                label,
                source,
                confidence,
                currency,
                network,
                category,
                abuse,
                concepts,
                actor,
                lastmod,
                context,
                tagType,
                clusterDefiner,
                pack,
                other);
    }

    @JsonIgnore
    public boolean isOfAddress() {
        return kind.equals(ADDRESS);
    }

    /// Tags with the same subject, label and source say the same; the later one stands.
    public boolean isSameAs(AttributionTag tag) {
        return ORDER.compare(this, tag) == 0;
    }

    @Override
    public int compareTo(AttributionTag tag) {
        return ORDER.compare(this, tag);
    }

    /// Where it comes from, for people.
    public String provenance() {
        return "source " + source + ", confidence " + confidence;
    }
}
