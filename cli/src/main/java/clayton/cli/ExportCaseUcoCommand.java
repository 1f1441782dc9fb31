package clayton.cli;

import clayton.evidence.CaseUco;
import clayton.workspace.Build;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// Writes a trace as an investigation in CASE/UCO.
@Command(
        name = "case-uco",
        description =
                "Writes a trace as an investigation in CASE/UCO 1.4 (JSON-LD): the action, the configured tool, the"
                        + " results with their hashes, their provenance, and the transactions and outputs of the first policy.",
        footerHeading = "%nExamples:%n",
        footer = {"  clayton export case-uco TXID:0 --out trace.jsonld"})
final class ExportCaseUcoCommand implements Callable<Integer> {
    @Mixin
    private final ExportOptions options;

    ExportCaseUcoCommand(Terminal terminal, Map<String, String> environment) {
        this.options = new ExportOptions(terminal, environment);
    }

    @Override
    public Integer call() throws IOException {
        return options.run((call, traced, file, progress) -> {
            String asked = options.asked();
            try (Writer out = Files.newBufferedWriter(file)) {
                new CaseUco(call.graph, call.names, Build.version(), asked).write(traced, out, progress);
            }
        });
    }
}
