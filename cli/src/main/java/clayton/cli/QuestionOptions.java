package clayton.cli;

import clayton.evidence.Direction;
import clayton.taint.Policy;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Mixin;

/// The options that say what is traced where; the same on every command whose result rests on a trace.
final class QuestionOptions {
    @Mixin
    final GraphOption graph;

    @Mixin
    final TracingOptions tracing = new TracingOptions();

    QuestionOptions(Terminal terminal, Map<String, String> environment) {
        this.graph = new GraphOption(terminal, environment);
    }

    /// Says what does not fit, before anything is opened.
    void check(Direction direction) throws IOException {
        tracing.check(direction);
    }

    List<Policy> policies(Direction direction) {
        return tracing.policies(direction);
    }
}
