package clayton.cli;

import clayton.clustering.ClusterSettings;
import clayton.evidence.Direction;
import clayton.evidence.Report;
import clayton.evidence.UnspentSet;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

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
    private final Terminal terminal;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private final ExportOptions options;

    ExportReportCommand(Terminal terminal, Map<String, String> environment) {
        this.terminal = terminal;
        this.options = new ExportOptions(terminal, environment);
    }

    @Override
    public Integer call() throws IOException {
        String name = options.out().toString().toLowerCase(Locale.ROOT);
        boolean pdf = name.endsWith(".pdf");
        if (!pdf && !name.endsWith(".html") && !name.endsWith(".htm")) {
            throw new IllegalArgumentException(options.out() + " is neither .html nor .pdf: name the report so");
        }
        return options.run(terminal, (call, traced, file, progress) -> {
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
                    options.asked().orElseGet(() -> Asked.by(spec)),
                    unspentSet,
                    errorRates());
            try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
                if (pdf) {
                    Report.writePdf(basis, out, progress);
                } else {
                    Report.writeHtml(basis, out, progress);
                }
            }
        });
    }

    private static List<String> errorRates() throws IOException {
        StringWriter text = new StringWriter();
        Terminal lines = new Terminal(new PrintWriter(text), new PrintWriter(text), false, Ansi.OFF);
        Measured.print(Measured.of(ClusterSettings.STANDARD), lines);
        Measured.printPeel(Measured.ofPeel(10), lines);
        lines.flush();
        return sentences(text.toString());
    }

    /// A line that is set in goes on from the one above.
    private static List<String> sentences(String text) {
        List<String> sentences = new ArrayList<>();
        for (String line : text.lines().filter(line -> !line.isBlank()).toList()) {
            if (line.startsWith("  ") && !sentences.isEmpty()) {
                sentences.add(sentences.removeLast() + " " + line.strip());
            } else {
                sentences.add(line);
            }
        }
        return sentences;
    }
}
