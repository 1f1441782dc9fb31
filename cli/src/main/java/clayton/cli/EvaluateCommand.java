package clayton.cli;

import clayton.clustering.Evaluation;
import clayton.clustering.Truth;
import clayton.store.StoredGraph;
import clayton.workspace.EvaluationDocument;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Measures the error rates of every heuristic.
@Command(
        name = "evaluate",
        description = "Measures how often every heuristic is right, on a made-up chain whose truth is known.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  clayton evaluate --ledger LEDGER --truth CHAIN --name \"a generated chain, 256 MiB, seed 1\"",
            "  clayton evaluate --ledger LEDGER --truth truth.json.gz --json"
        })
final class EvaluateCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Mixin
    private final Query query;

    @Option(
            names = "--truth",
            paramLabel = "PATH",
            required = true,
            description = "what is known: folder of a generated chain, or truth.json(.gz) of a test network's story")
    private Path path = Path.of("");

    @Option(
            names = "--name",
            paramLabel = "WORDS",
            description = "what the figures are measured on (default: a NETWORK chain of N blocks)")
    private @Nullable String name;

    @Option(names = "--markdown", description = "tables in Markdown, as in docs/error-rates.md")
    private boolean markdown;

    EvaluateCommand(Terminal terminal, Map<String, String> environment) {
        this.terminal = terminal;
        this.query = new Query(terminal, environment);
    }

    @Override
    public Integer call() throws IOException {
        return query.answer("the chain", this::evaluate, this::print);
    }

    private Optional<EvaluationDocument> evaluate(StoredGraph ledger) throws IOException {
        try (ProgressLine progress = new ProgressLine(terminal)) {
            Truth truth = TruthFiles.read(path, ledger, progress);
            Evaluation evaluation = Evaluation.of(ledger, truth, progress);
            String on = name == null
                    ? "a " + ledger.network().name() + " chain of "
                            + ledger.info().blocks() + " blocks"
                    : name;
            return Optional.of(EvaluationDocument.of(evaluation, truth.owners(), ledger, on));
        }
    }

    private void print(EvaluationDocument document) {
        EvaluationTables tables = new EvaluationTables(document);
        if (markdown) {
            terminal.out().print(tables.markdown());
        } else {
            tables.print(terminal);
        }
    }
}
