package clayton.cli;

import clayton.evidence.CaseFolder;
import clayton.evidence.CaseTrace;
import clayton.evidence.Json;
import clayton.store.StoredGraph;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Asks all of a case again.
@Command(
        name = "rerun",
        description = "Traces all of a case again and compares the results with those that it keeps, byte for byte."
                + " Ends with exit code 1 if one is not equal.",
        footerHeading = "%nExamples:%n",
        footer = {"  clayton case rerun theft", "  clayton case rerun theft --ledger another/ledger --json"})
final class CaseRerunCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Mixin
    private final GraphOption graph;

    @Parameters(paramLabel = "DIR", description = "the case's folder")
    private Path folder = Path.of("");

    @Option(names = "--json", description = "JSON on stdout")
    private boolean json;

    CaseRerunCommand(Terminal terminal, Map<String, String> environment) {
        this.terminal = terminal;
        this.graph = new GraphOption(terminal, environment);
    }

    /// The JSON of `clayton case rerun`.
    record Document(String schema, boolean equal, List<CaseTrace.Compared> results) {}

    @Override
    public Integer call() throws IOException {
        CaseFolder opened = CaseFolder.open(folder, InstantSource.system());
        List<CaseTrace.Compared> results = compare(opened);
        boolean equal = results.stream().allMatch(CaseTrace.Compared::equal);
        Map<String, String> options = new TreeMap<>();
        results.forEach(result -> options.put(
                result.trace() + " " + result.policy(), (result.equal() ? "equal " : "NOT EQUAL ") + result.sha256()));
        opened.save("rerun", options, opened.document());
        if (json) {
            Json.write(new Document("clayton.rerun/1", equal, results), terminal.out());
        } else {
            results.forEach(result -> terminal.line(result.trace() + ", " + result.policy() + ": "
                    + (result.equal() ? "equal, byte for byte" : "NOT EQUAL: " + result.why()) + " (SHA-256 "
                    + result.sha256() + ")"));
            terminal.line(results.isEmpty() ? "The case has no traces." : equal ? "All equal." : "Not all are equal.");
        }
        return equal ? ExitCode.DONE : ExitCode.NEGATIVE;
    }

    private List<CaseTrace.Compared> compare(CaseFolder opened) throws IOException {
        try (StoredGraph ledger = graph.open();
                ProgressLine line = new ProgressLine(terminal);
                Interruption interruption = new Interruption(terminal, line)) {
            return CaseTrace.rerun(opened, ledger, interruption);
        }
    }
}
