package clayton.evidence;

import clayton.evidence.AttributionTag.Pack;
import java.io.IOException;
import java.io.StringReader;
import java.io.Writer;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.common.Anchor;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionEndEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/// GraphSense's TagPacks (YAML): a header, and tags that inherit every field the header has and they have not.
/// Only plain data is read: no tags that name types, no aliases, no duplicate keys, nothing deeper than a list
/// in a tag.
public final class TagPackFile {
    private static final int MOST_CODE_POINTS = 64 << 20;
    private static final int DEEPEST = 16;
    private static final Set<String> OF_HEADER =
            Set.of("title", "creator", "description", "owner", "is_public", "tags");
    private static final List<String> KNOWN = List.of(
            "address",
            "tx_hash",
            "label",
            "source",
            "confidence",
            "currency",
            "network",
            "category",
            "abuse",
            "concepts",
            "actor",
            "lastmod",
            "context",
            "tag_type",
            "is_cluster_definer");

    private static final LoadSettings SETTINGS = LoadSettings.builder()
            .setAllowDuplicateKeys(false)
            .setAllowRecursiveKeys(false)
            .setMaxAliasesForCollections(0)
            .setCodePointLimit(MOST_CODE_POINTS)
            .build();

    private TagPackFile() {}

    /// Throws `IllegalArgumentException` that names the line, or the tag by its number.
    static List<AttributionTag> read(String text) {
        if (text.length() > MOST_CODE_POINTS) {
            throw new IllegalArgumentException(
                    "it has more than " + MOST_CODE_POINTS + " characters, more than a TagPack is read to: split it");
        }
        try {
            requirePlain(text);
            return tags(fields(new Load(SETTINGS).loadFromString(text), "the file"));
        } catch (MarkedYamlEngineException e) {
            throw new IllegalArgumentException(
                    place(e.getProblemMark()) + "this is not YAML that is read here: " + e.getProblem(), e);
        } catch (YamlEngineException e) {
            throw new IllegalArgumentException("this is not YAML that is read here: " + e.getMessage(), e);
        }
    }

    private static String place(Optional<Mark> mark) {
        return mark.map(at -> "line " + (at.getLine() + 1) + ": ").orElse("");
    }

    /// Goes over the events, which takes no memory, before anything is built of them.
    private static void requirePlain(String text) {
        int depth = 0;
        for (Iterator<Event> events =
                        new Parse(SETTINGS).parseReader(new StringReader(text)).iterator();
                events.hasNext(); ) {
            Event event = events.next();
            switch (event) {
                case AliasEvent alias -> throw refused(alias, "the alias *" + alias.getAlias());
                case CollectionStartEvent start -> {
                    requireNoType(start, start.getTag());
                    if (++depth > DEEPEST) {
                        throw refused(start, "more than " + DEEPEST + " levels");
                    }
                }
                case CollectionEndEvent end -> depth--;
                case ScalarEvent scalar -> requireNoType(scalar, scalar.getTag());
                default -> {}
            }
        }
    }

    private static void requireNoType(NodeEvent event, Optional<String> type) {
        Optional<Anchor> anchor = event.getAnchor();
        if (type.isPresent()) {
            throw refused(event, "the type " + type.get());
        }
        if (anchor.isPresent()) {
            throw refused(event, "the anchor &" + anchor.get());
        }
    }

    private static IllegalArgumentException refused(Event event, String what) {
        return new IllegalArgumentException(
                place(event.getStartMark()) + what + " is refused: a TagPack is plain data");
    }

    private static List<AttributionTag> tags(Map<String, Object> header) {
        Pack pack = new Pack(
                required(header, "title", "the TagPack"),
                required(header, "creator", "the TagPack"),
                text(header.get("description")),
                text(header.get("owner")),
                flag(header.get("is_public"), "is_public"));
        if (!(header.get("tags") instanceof List<?> list)) {
            throw new IllegalArgumentException("the TagPack has no list of tags");
        }
        List<AttributionTag> tags = new ArrayList<>();
        for (Object each : list) {
            String place = "tag " + (tags.size() + 1);
            Map<String, Object> fields = new LinkedHashMap<>(header);
            fields.keySet().removeAll(OF_HEADER);
            fields.putAll(fields(each, place));
            tags.add(tag(fields, pack, place));
        }
        return tags;
    }

    private static AttributionTag tag(Map<String, Object> fields, Pack pack, String place) {
        String address = text(fields.get("address"));
        String transaction = text(fields.get("tx_hash"));
        if ((address == null) == (transaction == null)) {
            throw new IllegalArgumentException(place + " has to have either an address or a tx_hash");
        }
        String currency = text(fields.get("currency"));
        String network = text(fields.get("network"));
        if (currency == null && network == null) {
            throw new IllegalArgumentException(place + " has no currency, nor has the header");
        }
        String confidence = text(fields.get("confidence"));
        return new AttributionTag(
                address == null ? AttributionTag.TRANSACTION : AttributionTag.ADDRESS,
                address == null ? String.valueOf(transaction) : address,
                required(fields, "label", place),
                required(fields, "source", place),
                confidence == null ? Confidence.UNKNOWN : confidence,
                currency,
                network,
                text(fields.get("category")),
                text(fields.get("abuse")),
                concepts(fields.get("concepts")),
                text(fields.get("actor")),
                text(fields.get("lastmod")),
                text(fields.get("context")),
                text(fields.get("tag_type")),
                flag(fields.get("is_cluster_definer"), "is_cluster_definer"),
                pack,
                other(fields));
    }

    private static @Nullable SortedMap<String, String> other(Map<String, Object> fields) {
        SortedMap<String, String> other = new TreeMap<>();
        fields.forEach((name, value) -> {
            String text = text(value);
            if (text != null && !KNOWN.contains(name)) {
                other.put(name, text);
            }
        });
        return other.isEmpty() ? null : other;
    }

    private static @Nullable List<String> concepts(@Nullable Object value) {
        if (value == null) {
            return null;
        }
        List<?> list = value instanceof List<?> several ? several : List.of(value);
        return list.stream().map(String::valueOf).toList();
    }

    private static Map<String, Object> fields(@Nullable Object value, String place) {
        if (!(value instanceof Map<?, ?> map)) {
            throw new IllegalArgumentException(place + " has no fields: a TagPack is made of NAME: VALUE");
        }
        Map<String, Object> fields = new LinkedHashMap<>();
        map.forEach((name, field) -> fields.put(String.valueOf(name), field));
        return fields;
    }

    private static String required(Map<String, Object> fields, String name, String place) {
        String value = text(fields.get(name));
        if (value == null || value.isBlank()) {
            throw new IllegalArgumentException(place + " has no " + name + ", nor has the header");
        }
        return value;
    }

    /// What is no text in the file (a number, a list) is kept as it is written.
    private static @Nullable String text(@Nullable Object value) {
        return value == null ? null : String.valueOf(value);
    }

    private static @Nullable Boolean flag(@Nullable Object value, String name) {
        if (value == null || value instanceof Boolean) {
            return (Boolean) value;
        }
        throw new IllegalArgumentException(name + " is '" + value + "', but can only be true or false");
    }

    /// Writes tags of addresses and transactions as one TagPack, sorted; those of outputs have no place in it.
    public static void write(String title, String creator, Iterable<AttributionTag> tags, Writer out)
            throws IOException {
        out.write("title: " + quoted(title) + "\ncreator: " + quoted(creator) + "\ntags:\n");
        boolean none = true;
        for (AttributionTag tag : tags) {
            if (!tag.kind().equals(AttributionTag.OUTPUT)) {
                none = false;
                write(tag, out);
            }
        }
        if (none) {
            out.write("  []\n");
        }
    }

    private static void write(AttributionTag tag, Writer out) throws IOException {
        out.write("  - " + (tag.isOfAddress() ? "address" : "tx_hash") + ": " + quoted(tag.subject()) + "\n");
        field(out, "label", tag.label());
        field(out, "source", tag.source());
        field(out, "confidence", tag.confidence());
        field(out, "currency", tag.currency() == null ? "BTC" : tag.currency());
        field(out, "network", tag.network() == null ? "BTC" : tag.network());
        field(out, "category", tag.category());
        field(out, "abuse", tag.abuse());
        if (tag.concepts() != null) {
            out.write("    concepts: ["
                    + tag.concepts().stream().map(TagPackFile::quoted).collect(Collectors.joining(", ")) + "]\n");
        }
        field(out, "actor", tag.actor());
        field(out, "lastmod", tag.lastmod());
        field(out, "context", tag.context());
        field(out, "tag_type", tag.tagType());
        if (tag.clusterDefiner() != null) {
            out.write("    is_cluster_definer: " + tag.clusterDefiner() + "\n");
        }
        if (tag.other() != null) {
            for (Map.Entry<String, String> field : tag.other().entrySet()) {
                out.write("    " + quoted(field.getKey()) + ": " + quoted(field.getValue()) + "\n");
            }
        }
    }

    private static void field(Writer out, String name, @Nullable String value) throws IOException {
        if (value != null) {
            out.write("    " + name + ": " + quoted(value) + "\n");
        }
    }

    /// A double-quoted scalar in ASCII: no word of a stranger's can end it or become another type.
    private static String quoted(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        text.codePoints().forEach(point -> {
            switch (point) {
                case '"' -> quoted.append("\\\"");
                case '\\' -> quoted.append("\\\\");
                case '\n' -> quoted.append("\\n");
                default -> {
                    if (point >= ' ' && point < 0x7f) {
                        quoted.appendCodePoint(point);
                    } else {
                        quoted.append(String.format(Locale.ROOT, point > 0xffff ? "\\U%08X" : "\\u%04X", point));
                    }
                }
            }
        });
        return quoted.append('"').toString();
    }
}
