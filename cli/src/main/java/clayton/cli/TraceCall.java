package clayton.cli;

import clayton.chain.Tags;
import clayton.chain.TransactionGraph;
import clayton.evidence.CaseFolder;
import clayton.evidence.CaseTrace;
import clayton.evidence.Comparison;
import clayton.evidence.ComparisonDocument;
import clayton.evidence.Direction;
import clayton.evidence.Json;
import clayton.evidence.OutputNames;
import clayton.evidence.TraceDocument;
import clayton.evidence.TraceLines;
import clayton.evidence.Traced;
import clayton.evidence.UnspentSet;
import clayton.taint.Trace;
import clayton.taint.Tracer;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;

/// Carries out a trace command of either direction: traces by every policy that was asked for, proves if asked to,
/// lets Ctrl-C end it, and answers. What an interrupted trace has found is shown only to those who ask for it.
final class TraceCall {
    private final Terminal terminal;
    private final Direction direction;
    private final TraceOptions options;

    TraceCall(Terminal terminal, Direction direction, TraceOptions options) {
        this.terminal = terminal;
        this.direction = direction;
        this.options = options;
    }

    /// Answers the exit code. Options must have been checked.
    int run(StopOptions stops) throws IOException {
        Path folder = options.caseFolder;
        Optional<CaseFolder> added =
                folder == null ? Optional.empty() : Optional.of(CaseFolder.open(folder, InstantSource.system()));
        try (TracedCall call = TracedCall.open(terminal, direction, options.question, stops)) {
            if (call.isEmpty()) {
                return ExitCode.NEGATIVE;
            }
            if (options.stream) {
                return exitCode(List.of(stream(call)));
            }
            List<Traced> traced = call.trace(options.prove, options.partial);
            if (options.question.policies(direction).size() > 1) {
                compare(traced, call.graph, call.names);
            } else {
                answer(traced.getFirst(), call.names, call.tags);
            }
            if (added.isPresent()) {
                String name = CaseTrace.add(added.get(), traced, options.asked(), call.tags, call.names);
                terminal.warn("added to " + folder + " as " + name);
            }
            return exitCode(traced);
        }
    }

    /// Writes JSON Lines while it traces. An interruption ends it at once for those who want no part.
    private Traced stream(TracedCall call) throws IOException {
        try (ProgressLine line = new ProgressLine(terminal);
                Interruption interruption = new Interruption(terminal, line);
                TraceLines lines = new TraceLines(
                        direction,
                        terminal.out(),
                        call.names,
                        call.tags,
                        () -> interruption.isAsked() && !options.partial)) {
            Trace trace = direction.trace(new Tracer(call.graph), call.seeds, call.settings, lines, interruption);
            Traced traced = Traced.of(trace);
            lines.end(traced);
            return traced;
        }
    }

    private void answer(Traced traced, OutputNames names, Tags tags) throws IOException {
        if (options.json) {
            Json.write(TraceDocument.of(traced, names, tags), terminal.out());
        } else {
            terminal.whole(whole -> TraceText.print(whole, traced, names, tags, options.top));
        }
    }

    private void compare(List<Traced> traced, TransactionGraph graph, OutputNames names) throws IOException {
        Trace any = traced.getFirst().trace();
        OptionalLong unspentSet =
                direction == Direction.FORWARD ? unspentSet(graph, any.until()) : OptionalLong.empty();
        String policies = traced.stream()
                .map(each -> each.trace().settings().policy().name())
                .collect(Collectors.joining(", "));
        Comparison comparison = Comparison.of(traced, names, unspentSet);
        if (options.json) {
            Json.write(ComparisonDocument.of(comparison, names), terminal.out());
        } else {
            terminal.whole(whole -> {
                TraceText.settings(whole, any.head(), any.until(), policies);
                any.notes().forEach(note -> whole.field("note", note));
                traced.forEach(each -> TraceText.proof(
                        whole, "proof, " + each.trace().settings().policy().name(), each));
                new ComparisonText(whole, comparison).print(options.top);
            });
        }
    }

    private OptionalLong unspentSet(TransactionGraph graph, int until) throws IOException {
        try (ProgressLine line = new ProgressLine(terminal);
                Interruption interruption = new Interruption(terminal, line)) {
            return UnspentSet.sats(graph, until, interruption);
        }
    }

    /// What the end of these tells a script.
    static int exitCode(List<Traced> traced) {
        if (traced.stream().anyMatch(Traced::interrupted)) {
            return ExitCode.INTERRUPTED;
        }
        return traced.stream().anyMatch(Traced::failed) ? ExitCode.NEGATIVE : ExitCode.DONE;
    }
}
