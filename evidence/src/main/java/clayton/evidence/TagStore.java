package clayton.evidence;

import clayton.chain.Tag;
import clayton.chain.Tags;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/// The attribution tags that were imported: one file of plain JSON, sorted, replaced as a whole.
public final class TagStore {
    private static final String SCHEMA = "clayton.tags/1";

    private final Path file;
    private final SortedSet<AttributionTag> tags;

    private TagStore(Path file, Collection<AttributionTag> tags) {
        this.file = file;
        this.tags = new TreeSet<>(tags);
    }

    /// The file's content.
    public record Document(String schema, List<AttributionTag> tags) {
        public static Document of(Collection<AttributionTag> tags) {
            return new Document(SCHEMA, List.copyOf(tags));
        }
    }

    /// Empty if there is no such file.
    public static TagStore open(Path file) throws IOException {
        if (!Files.exists(file)) {
            return new TagStore(file, List.of());
        }
        try {
            Document document = Json.MAPPER
                    .readerFor(Document.class)
                    .without(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                    .readValue(file.toFile());
            if (!SCHEMA.equals(document.schema())) {
                throw new IOException(file + " is of the form " + document.schema() + ", not " + SCHEMA
                        + ": use the version of Clayton that wrote it");
            }
            return new TagStore(file, document.tags());
        } catch (JsonProcessingException e) {
            throw new IOException(file + " is damaged: move it away and import the tags again", e);
        }
    }

    /// Sorted by what they are about.
    public List<AttributionTag> tags() {
        return List.copyOf(tags);
    }

    /// Answers how many there were not before; tags that say the same are replaced.
    public int add(Collection<AttributionTag> more) {
        int before = tags.size();
        tags.removeAll(more);
        tags.addAll(more);
        return tags.size() - before;
    }

    public void save() throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        if (folder != null) {
            Files.createDirectories(folder);
        }
        AtomicFile.write(file, out -> {
            out.write(Json.MAPPER
                    .writer()
                    .with(SerializationFeature.INDENT_OUTPUT)
                    .writeValueAsString(Document.of(tags)));
            out.write('\n');
        });
    }

    /// Takes away what comes from this source; answers how many tags that were.
    public int remove(String source) {
        int before = tags.size();
        tags.removeIf(tag -> tag.source().equals(source));
        return before - tags.size();
    }

    /// What is said of these addresses, txids and outpoints.
    public List<AttributionTag> about(Set<String> subjects) {
        return tags.stream().filter(tag -> subjects.contains(tag.subject())).toList();
    }

    /// The tags of addresses, to look up by.
    public Tags ofAddresses() {
        return ofAddresses(tags);
    }

    public static Tags ofAddresses(Collection<AttributionTag> tags) {
        return new Tags(tags.stream()
                .filter(AttributionTag::isOfAddress)
                .map(tag -> new Tag(tag.subject(), tag.label(), tag.source(), tag.confidence()))
                .toList());
    }
}
