package clayton.cli;

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
import picocli.CommandLine.Spec;

/// Finds peel chains.
@Command(
        name = "find",
        description = "Lists the peel chains of a block range, with how what remains and the height go from hop to hop."
                + " Ends with exit code 1 if there is none.",
        footerHeading = "%nExamples:%n",
        footer = {"  clayton peel find", "  clayton peel find --from 170000 --to 180000 --least-hops 20 --json"})
final class PeelFindCommand implements Callable<Integer> {
    private static final int SHOWN = 100;

    private final Terminal terminal;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private final Query query;

    @Option(
            names = "--from",
            paramLabel = "HEIGHT",
            description = "first height to look at (default: the first loaded)")
    private @Nullable Integer from;

    @Option(names = "--to", paramLabel = "HEIGHT", description = "last height to look at (default: the tip)")
    private @Nullable Integer to;

    @Option(
            names = "--least-hops",
            paramLabel = "N",
            defaultValue = "10",
            description = "shortest chain to list (default: 10)")
    private int leastHops;

    private boolean found;

    PeelFindCommand(Terminal terminal, Map<String, String> environment) {
        this.terminal = terminal;
        this.query = new Query(terminal, environment);
    }

    @Override
    public Integer call() throws IOException {
        if (leastHops < 2) {
            throw new ParameterException(
                    spec.commandLine(), "--least-hops " + leastHops + " is no chain: give 2 or more");
        }
        int code = query.answer("the chain", this::find, this::print);
        return code == ExitCode.DONE && !found ? ExitCode.NEGATIVE : code;
    }

    private Optional<PeelsDocument> find(StoredGraph ledger) throws IOException {
        int first = Heights.in(ledger, "--from", from == null ? ledger.from() : from);
        int last = Heights.in(ledger, "--to", to == null ? ledger.to() : to);
        if (first > last) {
            throw new IllegalArgumentException("--from " + first + " is above --to " + last);
        }
        try (ProgressLine progress = new ProgressLine(terminal)) {
            var chains = PeelChains.find(ledger, first, last, leastHops, progress);
            found = !chains.isEmpty();
            return Optional.of(PeelsDocument.of(ledger, first, last, leastHops, chains));
        }
    }

    private void print(PeelsDocument document) {
        terminal.line(document.chains().size() + " peel chains of at least " + document.leastHops()
                + " hops in heights " + document.from() + " to " + document.to());
        document.chains().stream().limit(SHOWN).forEach(this::print);
        if (document.chains().size() > SHOWN) {
            terminal.line("");
            terminal.line("and " + (document.chains().size() - SHOWN) + " more (--json lists them all)");
        }
        terminal.line("");
        Measured.peelLines(document.measured()).forEach(terminal::line);
    }

    private void print(PeelsDocument.Chain chain) {
        terminal.line("");
        terminal.line(chain.hops() + " hops, heights " + chain.fromHeight() + " to " + chain.toHeight());
        terminal.line("  from   " + chain.first());
        terminal.line("  to     " + chain.remainder());
        terminal.line("  left   " + Amounts.btc(chain.remainingAfterFirst()) + " after the first hop, "
                + Amounts.btc(chain.remainingAfterLast()) + " after the last");
        terminal.line(String.format(
                Locale.ROOT,
                "  lines  %,d satoshis and %.4f blocks a hop%s",
                chain.remainingPerHop(),
                chain.blocksPerHop(),
                shares(chain)));
    }

    private static String shares(PeelsDocument.Chain chain) {
        return chain.remainingRSquared() == null || chain.cadenceRSquared() == null
                ? ""
                : " (R² " + chain.remainingRSquared() + " and " + chain.cadenceRSquared() + ")";
    }
}
