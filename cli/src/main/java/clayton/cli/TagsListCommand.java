package clayton.cli;

import clayton.evidence.AttributionTag;
import clayton.evidence.Json;
import clayton.evidence.TagStore;
import clayton.workspace.UserFolders;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Lists the imported tags.
@Command(
        name = "list",
        description = "Lists the imported tags, each with its source and confidence. Ends with exit code 1 if there are"
                + " none.",
        footerHeading = "%nExamples:%n",
        footer = {"  clayton tags list", "  clayton tags list 12higDjoCCNXSA95xZMWUdPvXNmkAduhWv --json"})
final class TagsListCommand implements Callable<Integer> {
    private final Terminal terminal;
    private final UserFolders folders;

    @Parameters(arity = "0..*", paramLabel = "SUBJECT", description = "only of these addresses, txids, outpoints")
    private List<String> subjects = List.of();

    @Option(names = "--json", description = "JSON on stdout")
    private boolean json;

    TagsListCommand(Terminal terminal, Map<String, String> environment) {
        this.terminal = terminal;
        this.folders = new UserFolders(environment);
    }

    @Override
    public Integer call() throws IOException {
        List<AttributionTag> tags = TagStore.open(folders.tags()).tags().stream()
                .filter(tag -> subjects.isEmpty() || subjects.contains(tag.subject()))
                .toList();
        if (json) {
            Json.write(TagStore.Document.of(tags), terminal.out());
        } else {
            terminal.line(TagsImportCommand.counted(tags.size(), "tag") + " in " + folders.tags());
            tags.forEach(this::print);
        }
        return tags.isEmpty() ? ExitCode.NEGATIVE : ExitCode.DONE;
    }

    private void print(AttributionTag tag) {
        terminal.line("");
        terminal.field(tag.kind(), tag.subject());
        terminal.field("  label", tag.label());
        terminal.field("  source", tag.source());
        terminal.field("  confidence", tag.confidence());
        field("  category", tag.category());
        field("  abuse", tag.abuse());
        field("  concepts", tag.concepts() == null ? null : String.join(", ", tag.concepts()));
        field("  actor", tag.actor());
        field("  lastmod", tag.lastmod());
        field("  context", tag.context());
        field(
                "  pack",
                tag.pack() == null
                        ? null
                        : tag.pack().title() + ", by " + tag.pack().creator());
    }

    private void field(String name, @Nullable String value) {
        if (value != null) {
            terminal.field(name, value);
        }
    }
}
