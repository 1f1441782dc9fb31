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
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// Writes a trace as two tables.
@Command(
        name = "csv",
        description = "Writes a trace as two tables, nodes to --out FILE and edges to FILE-edges. Text that a"
                + " spreadsheet would take for a formula gets a leading ', and the last column says where.",
        footerHeading = "%nExamples:%n",
        footer = {"  clayton export csv TXID:0 --out flow.csv", "  clayton export csv TXID:0 --by addresses --out a.csv"
        })
final class ExportCsvCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private final ExportOptions options;

    @Mixin
    private final GraphOptions graph = new GraphOptions();

    ExportCsvCommand(Terminal terminal, Map<String, String> environment) {
        this.terminal = terminal;
        this.options = new ExportOptions(terminal, environment);
    }

    @Override
    public Integer call() throws IOException {
        graph.check();
        return options.run(terminal, (call, traced, file, progress) -> {
            try (NewFile beside = NewFile.at(CsvGraph.edgesBeside(options.out()));
                    Writer nodes = Files.newBufferedWriter(file);
                    Writer edges = Files.newBufferedWriter(beside.path())) {
                CsvGraph.write(graph.graph(call, ExportGraphCommand.only(spec, traced), progress), nodes, edges);
                edges.flush();
                beside.keep();
            }
        });
    }
}
