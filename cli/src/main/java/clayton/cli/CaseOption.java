package clayton.cli;

import clayton.evidence.CaseDocument;
import clayton.evidence.CaseFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// The options that take a trace out of a case instead of asking a new one.
final class CaseOption {
    /// What a trace of a case says itself.
    private static final List<String> SAID = List.of(
            "--seeds",
            "--seed-address",
            "--seed-cluster",
            "--from",
            "--to",
            "--policy",
            "--coinbase-order",
            "--fees",
            "--until",
            "--stop-at",
            "--direction");

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--case",
            paramLabel = "DIR",
            description = "take a trace of this case, with all its options, instead of OUTPOINT…")
    private @Nullable Path folder;

    @Option(
            names = "--trace",
            paramLabel = "NAME",
            description = "which of the case's traces, such as trace-2 (default: the only one)")
    private @Nullable String name;

    /// A trace of a case.
    record Chosen(CaseFolder folder, CaseDocument.Trace trace) {}

    /// Empty if no case was named. Says what does not fit together with one.
    Optional<Chosen> chosen(boolean outputsNamed) throws IOException {
        if (folder == null) {
            if (name != null) {
                throw new ParameterException(spec.commandLine(), "--trace names a trace of a case: add --case DIR");
            }
            return Optional.empty();
        }
        var parsed = spec.commandLine().getParseResult();
        Optional<String> said = SAID.stream().filter(parsed::hasMatchedOption).findFirst();
        if (said.isPresent() || outputsNamed) {
            throw new ParameterException(
                    spec.commandLine(),
                    "the trace of a case brings its own options: leave " + said.orElse("OUTPOINT") + " out");
        }
        CaseFolder opened = CaseFolder.open(folder, InstantSource.system());
        List<CaseDocument.Trace> traces = opened.document().traces();
        if (traces.isEmpty()) {
            throw new IllegalArgumentException(
                    folder + " has no trace yet: add one with clayton trace forward OUTPOINT --case " + folder);
        }
        if (name == null && traces.size() > 1) {
            throw new IllegalArgumentException(folder + " has several traces: say which with --trace, "
                    + traces.getFirst().name() + " to " + traces.getLast().name());
        }
        return Optional.of(new Chosen(
                opened, name == null ? traces.getFirst() : opened.document().trace(name)));
    }
}
