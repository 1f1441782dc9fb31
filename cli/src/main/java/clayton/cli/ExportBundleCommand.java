package clayton.cli;

import clayton.evidence.BundleWriter;
import clayton.evidence.Signing;
import clayton.store.Ledger;
import clayton.workspace.Build;
import clayton.workspace.Measured;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Packs a trace with all it rests on.
@Command(
        name = "bundle",
        description = "Packs a trace with all it rests on into a ZIP that another expert can check without this program"
                + " and without a node.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  clayton export bundle TXID:0 --fees stop --out evidence.zip",
            "  clayton export bundle TXID:0 --direction backward --policy fifo,haircut --out origin.zip"
        })
final class ExportBundleCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Mixin
    private final ExportOptions options;

    @Mixin
    private final SigningOptions signing;

    @Option(
            names = "--blocks",
            paramLabel = "DIR",
            description = "where the block files lie now (default: where the ledger was made from)")
    private @Nullable Path blocks;

    ExportBundleCommand(Terminal terminal, Map<String, String> environment) {
        this.terminal = terminal;
        this.options = new ExportOptions(terminal, environment);
        this.signing = new SigningOptions(environment);
    }

    @Override
    public Integer call() throws IOException {
        Signing vouched = signing.signing();
        int code = options.run(
                terminal,
                (call, traced, file, progress) -> new BundleWriter(
                                ledger(call), Optional.ofNullable(blocks), call.tags, made(), vouched)
                        .write(traced, file, progress));
        if (code == ExitCode.DONE) {
            terminal.line("Wrote " + options.out() + "; check it with clayton verify " + options.out()
                    + ", or with verify/clayton_verify.py, which shares no code with this program.");
        }
        return code;
    }

    private static Ledger ledger(TracedCall call) {
        if (call.graph instanceof Ledger ledger) {
            return ledger;
        }
        throw new IllegalArgumentException(
                "a bundle holds raw transactions, which a Neo4j does not: make it from a ledger, with --ledger DIR");
    }

    private BundleWriter.Made made() throws IOException {
        return new BundleWriter.Made(
                Build.version(), Build.digest(), Measured.ofTrace(options.question.tracing.seeds.areOfCluster()));
    }
}
