package clayton.taint;

import clayton.chain.OutPoint;
import clayton.chain.Progress;
import clayton.chain.TransactionGraph;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/// Traces taint over a graph, exact to the satoshi. A trace belongs to one thread; its result does not change.
public final class Tracer {
    private final TransactionGraph graph;

    public Tracer(TransactionGraph graph) {
        this.graph = graph;
    }

    /// Follows all seeds at once to where their satoshis end. Throws `IllegalArgumentException` for a seed or
    /// horizon that does not fit the graph. Asked to stop, it answers what it has, marked as cancelled.
    public ForwardTrace forward(List<Seed> seeds, TraceSettings settings, Progress progress) throws IOException {
        return forward(seeds, settings, Optional.empty(), progress);
    }

    /// As the other, but hands on what held taint as soon as it is settled and keeps none of it, so that memory
    /// follows what waits for a spender. A sink that throws ends the trace.
    public ForwardTrace forward(List<Seed> seeds, TraceSettings settings, HoldingSink sink, Progress progress)
            throws IOException {
        return forward(seeds, settings, Optional.of(sink), progress);
    }

    private ForwardTrace forward(
            List<Seed> seeds, TraceSettings settings, Optional<HoldingSink> sink, Progress progress)
            throws IOException {
        int until = horizon(settings);
        SeedBed bed = SeedBed.find(graph, seeds, until);
        if (sink.isPresent()) {
            sink.get().begins(ForwardRun.head(graph, bed, until, settings));
        }
        return new ForwardRun(graph, bed, until, settings, sink).trace(progress);
    }

    /// Follows all asked outputs, or ranges of them, back to where their satoshis came from. Of the settings, stop
    /// rules do not matter, and the horizon only says which of two namesakes is meant. Throws
    /// `IllegalArgumentException` as [#forward] does, and for tiho.
    public BackwardTrace backward(List<Seed> asked, TraceSettings settings, Progress progress) throws IOException {
        return backward(asked, settings, Optional.empty(), progress);
    }

    /// As the other, but hands on the outputs it comes through and keeps none of them. A sink that throws ends the
    /// trace.
    public BackwardTrace backward(List<Seed> asked, TraceSettings settings, AncestorSink sink, Progress progress)
            throws IOException {
        return backward(asked, settings, Optional.of(sink), progress);
    }

    private BackwardTrace backward(
            List<Seed> asked, TraceSettings settings, Optional<AncestorSink> sink, Progress progress)
            throws IOException {
        int until = horizon(settings);
        SeedBed bed = SeedBed.find(graph, asked, until);
        BackwardRun run = new BackwardRun(graph, bed, until, settings, Optional.empty(), sink);
        if (sink.isPresent()) {
            sink.get().begins(BackwardRun.head(graph, bed, until, settings));
        }
        return run.trace(progress);
    }

    /// Checks by tracing every end back that a fifo or lifo trace leads exactly to its seeds. Throws
    /// `IllegalArgumentException` if the question does not apply, `CancellationException` if asked to stop.
    public Proof prove(ForwardTrace trace, Progress progress) throws IOException {
        return new Prover(graph, progress).prove(trace);
    }

    /// Checks by tracing every origin forward that a fifo or lifo trace came exactly from there. Throws as the
    /// other.
    public Proof prove(BackwardTrace trace, Progress progress) throws IOException {
        return new Prover(graph, progress).prove(trace);
    }

    /// Finds how satoshis of one output reached another by fifo. Of the settings, only coinbase order, fees, horizon
    /// and CoinJoins matter. Throws `IllegalArgumentException` as [#forward] does and if both are the same output,
    /// `CancellationException` if asked to stop.
    public PathTrace path(OutPoint from, OutPoint to, TraceSettings settings, Progress progress) throws IOException {
        if (from.equals(to)) {
            throw new IllegalArgumentException("there is no way from " + from + " to itself: name two outputs");
        }
        return new Pathfinder(graph, settings.with(new Fifo()).withStops(), horizon(settings), progress).find(from, to);
    }

    private int horizon(TraceSettings settings) {
        int until = settings.until().orElse(graph.to());
        if (until < graph.from() || until > graph.to()) {
            throw new IllegalArgumentException(
                    "the horizon " + until + " is outside the loaded heights " + graph.from() + " to " + graph.to());
        }
        return until;
    }
}
