package clayton.cli;

import clayton.evidence.Flow;
import clayton.evidence.GraphSenseFile;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Writes a trace for GraphSense's Pathfinder.
@Command(
        name = "graphsense",
        description = "Writes a trace as the file that GraphSense's Pathfinder opens (.gs): its addresses and"
                + " transactions and where they stand, and tags as annotations. GraphSense reads all else from its own"
                + " data, so amounts are not in it, and of networks it knows mainnet.",
        footerHeading = "%nExamples:%n",
        footer = {"  clayton export graphsense TXID:0 --stop-at hops:5 --out trace.gs"})
final class ExportGraphSenseCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Mixin
    private final ExportOptions options;

    @Option(
            names = "--title",
            paramLabel = "WORDS",
            defaultValue = "Clayton",
            description = "the name of the picture (default: Clayton)")
    private String title = "Clayton";

    ExportGraphSenseCommand(Terminal terminal, Map<String, String> environment) {
        this.terminal = terminal;
        this.options = new ExportOptions(terminal, environment);
    }

    @Override
    public Integer call() throws IOException {
        return options.run((call, traced, file, progress) -> {
            Flow flow = Flow.of(call.graph, options.only(traced), progress);
            if (!call.graph.network().name().equals("main")) {
                terminal.warn("GraphSense knows mainnet; the file says "
                        + call.graph.network().name() + ", which its servers will not find");
            }
            try (OutputStream out = Files.newOutputStream(file)) {
                GraphSenseFile.write(flow, call.names, call.tags, title, out);
            }
        });
    }
}
