package clayton.cli;

import clayton.evidence.TagStore;
import clayton.workspace.UserFolders;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// Takes imported tags away.
@Command(
        name = "remove",
        description = "Takes away the imported tags that come from a source, as clayton tags list names it (for files"
                + " that state none, their name). Ends with exit code 1 if there are none.",
        footerHeading = "%nExamples:%n",
        footer = {"  clayton tags remove --source victim.csv"})
final class TagsRemoveCommand implements Callable<Integer> {
    private final Terminal terminal;
    private final UserFolders folders;

    @Option(
            names = "--source",
            paramLabel = "WORDS",
            required = true,
            description = "the source, repeatable; of several sources all tags go or none")
    private List<String> sources = List.of();

    TagsRemoveCommand(Terminal terminal, Map<String, String> environment) {
        this.terminal = terminal;
        this.folders = new UserFolders(environment);
    }

    @Override
    public Integer call() throws IOException {
        TagStore store = TagStore.open(folders.tags());
        int removed = 0;
        for (String source : sources) {
            int count = store.remove(source);
            if (count == 0) {
                terminal.warn(
                        "no tag comes from '" + source + "'; nothing was removed: clayton tags list names sources");
                return ExitCode.NEGATIVE;
            }
            removed += count;
        }
        store.save();
        terminal.line("removed " + TagsImportCommand.counted(removed, "tag") + "; "
                + TagsImportCommand.counted(store.tags().size(), "tag") + " left" + " in " + folders.tags());
        return ExitCode.DONE;
    }
}
