package clayton.cli;

import clayton.evidence.Direction;
import clayton.taint.Policies;
import clayton.taint.Policy;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// The options that a trace has in either direction.
final class TraceOptions {
    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    final QuestionOptions question;

    @Option(
            names = "--prove",
            description = "trace the result the other way and compare: fifo and lifo must come out as they went in")
    boolean prove;

    @Option(
            names = "--top",
            paramLabel = "N",
            defaultValue = "20",
            description = "rows to list, largest first (default: 20); the rest is summed up")
    int top;

    @Option(names = "--json", description = "JSON on stdout")
    boolean json;

    @Option(
            names = "--stream",
            description = "JSON Lines on stdout while the trace runs: a head, the outputs, a tail; nothing of it is"
                    + " kept in memory")
    boolean stream;

    @Option(names = "--partial", description = "after Ctrl-C, show what was found until then")
    boolean partial;

    TraceOptions(Terminal terminal, Map<String, String> environment) {
        this.question = new QuestionOptions(terminal, environment);
    }

    /// Says what does not fit, before anything is opened.
    void check(Direction direction) throws IOException {
        if (top < 0) {
            throw new ParameterException(spec.commandLine(), "--top " + top + " lists nothing: give 0 or more");
        }
        List<Policy> asked = question.policies(direction);
        if (stream && asked.size() > 1) {
            throw new ParameterException(spec.commandLine(), "--stream writes one trace: give one --policy");
        }
        if (stream && prove) {
            throw new ParameterException(
                    spec.commandLine(), "--prove needs the whole result at hand: leave --stream out");
        }
        if (prove) {
            asked.forEach(Policies::requireProvable);
        }
        question.check(direction);
    }
}
