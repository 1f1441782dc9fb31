package clayton.cli;

import clayton.evidence.GraphFormat;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// Writes a trace as a graph, in the one format it is made for.
@Command
final class ExportGraphCommand implements Callable<Integer> {
    private final GraphFormat format;

    @Mixin
    private final ExportOptions options;

    @Mixin
    private final GraphOptions graph = new GraphOptions();

    private ExportGraphCommand(Terminal terminal, Map<String, String> environment, GraphFormat format) {
        this.format = format;
        this.options = new ExportOptions(terminal, environment);
    }

    /// The command, under the format's name.
    static CommandLine of(Terminal terminal, Map<String, String> environment, GraphFormat format) {
        CommandLine line = new CommandLine(new ExportGraphCommand(terminal, environment, format));
        line.getCommandSpec().name(format.name());
        line.getCommandSpec()
                .usageMessage()
                .description("Writes a trace as a graph in " + format.name() + ", which " + format.readers()
                        + " read: transactions, and the outputs, addresses or clusters between them. Amounts are whole"
                        + " satoshis, times ISO 8601.")
                .footerHeading("%nExamples:%n")
                .footer(
                        "  clayton export " + format.name() + " TXID:0 --out flow." + format.name(),
                        "  clayton export " + format.name() + " TXID:0 --policy haircut --by clusters --out flow."
                                + format.name());
        return line;
    }

    @Override
    public Integer call() throws IOException {
        graph.check();
        return options.run((call, traced, file, progress) -> {
            try (Writer out = Files.newBufferedWriter(file)) {
                format.write(graph.graph(call, options.only(traced), progress), out);
            }
        });
    }
}
