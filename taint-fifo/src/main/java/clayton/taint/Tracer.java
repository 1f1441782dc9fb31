package clayton.taint;

import clayton.chain.Progress;
import clayton.chain.TransactionGraph;
import java.io.IOException;
import java.util.List;

/// Traces taint over a graph, exact to the satoshi. A trace belongs to one thread; its result does not change.
public final class Tracer {
    private final TransactionGraph graph;

    public Tracer(TransactionGraph graph) {
        this.graph = graph;
    }

    /// Follows all seeds at once to where their satoshis end. Throws `IllegalArgumentException` for a seed or horizon
    /// that does not fit the graph. Asked to stop, it answers what it has, marked as cancelled.
    public ForwardTrace forward(List<Seed> seeds, TraceSettings settings, Progress progress) throws IOException {
        return new ForwardRun(graph, seeds, settings).trace(progress);
    }
}
