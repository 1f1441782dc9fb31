package clayton.cli;

import clayton.evidence.Direction;
import clayton.evidence.Report;
import clayton.evidence.UnspentSet;
import clayton.workspace.Build;
import clayton.workspace.Measured;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// Writes a trace as a report for people.
@Command(
        name = "report",
        description =
                "Writes a trace as a report for people, HTML or PDF by the file's ending: question, data, answer,"
                        + " method in plain words, flow, clusters and peel chains with their proof, limits, every hop, and how to"
                        + " check it by hand. Of several policies the first is told in full and the others are compared with it.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  clayton export report TXID:0 --out report.html",
            "  clayton export report TXID:0 --policy all --out report.pdf"
        })
final class ExportReportCommand implements Callable<Integer> {
    @Mixin
    private final ExportOptions options;

    ExportReportCommand(Terminal terminal, Map<String, String> environment) {
        this.options = new ExportOptions(terminal, environment);
    }

    @Override
    public Integer call() throws IOException {
        String name = options.out().toString().toLowerCase(Locale.ROOT);
        boolean pdf = name.endsWith(".pdf");
        if (!pdf && !name.endsWith(".html") && !name.endsWith(".htm")) {
            throw new IllegalArgumentException(options.out() + " is neither .html nor .pdf: name the report so");
        }
        return options.run((call, traced, file, progress) -> {
            Direction direction = Direction.of(traced.getFirst().trace());
            OptionalLong unspentSet = direction == Direction.FORWARD && traced.size() > 1
                    ? UnspentSet.sats(call.graph, traced.getFirst().trace().until(), progress)
                    : OptionalLong.empty();
            Report.Basis basis = new Report.Basis(
                    call.graph,
                    traced,
                    call.names,
                    call.tags,
                    Build.version(),
                    options.asked(),
                    unspentSet,
                    Measured.sentences());
            try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
                if (pdf) {
                    Report.writePdf(basis, out, progress);
                } else {
                    Report.writeHtml(basis, out, progress);
                }
            }
        });
    }
}
