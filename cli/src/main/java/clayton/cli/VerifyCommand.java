package clayton.cli;

import clayton.evidence.BundleVerifier;
import clayton.evidence.Json;
import clayton.evidence.Verification;
import clayton.evidence.VerificationDocument;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Checks an evidence bundle.
@Command(
        name = "verify",
        description = "Checks an evidence bundle and trusts nothing in it: hashes, proof of work, Merkle branches,"
                + " values, and every amount by tracing again. Says what is proven and what is only claimed. Ends with"
                + " exit code 1 and the first fact that does not hold, if there is one.",
        footerHeading = "%nExamples:%n",
        footer = {"  clayton verify evidence.zip", "  clayton verify evidence.zip --json"})
final class VerifyCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Parameters(paramLabel = "BUNDLE", description = "what clayton export bundle wrote")
    private Path bundle = Path.of("");

    @Option(names = "--json", description = "JSON on stdout")
    private boolean json;

    VerifyCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException {
        Verification verification;
        try (ProgressLine line = new ProgressLine(terminal);
                Interruption interruption = new Interruption(terminal, line)) {
            verification = BundleVerifier.verify(bundle, interruption);
        }
        if (json) {
            Json.write(VerificationDocument.of(verification, bundle.toString()), terminal.out());
        } else {
            print(verification);
        }
        return verification.holds() ? ExitCode.DONE : ExitCode.NEGATIVE;
    }

    private void print(Verification verification) {
        verification.proven().forEach(fact -> terminal.line("proven   " + fact));
        verification.claimed().forEach(claim -> terminal.line("claimed  " + claim));
        verification.broken().ifPresent(fact -> terminal.line("BROKEN   " + fact));
        terminal.line(
                verification.holds()
                        ? bundle + " holds: all that is proven follows from its bytes alone."
                        : bundle + " does not hold.");
    }
}
