package clayton.cli;

import clayton.chain.Progress;
import clayton.evidence.Direction;
import clayton.evidence.NewFile;
import clayton.evidence.Traced;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// The options that every export has: what is traced, and the file that it goes to.
final class ExportOptions {
    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    final QuestionOptions question;

    @Mixin
    final StopOptions stops;

    @Mixin
    private final CaseOption fromCase = new CaseOption();

    private Optional<CaseOption.Chosen> chosen = Optional.empty();

    @Option(
            names = "--direction",
            paramLabel = "DIRECTION",
            defaultValue = "forward",
            description = "forward (default) or backward",
            converter = Converters.Way.class)
    private Direction direction = Direction.FORWARD;

    @Option(
            names = "--out",
            paramLabel = "FILE",
            required = true,
            description = "the file to write; it appears when it is whole")
    private Path out = Path.of("");

    ExportOptions(Terminal terminal, Map<String, String> environment) {
        this.question = new QuestionOptions(terminal, environment);
        this.stops = new StopOptions(environment);
    }

    /// Makes a file of traces, one for each policy.
    interface Export {
        void write(TracedCall call, List<Traced> traced, Path file, Progress progress) throws IOException;
    }

    /// Traces, and lets `export` write the file, which is there once it is whole. Answers the exit code.
    int run(Terminal terminal, Export export) throws IOException {
        chosen = fromCase.chosen(question.tracing.seeds.areNamed());
        if (chosen.isEmpty()) {
            check();
        }
        try (NewFile file = NewFile.at(out);
                TracedCall call = open(terminal)) {
            if (call.isEmpty()) {
                return ExitCode.NEGATIVE;
            }
            List<Traced> traced = call.trace(false, false);
            try (ProgressLine line = new ProgressLine(terminal);
                    Interruption interruption = new Interruption(terminal, line)) {
                export.write(call, traced, file.path(), interruption);
            }
            file.keep();
            return ExitCode.DONE;
        }
    }

    private void check() throws IOException {
        question.check(direction);
        stops.check();
        if (direction == Direction.BACKWARD && !stops.words().isEmpty()) {
            throw new ParameterException(spec.commandLine(), "--stop-at ends what goes forward: leave it out");
        }
    }

    private TracedCall open(Terminal terminal) throws IOException {
        return chosen.isPresent()
                ? TracedCall.open(terminal, question.graph, chosen.get())
                : TracedCall.open(terminal, direction, question, stops);
    }

    /// How the trace of a case was asked, once it runs.
    Optional<String> asked() {
        return chosen.map(from -> from.trace().asked());
    }

    Path out() {
        return out;
    }
}
