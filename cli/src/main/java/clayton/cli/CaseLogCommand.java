package clayton.cli;

import clayton.evidence.CaseFolder;
import clayton.evidence.Json;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Shows what was done to a case.
@Command(
        name = "log",
        description = "Shows what was done to a case, line by line, once the log is checked: a line that was changed"
                + " after it was written is named.",
        footerHeading = "%nExamples:%n",
        footer = {"  clayton case log theft"})
final class CaseLogCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Parameters(paramLabel = "DIR", description = "the case's folder")
    private Path folder = Path.of("");

    @Option(names = "--json", description = "JSON on stdout")
    private boolean json;

    CaseLogCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    /// The JSON of `clayton case log`.
    record Document(String schema, List<CaseFolder.Entry> entries) {}

    @Override
    public Integer call() throws IOException {
        List<CaseFolder.Entry> log =
                CaseFolder.open(folder, InstantSource.system()).log();
        if (json) {
            Json.write(new Document("clayton.case-log/1", log), terminal.out());
            return ExitCode.DONE;
        }
        for (CaseFolder.Entry entry : log) {
            terminal.line(entry.number() + "  " + entry.time() + "  " + entry.action());
            entry.options().forEach((name, value) -> terminal.line("     " + name + ": " + value));
            terminal.line("     case before " + (entry.before().isEmpty() ? "(none)" : entry.before()));
            terminal.line("     case after  " + entry.after());
        }
        return ExitCode.DONE;
    }
}
