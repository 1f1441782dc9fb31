package clayton.cli;

import clayton.chain.Progress;
import clayton.chain.Tags;
import clayton.clustering.CoinJoins;
import clayton.evidence.CaseDocument;
import clayton.evidence.CaseTrace;
import clayton.evidence.Direction;
import clayton.evidence.OutputNames;
import clayton.evidence.Traced;
import clayton.store.StoredGraph;
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
import java.util.concurrent.CancellationException;

/// One question put to one graph, from the words of the command line to finished traces, under Ctrl-C. Whatever is
/// made of the traces needs the graph, which is open until this is closed.
final class TracedCall implements AutoCloseable {
    final StoredGraph graph;
    final Tags tags;
    final OutputNames names;
    final List<Seed> seeds;
    final TraceSettings settings;

    private final Terminal terminal;
    private final Direction direction;
    private final List<Policy> policies;
    private final Optional<CaseDocument.Trace> kept;

    private TracedCall(
            StoredGraph graph, Terminal terminal, Direction direction, TracingOptions question, StopOptions stops)
            throws IOException {
        this.graph = graph;
        this.terminal = terminal;
        this.direction = direction;
        this.kept = Optional.empty();
        this.policies = question.policies(direction);
        this.tags = stops.tags();
        this.names = new OutputNames(graph);
        this.settings = question.rules
                .settings(policies.getFirst())
                .withStops(stops.in(graph, tags).toArray(StopRule[]::new))
                .with(new CoinJoins(graph)::contains);
        int until = question.rules.until(graph);
        try (ProgressLine line = new ProgressLine(terminal);
                Interruption interruption = new Interruption(terminal, line)) {
            this.seeds = question.seeds.in(graph, until, interruption);
        }
        if (seeds.isEmpty()) {
            terminal.warn("none of the addresses has an output in the heights that were asked for, of " + graph.from()
                    + " to " + until);
        }
    }

    private TracedCall(StoredGraph graph, Terminal terminal, CaseOption.Chosen chosen) throws IOException {
        this.graph = graph;
        this.terminal = terminal;
        this.direction = Direction.FORWARD;
        this.policies = List.of();
        this.tags = chosen.folder().tags(chosen.trace());
        this.names = new OutputNames(graph);
        this.settings = TraceSettings.FIFO;
        this.seeds = List.of();
        this.kept = Optional.of(chosen.trace());
    }

    /// Opens the graph for a trace that a case holds.
    static TracedCall open(Terminal terminal, GraphOption graph, CaseOption.Chosen chosen) throws IOException {
        StoredGraph opened = graph.open();
        try {
            return new TracedCall(opened, terminal, chosen);
        } catch (IOException | RuntimeException e) {
            opened.close();
            throw e;
        }
    }

    /// A question to a graph that is open, and is closed with this.
    static TracedCall over(
            StoredGraph graph, Terminal terminal, Direction direction, TracingOptions question, StopOptions stops)
            throws IOException {
        return new TracedCall(graph, terminal, direction, question, stops);
    }

    /// Opens the graph and finds the seeds; if there are none, it has said so. Options must have been checked.
    static TracedCall open(Terminal terminal, Direction direction, QuestionOptions question, StopOptions stops)
            throws IOException {
        StoredGraph graph = question.graph.open();
        try {
            return new TracedCall(graph, terminal, direction, question.tracing, stops);
        } catch (IOException | RuntimeException e) {
            graph.close();
            throw e;
        }
    }

    boolean isEmpty() {
        return kept.isEmpty() && seeds.isEmpty();
    }

    /// One trace for each policy. An interruption ends it, unless `partial` asks for what was found until then.
    List<Traced> trace(boolean prove, boolean partial) throws IOException {
        if (kept.isPresent()) {
            return again(kept.get());
        }
        Tracer tracer = new Tracer(graph);
        List<Traced> done = new ArrayList<>();
        try (ProgressLine line = new ProgressLine(terminal);
                Interruption interruption = new Interruption(terminal, line)) {
            for (Policy policy : policies) {
                Trace trace = direction.trace(tracer, seeds, settings.with(policy), interruption);
                done.add(prove && !trace.cancelled() ? proved(tracer, trace, interruption) : Traced.of(trace));
                if (done.getLast().interrupted()) {
                    require(partial, trace);
                    break;
                }
            }
        }
        return done;
    }

    private List<Traced> again(CaseDocument.Trace asked) throws IOException {
        try (ProgressLine line = new ProgressLine(terminal);
                Interruption interruption = new Interruption(terminal, line)) {
            return CaseTrace.run(asked, graph, tags, interruption);
        }
    }

    private static Traced proved(Tracer tracer, Trace trace, Progress progress) throws IOException {
        try {
            Proof proof = Direction.prove(tracer, trace, progress);
            return new Traced(trace, Optional.of(proof), false);
        } catch (CancellationException e) {
            return new Traced(trace, Optional.empty(), true);
        }
    }

    private static void require(boolean partial, Trace trace) {
        if (!partial) {
            String where = trace instanceof ForwardTrace && trace.cancelled()
                    ? " after height " + trace.until() + " of " + trace.head().until()
                    : "";
            throw new CancellationException(
                    "interrupted" + where + "; what was found until then is shown only with --partial");
        }
    }

    @Override
    public void close() throws IOException {
        graph.close();
    }
}
