package clayton.cli;

import clayton.evidence.BundleWriter;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

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

    ExportBundleCommand(Terminal terminal, Map<String, String> environment) {
        this.terminal = terminal;
        this.options = new ExportOptions(environment);
    }

    @Override
    public Integer call() throws IOException {
        return options.run(
                terminal,
                (call, traced, file, progress) ->
                        new BundleWriter(call.graph, call.names, Build.version()).write(traced, file, progress));
    }
}
