package clayton.cli;

import clayton.evidence.CaseDocument;
import clayton.evidence.CaseFolder;
import clayton.evidence.Json;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Shows what a case holds.
@Command(
        name = "show",
        description = "Shows what a case holds, once its log and all its files are checked.",
        footerHeading = "%nExamples:%n",
        footer = {"  clayton case show theft", "  clayton case show theft --json"})
final class CaseShowCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Parameters(paramLabel = "DIR", description = "the case's folder")
    private Path folder = Path.of("");

    @Option(names = "--json", description = "JSON on stdout")
    private boolean json;

    CaseShowCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException {
        CaseFolder opened = CaseFolder.open(folder, InstantSource.system());
        if (json) {
            Json.write(opened.document(), terminal.out());
        } else {
            print(opened);
        }
        return ExitCode.DONE;
    }

    private void print(CaseFolder opened) throws IOException {
        CaseDocument document = opened.document();
        terminal.field("case", document.title());
        terminal.field("made", document.created());
        terminal.field("digest", opened.digest());
        terminal.field("log", opened.log().size() + " lines, unbroken");
        if (opened.isCutShort()) {
            terminal.field("note", "the last action in the log was never finished");
        }
        if (CaseFolder.leftAutosave(folder).isPresent()) {
            terminal.field("note", "the desktop has changes that are not saved: open the case there to take them up");
        }
        document.attachments()
                .forEach(file -> terminal.field("attachment", file.file() + ", " + file.bytes() + " bytes"));
        for (CaseDocument.Trace trace : document.traces()) {
            terminal.title(trace.name() + ": " + trace.asked());
            trace.seeds()
                    .forEach(seed -> terminal.line("  " + trace.direction() + " from " + seed.outpoint() + ", "
                            + seed.length() + " satoshis from " + seed.offset() + " on, " + seed.label()));
            terminal.line("  coinbases " + trace.coinbaseOrder() + ", fees " + trace.fees() + ", up to height "
                    + trace.until()
                    + (trace.stopAt().isEmpty() ? "" : ", stops at " + String.join(", ", trace.stopAt())));
            trace.results()
                    .forEach(result -> terminal.line(
                            "  " + result.policy() + ": " + result.document().file() + ", SHA-256 "
                                    + result.document().sha256()));
        }
        document.notes()
                .forEach(note -> terminal.field("note", note.time() + " " + note.subject() + " " + note.text()));
        document.decisions()
                .forEach(decision ->
                        terminal.field("decision", decision.time() + " " + decision.text() + ": " + decision.reason()));
        if (!document.elements().isEmpty()) {
            terminal.field("picture", document.elements().size() + " elements");
        }
    }
}
