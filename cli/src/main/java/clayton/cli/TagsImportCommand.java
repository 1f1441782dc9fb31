package clayton.cli;

import clayton.evidence.TagStore;
import clayton.evidence.TagsImport;
import clayton.workspace.UserFolders;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Imports attribution tags.
@Command(
        name = "import",
        description = "Imports attribution tags from files; what they are is told from their content: a GraphSense"
                + " TagPack (YAML), OFAC's SDN list (advanced XML), wallet labels (BIP 329), a list of addresses (one a"
                + " line, or CSV). A file is taken whole or not at all.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  clayton tags import sdn_advanced.xml",
            "  clayton tags import exchanges.yaml labels.jsonl",
            "  clayton tags import wallets.txt --label \"ransom 2026\" --source \"police report 17\""
                    + " --confidence forensic"
        })
final class TagsImportCommand implements Callable<Integer> {
    private final Terminal terminal;
    private final UserFolders folders;

    @Parameters(arity = "1..*", paramLabel = "FILE", description = "the files")
    private List<Path> files = List.of();

    @Option(
            names = "--source",
            paramLabel = "WORDS",
            description = "where tags come from whose file does not say it (default: the file's name)")
    private @Nullable String source;

    @Option(
            names = "--confidence",
            paramLabel = "ID",
            description = "how far tags can be trusted whose file does not say it (default: unknown): one of"
                    + " GraphSense's ids, such as ownership, authority_data, forensic, web_crawl, heuristic")
    private @Nullable String confidence;

    @Option(
            names = "--label",
            paramLabel = "WORDS",
            description = "the label of bare addresses (default: their source)")
    private @Nullable String label;

    TagsImportCommand(Terminal terminal, Map<String, String> environment) {
        this.terminal = terminal;
        this.folders = new UserFolders(environment);
    }

    @Override
    public Integer call() throws IOException {
        TagsImport.Defaults defaults = new TagsImport.Defaults(
                Optional.ofNullable(source), Optional.ofNullable(confidence), Optional.ofNullable(label));
        List<TagsImport.Imported> imports = new ArrayList<>();
        for (Path file : files) {
            imports.add(TagsImport.read(file, defaults));
        }
        TagStore store = TagStore.open(folders.tags());
        int found = 0;
        for (int i = 0; i < imports.size(); i++) {
            TagsImport.Imported imported = imports.get(i);
            found += imported.tags().size();
            int added = store.add(imported.tags());
            terminal.line(files.get(i) + ": " + imported.form() + ", "
                    + counted(imported.tags().size(), "tag") + ", " + added + " of them new");
            imported.leftOut().forEach((what, count) -> terminal.line("  left out: " + count + " " + what));
        }
        store.save();
        terminal.line("There are now " + counted(store.tags().size(), "tag") + " in " + folders.tags());
        return found == 0 ? ExitCode.NEGATIVE : ExitCode.DONE;
    }

    static String counted(int count, String what) {
        return count + " " + (count == 1 ? what : what + "s");
    }
}
