package clayton.cli;

import clayton.chain.Progress;
import clayton.evidence.NewFile;
import clayton.evidence.Traced;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// The options that every export has: what is traced, and the file that it goes to.
final class ExportOptions {
    private final Terminal terminal;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    final QuestionOptions question;

    @Mixin
    final StopOptions stops;

    @Mixin
    private final CaseOption fromCase = new CaseOption();

    private Optional<CaseOption.Chosen> chosen = Optional.empty();

    @Mixin
    private final DirectionOption way = new DirectionOption();

    @Option(
            names = "--out",
            paramLabel = "FILE",
            required = true,
            description = "the file to write; it appears when it is whole")
    private Path out = Path.of("");

    ExportOptions(Terminal terminal, Map<String, String> environment) {
        this.terminal = terminal;
        this.question = new QuestionOptions(terminal, environment);
        this.stops = new StopOptions(environment);
    }

    /// Makes a file of traces, one for each policy.
    interface Export {
        void write(TracedCall call, List<Traced> traced, Path file, Progress progress) throws IOException;
    }

    /// Traces, and lets `export` write the file, which is there once it is whole. Answers the exit code.
    int run(Export export) throws IOException {
        chosen = fromCase.chosen(question.tracing.seeds.areNamed());
        if (chosen.isEmpty()) {
            check();
        }
        try (NewFile file = NewFile.at(out);
                TracedCall call = open()) {
            if (call.isEmpty()) {
                return ExitCode.NEGATIVE;
            }
            List<Traced> traced = call.trace(false, false);
            try (ProgressLine line = new ProgressLine(terminal);
                    Interruption interruption = new Interruption(terminal, line, Interruption.Work.FILE)) {
                export.write(call, traced, file.path(), interruption);
            }
            file.keep();
            return ExitCode.DONE;
        } catch (CancellationException e) {
            throw new CancellationException("interrupted: " + out + " was not written");
        }
    }

    private void check() throws IOException {
        question.check(way.direction());
        stops.check();
        way.check(stops);
    }

    private TracedCall open() throws IOException {
        return chosen.isPresent()
                ? TracedCall.open(terminal, question.graph, chosen.get())
                : TracedCall.open(terminal, way.direction(), question, stops);
    }

    /// How the trace was asked, in words of the command line, once it runs.
    String asked() {
        return chosen.map(from -> from.trace().asked()).orElseGet(() -> Asked.by(spec));
    }

    /// For what shows one trace.
    Traced only(List<Traced> traced) {
        if (traced.size() > 1) {
            throw new ParameterException(spec.commandLine(), "a graph shows one trace: give one --policy");
        }
        return traced.getFirst();
    }

    Path out() {
        return out;
    }
}
