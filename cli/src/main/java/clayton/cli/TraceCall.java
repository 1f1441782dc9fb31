package clayton.cli;

import clayton.chain.Progress;
import clayton.chain.Tags;
import clayton.chain.TransactionGraph;
import clayton.clustering.CoinJoins;
import clayton.evidence.Comparison;
import clayton.evidence.ComparisonDocument;
import clayton.evidence.Direction;
import clayton.evidence.Json;
import clayton.evidence.OutputNames;
import clayton.evidence.TraceDocument;
import clayton.evidence.TraceLines;
import clayton.evidence.Traced;
import clayton.evidence.UnspentSet;
import clayton.taint.ForwardTrace;
import clayton.taint.Policy;
import clayton.taint.Proof;
import clayton.taint.Seed;
import clayton.taint.StopRule;
import clayton.taint.Trace;
import clayton.taint.TraceSettings;
import clayton.taint.Tracer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CancellationException;
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
    int run(List<StopOptions.Wanted> stops, Tags tags) throws IOException {
        try (TransactionGraph graph = options.graph.open()) {
            int until = options.rules.until(graph);
            List<Seed> seeds = seeds(graph, until);
            if (seeds.isEmpty()) {
                terminal.warn("none of the addresses has an output in the heights that were asked for, of "
                        + graph.from() + " to " + until);
                return ExitCode.NEGATIVE;
            }
            TraceSettings settings = settings(graph, stops);
            OutputNames names = new OutputNames(graph);
            if (options.stream) {
                return exitCode(List.of(stream(graph, seeds, settings, names)));
            }
            List<Traced> traced = trace(graph, seeds, settings);
            if (options.policies(direction).size() > 1) {
                compare(traced, graph, names);
            } else {
                answer(traced.getFirst(), names, tags);
            }
            return exitCode(traced);
        }
    }

    private List<Seed> seeds(TransactionGraph graph, int until) throws IOException {
        try (ProgressLine line = new ProgressLine(terminal);
                Interruption interruption = new Interruption(terminal, line)) {
            return options.seeds.in(graph, until, interruption);
        }
    }

    private TraceSettings settings(TransactionGraph graph, List<StopOptions.Wanted> stops) throws IOException {
        StopRule[] rules = new StopRule[stops.size()];
        for (int i = 0; i < rules.length; i++) {
            rules[i] = stops.get(i).in(graph);
        }
        return options.rules
                .settings(options.policies(direction).getFirst())
                .withStops(rules)
                .with(new CoinJoins(graph)::contains);
    }

    /// One trace for each policy, as far as it came to them.
    private List<Traced> trace(TransactionGraph graph, List<Seed> seeds, TraceSettings settings) throws IOException {
        Tracer tracer = new Tracer(graph);
        List<Traced> done = new ArrayList<>();
        try (ProgressLine line = new ProgressLine(terminal);
                Interruption interruption = new Interruption(terminal, line)) {
            for (Policy policy : options.policies(direction)) {
                Trace trace = direction.trace(tracer, seeds, settings.with(policy), interruption);
                done.add(proved(tracer, trace, interruption));
                if (done.getLast().interrupted()) {
                    requirePartial(trace);
                    break;
                }
            }
        }
        return done;
    }

    private Traced proved(Tracer tracer, Trace trace, Progress progress) throws IOException {
        if (!options.prove || trace.cancelled()) {
            return Traced.of(trace);
        }
        try {
            Proof proof = Direction.prove(tracer, trace, progress);
            return new Traced(trace, Optional.of(proof), false);
        } catch (CancellationException e) {
            return new Traced(trace, Optional.empty(), true);
        }
    }

    /// Writes JSON Lines while it traces. An interruption ends it at once for those who want no part.
    private Traced stream(TransactionGraph graph, List<Seed> seeds, TraceSettings settings, OutputNames names)
            throws IOException {
        try (ProgressLine line = new ProgressLine(terminal);
                Interruption interruption = new Interruption(terminal, line);
                TraceLines lines = new TraceLines(
                        direction, terminal.out(), names, () -> interruption.isAsked() && !options.partial)) {
            Trace trace = direction.trace(new Tracer(graph), seeds, settings, lines, interruption);
            Traced traced = Traced.of(trace);
            lines.end(traced);
            return traced;
        }
    }

    private void requirePartial(Trace trace) {
        if (!options.partial) {
            String where = trace instanceof ForwardTrace && trace.cancelled()
                    ? " after height " + trace.until() + " of " + trace.head().until()
                    : "";
            throw new CancellationException(
                    "interrupted" + where + "; what was found until then is shown only with --partial");
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
