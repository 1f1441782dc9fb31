package clayton.cli;

import clayton.chain.Hash256;
import clayton.chain.OutPoint;
import clayton.evidence.TagStore;
import clayton.evidence.Times;
import clayton.workspace.UserFolders;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// Shows one output.
@Command(
        name = "output",
        description = "Shows one output: its value, its script, and what became of it.",
        footerHeading = "%nExamples:%n",
        footer = {"  clayton output f4184fc596403b9d638783cf57adfe4c75c605f6356fbc91338530e9831e9e16:0 --json"})
final class OutputCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Mixin
    private final Query query;

    private final UserFolders folders;

    @Parameters(paramLabel = "OUTPOINT", description = "TXID:VOUT", converter = Converters.Outpoint.class)
    private OutPoint outPoint = new OutPoint(new Hash256(0, 0, 0, 0), 0);

    OutputCommand(Terminal terminal, Map<String, String> environment) {
        this.terminal = terminal;
        this.query = new Query(terminal, environment);
        this.folders = new UserFolders(environment);
    }

    @Override
    public Integer call() throws IOException {
        TagStore tags = TagStore.open(folders.tags());
        return query.answer(
                "output " + outPoint,
                ledger -> new GraphFacts(ledger).output(outPoint).map(found -> found.with(tags)),
                this::print);
    }

    private void print(OutputDocument document) {
        OutputFacts output = document.output();
        terminal.field("output", output.outpoint());
        if (output.coordinate() != null) {
            terminal.field("coordinate", output.coordinate());
        }
        terminal.field("value", output.amount());
        terminal.field("state", output.fate());
        if (document.block() != null && document.time() != null) {
            terminal.field("block", document.block() + " at height " + output.height());
            terminal.field("time", Times.text(document.time(), null));
        }
        if (output.address() != null) {
            terminal.field("address", output.address());
        }
        if (output.type() != null) {
            terminal.field("script", output.script() == null ? output.type() : output.type() + " " + output.script());
        }
        document.notes().forEach(note -> terminal.field("note", note));
        ImportedTags.print(document.tags(), terminal);
    }
}
