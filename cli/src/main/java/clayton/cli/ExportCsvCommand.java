package clayton.cli;

import clayton.evidence.CsvGraph;
import clayton.evidence.NewFile;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// Writes a trace as two tables.
@Command(
        name = "csv",
        description = "Writes a trace as two tables, nodes to --out FILE and edges to FILE-edges. Text that a"
                + " spreadsheet would take for a formula gets a leading ', and the last column says where.",
        footerHeading = "%nExamples:%n",
        footer = {"  clayton export csv TXID:0 --out flow.csv", "  clayton export csv TXID:0 --by addresses --out a.csv"
        })
final class ExportCsvCommand implements Callable<Integer> {
    @Mixin
    private final ExportOptions options;

    @Mixin
    private final GraphOptions graph = new GraphOptions();

    ExportCsvCommand(Terminal terminal, Map<String, String> environment) {
        this.options = new ExportOptions(terminal, environment);
    }

    @Override
    public Integer call() throws IOException {
        graph.check();
        return options.run((call, traced, file, progress) -> {
            try (NewFile beside = NewFile.at(CsvGraph.edgesBeside(options.out()));
                    Writer nodes = Files.newBufferedWriter(file);
                    Writer edges = Files.newBufferedWriter(beside.path())) {
                CsvGraph.write(graph.graph(call, options.only(traced), progress), nodes, edges);
                edges.flush();
                beside.keep();
            }
        });
    }
}
