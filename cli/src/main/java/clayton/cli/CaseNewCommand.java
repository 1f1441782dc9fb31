package clayton.cli;

import clayton.evidence.CaseFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Makes a case.
@Command(
        name = "new",
        description = "Makes a folder for a case.",
        footerHeading = "%nExamples:%n",
        footer = {"  clayton case new theft --title \"Theft of 1 March\""})
final class CaseNewCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Parameters(paramLabel = "DIR", description = "the folder to make")
    private Path folder = Path.of("");

    @Option(names = "--title", paramLabel = "WORDS", description = "what it is about (default: the folder's name)")
    private @Nullable String title;

    CaseNewCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException {
        String name = title == null ? folder.toAbsolutePath().getFileName().toString() : title;
        CaseFolder made = CaseFolder.create(folder, name, InstantSource.system());
        terminal.line("Made case " + made.document().title() + " in " + folder
                + "; add a trace to it with clayton trace forward OUTPOINT --case " + folder);
        return ExitCode.DONE;
    }
}
