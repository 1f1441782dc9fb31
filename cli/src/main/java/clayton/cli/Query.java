package clayton.cli;

import clayton.evidence.Json;
import clayton.store.StoredGraph;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// The options of every command that answers from a ledger with one document, and the way it answers.
final class Query {
    private final Terminal terminal;

    @Mixin
    private final GraphOption graph;

    @Option(names = "--json", description = "JSON on stdout")
    private boolean json;

    Query(Terminal terminal, Map<String, String> environment) {
        this.terminal = terminal;
        this.graph = new GraphOption(terminal, environment);
    }

    /// What is asked of a ledger; empty if it holds nothing of the kind.
    interface Question<D> {
        Optional<D> ask(StoredGraph ledger) throws IOException;
    }

    /// Writes the answer as JSON or by `print`; if there is none, says that `subject` is not loaded. Answers the
    /// exit code that goes with it.
    <D> int answer(String subject, Question<D> question, Consumer<D> print) throws IOException {
        try (StoredGraph ledger = graph.open()) {
            Optional<D> document = question.ask(ledger);
            if (document.isEmpty()) {
                terminal.warn(subject + " is not in the loaded heights " + ledger.from() + " to " + ledger.to());
                return ExitCode.NEGATIVE;
            }
            if (json) {
                Json.write(document.get(), terminal.out());
            } else {
                print.accept(document.get());
            }
            return ExitCode.DONE;
        }
    }
}
