package clayton.cli;

import clayton.clustering.ClusterSettings;
import clayton.clustering.Clusters;
import clayton.evidence.AtomicFile;
import clayton.evidence.AttributionTag;
import clayton.evidence.ClusterTags;
import clayton.evidence.TagPackFile;
import clayton.evidence.TagStore;
import clayton.store.StoredGraph;
import clayton.workspace.Build;
import clayton.workspace.UserFolders;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Writes the imported tags as a TagPack.
@Command(
        name = "export",
        description = "Writes the imported tags as a GraphSense TagPack (YAML), each with its own source and"
                + " confidence.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  clayton tags export --out tags.yaml",
            "  clayton tags export --clusters --title \"Case 17\" --creator \"Our unit\" --out tags.yaml"
        })
final class TagsExportCommand implements Callable<Integer> {
    private final Terminal terminal;
    private final UserFolders folders;

    @Mixin
    private final GraphOption graph;

    @Option(names = "--out", paramLabel = "FILE", required = true, description = "the file to write")
    private Path out = Path.of("");

    @Option(
            names = "--title",
            paramLabel = "WORDS",
            defaultValue = "Tags from Clayton",
            description = "the TagPack's title (default: Tags from Clayton)")
    private String title = "";

    @Option(
            names = "--creator",
            paramLabel = "WORDS",
            defaultValue = "Clayton",
            description = "the TagPack's creator (default: Clayton)")
    private String creator = "";

    @Option(
            names = "--clusters",
            description = "also tag the other addresses of tagged addresses' clusters (multi-input, without CoinJoins),"
                    + " with a confidence of heuristic at most")
    private boolean clusters;

    TagsExportCommand(Terminal terminal, Map<String, String> environment) {
        this.terminal = terminal;
        this.folders = new UserFolders(environment);
        this.graph = new GraphOption(terminal, environment);
    }

    @Override
    public Integer call() throws IOException {
        List<AttributionTag> stored = TagStore.open(folders.tags()).tags();
        TreeSet<AttributionTag> tags = new TreeSet<>(stored);
        if (clusters) {
            tags.addAll(found(stored));
        }
        tags.removeIf(tag -> tag.kind().equals(AttributionTag.OUTPUT));
        if (tags.isEmpty()) {
            terminal.warn("there are no tags to export: import some with clayton tags import FILE");
            return ExitCode.NEGATIVE;
        }
        AtomicFile.write(out, writer -> TagPackFile.write(title, creator, tags, writer));
        terminal.line(TagsImportCommand.counted(tags.size(), "tag") + " written to " + out);
        return ExitCode.DONE;
    }

    private List<AttributionTag> found(List<AttributionTag> stored) throws IOException {
        try (StoredGraph ledger = graph.open();
                ProgressLine progress = new ProgressLine(terminal)) {
            return ClusterTags.of(
                    ledger, Clusters.of(ledger, ClusterSettings.STANDARD, progress), stored, Build.version());
        }
    }
}
