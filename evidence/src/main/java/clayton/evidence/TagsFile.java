package clayton.evidence;

import clayton.chain.Tag;
import clayton.chain.Tags;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads tags from a file with the columns `address,label`; their source is the file.
public final class TagsFile {
    private static final RowsFile<Entry> KIND =
            new RowsFile<>(Entry[].class, "tag", "tags", List.of("address", "label"));

    private TagsFile() {}

    public record Entry(@Nullable String address, @Nullable String label) {
        Tag tag() {
            if (address == null || label == null) {
                throw new IllegalArgumentException("a tag has an address and a label");
            }
            return new Tag(address, label);
        }
    }

    public static Tags read(Path file) throws IOException {
        String source = file.getFileName().toString();
        return new Tags(KIND.read(file, TagsFile::entry, Entry::tag).stream()
                .map(tag -> new Tag(tag.address(), tag.label(), source, Confidence.UNKNOWN))
                .toList());
    }

    private static Entry entry(String line) {
        Tag tag = TagsCsv.tag(line);
        return new Entry(tag.address(), RowsFile.unquoted(tag.label()));
    }
}
