package clayton.cli;

import clayton.chain.OutPoint;
import clayton.clustering.PeelChain;
import clayton.clustering.PeelChains;
import clayton.evidence.Amounts;
import clayton.store.StoredGraph;
import clayton.workspace.Measured;
import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// Follows one peel chain.
@Command(
        name = "peel",
        description = "Follows the peel chain that an output is the remaining coin of, back to its beginning and on to"
                + " its end, and says of each hop why it goes on there. Ends with exit code 1 if it is in none.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  clayton peel TXID:0",
            "  clayton peel TXID:0 --until 200000 --json",
            "  clayton peel find --from 170000 --to 180000 --least-hops 20"
        })
final class PeelCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private final Query query;

    @Parameters(
            paramLabel = "OUTPOINT",
            arity = "0..1",
            description = "TXID:VOUT",
            converter = Converters.Outpoint.class)
    private @Nullable OutPoint outPoint;

    @Option(names = "--until", paramLabel = "HEIGHT", description = "last height to look at (default: the tip)")
    private @Nullable Integer until;

    private boolean found;

    PeelCommand(Terminal terminal, Map<String, String> environment) {
        this.terminal = terminal;
        this.query = new Query(terminal, environment);
    }

    @Override
    public Integer call() throws IOException {
        OutPoint asked = outPoint;
        if (asked == null) {
            throw new ParameterException(spec.commandLine(), "say which output to follow, as OUTPOINT, or find");
        }
        int code = query.answer("output " + asked, ledger -> follow(ledger, asked), this::print);
        return code == ExitCode.DONE && !found ? ExitCode.NEGATIVE : code;
    }

    /// Of two outputs with one name the later is followed.
    private Optional<PeelDocument> follow(StoredGraph ledger, OutPoint asked) throws IOException {
        int last = Heights.in(ledger, "--until", until == null ? ledger.to() : until);
        long[] outputs = ledger.outputs(asked);
        if (outputs.length == 0) {
            return Optional.empty();
        }
        try (ProgressLine progress = new ProgressLine(terminal)) {
            PeelChain chain = new PeelChains(ledger, last).follow(outputs[outputs.length - 1], progress);
            found = !chain.hops().isEmpty();
            return Optional.of(PeelDocument.of(ledger, asked, chain, last));
        }
    }

    private void print(PeelDocument chain) {
        if (chain.hops().isEmpty()) {
            terminal.line("In no peel chain: " + chain.beganBecause() + "; " + chain.endedBecause() + ".");
            return;
        }
        terminal.line("Began because: " + chain.beganBecause() + ".");
        int number = 0;
        for (PeelDocument.Hop hop : chain.hops()) {
            print(++number, hop);
        }
        terminal.line("");
        terminal.line("Ended because: " + chain.endedBecause() + ".");
        terminal.line("");
        Measured.peelLines(chain.measured()).forEach(terminal::line);
    }

    private void print(int number, PeelDocument.Hop hop) {
        terminal.line("");
        terminal.line(number + ". " + hop.txid() + " at height " + hop.height());
        terminal.line("   peeled     " + Amounts.column(hop.amount()) + "  to " + String.join(", ", hop.to()));
        terminal.line("   remaining  " + Amounts.column(hop.remaining()) + "  in " + hop.change());
        int signs = hop.reasons().size() + hop.against().size();
        terminal.line(String.format(
                Locale.ROOT, "   %d of %d signs agree:", hop.reasons().size(), signs));
        hop.reasons().forEach(reason -> terminal.line("     " + reason));
        hop.against().forEach(reason -> terminal.line("     not " + reason));
    }
}
