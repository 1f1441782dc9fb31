package clayton.cli;

import clayton.chain.Tag;
import clayton.chain.Tags;
import clayton.evidence.AttributionTag;
import clayton.evidence.TagStore;
import clayton.evidence.TagsFile;
import clayton.evidence.TagsImport;
import clayton.workspace.UserFolders;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The tags that a command uses: those of the file it was given, else those that were imported. `origin` says
/// which.
record ImportedTags(Tags tags, String origin) {
    static final String OPTION = "to whom addresses belong: CSV address,label, the same as JSON, or any file that"
            + " clayton tags import reads (default: the imported tags)";

    static ImportedTags of(@Nullable Path file, Map<String, String> environment) throws IOException {
        if (file != null) {
            return new ImportedTags(read(file), file.toString());
        }
        return new ImportedTags(
                TagStore.open(new UserFolders(environment).tags()).ofAddresses(), "the imported tags");
    }

    /// A plain list is read strictly, as a file of the user's own; what is of another form as an import reads it.
    private static Tags read(Path file) throws IOException {
        if (TagsImport.isPlainList(file)) {
            return TagsFile.read(file);
        }
        return TagStore.ofAddresses(
                TagsImport.read(file, TagsImport.Defaults.NONE).tags());
    }

    /// What was said of things that a command shows, if anything was.
    static void print(@Nullable List<AttributionTag> tags, Terminal terminal) {
        for (AttributionTag tag : tags == null ? List.<AttributionTag>of() : tags) {
            terminal.field("tag", tag.subject() + ": " + tag.label() + ", " + tag.provenance());
        }
    }

    /// Source and confidence of a tag, as far as they are known.
    static String provenance(Tag tag) {
        return Optional.of(tag.source())
                .filter(source -> !source.isEmpty())
                .map(source -> "source " + source + ", confidence " + tag.confidence())
                .orElse("source not stated");
    }
}
