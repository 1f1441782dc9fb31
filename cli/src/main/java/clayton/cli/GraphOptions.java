package clayton.cli;

import clayton.chain.Progress;
import clayton.evidence.Flow;
import clayton.evidence.FlowGraph;
import clayton.evidence.Traced;
import java.io.IOException;
import picocli.CommandLine.Option;

/// The options that say how fine a picture of a trace is drawn.
final class GraphOptions {
    @Option(
            names = "--by",
            paramLabel = "WHAT",
            defaultValue = "outputs",
            description = "what stands between transactions: outputs (default), addresses, or clusters (multi-input,"
                    + " without CoinJoins, up to the trace's horizon)")
    private String by = "outputs";

    /// Throws `IllegalArgumentException` with the words that are understood.
    void check() {
        if (!FlowGraph.Holders.WORDS.contains(by)) {
            throw new IllegalArgumentException(
                    "'" + by + "' is not one of " + String.join(", ", FlowGraph.Holders.WORDS));
        }
    }

    FlowGraph graph(TracedCall call, Traced traced, Progress progress) throws IOException {
        return new FlowGraph(
                call.graph,
                Flow.of(call.graph, traced, progress),
                FlowGraph.Holders.by(by, call.graph, traced.trace().until(), progress),
                call.tags);
    }
}
