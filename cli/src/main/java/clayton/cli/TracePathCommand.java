package clayton.cli;

import clayton.chain.Hash256;
import clayton.chain.OutPoint;
import clayton.chain.TransactionGraph;
import clayton.clustering.CoinJoins;
import clayton.evidence.Json;
import clayton.evidence.OutputNames;
import clayton.taint.Fifo;
import clayton.taint.PathTrace;
import clayton.taint.TraceSettings;
import clayton.taint.Tracer;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// Shows how satoshis of one output reached another.
@Command(
        name = "path",
        description = "Shows how satoshis of one output reached another by fifo: every way they took, those that need"
                + " the fewest transactions to show first, and what each transaction handed on. Ends with exit code 1"
                + " if none did.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  clayton trace path 0437cd7f8525ceed2324359c2d0ba26006d92d856a9c20fa0241106ee5a597c9:0 \\",
            "      f4184fc596403b9d638783cf57adfe4c75c605f6356fbc91338530e9831e9e16:0",
            "  clayton trace path TXID:0 TXID:1 --fees stop --until 200000 --json"
        })
final class TracePathCommand implements Callable<Integer> {
    private static final OutPoint NONE = new OutPoint(new Hash256(0, 0, 0, 0), 0);

    private final Terminal terminal;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private final GraphOption graph;

    @Mixin
    private final RuleOptions rules = new RuleOptions();

    @Parameters(index = "0", paramLabel = "FROM", description = "TXID:VOUT", converter = Converters.Outpoint.class)
    private OutPoint from = NONE;

    @Parameters(index = "1", paramLabel = "TO", description = "TXID:VOUT", converter = Converters.Outpoint.class)
    private OutPoint to = NONE;

    @Option(
            names = "--top",
            paramLabel = "N",
            defaultValue = "5",
            description = "ways to show, those of the fewest transactions first (default: 5); the rest is summed up")
    private int top;

    @Option(names = "--json", description = "JSON on stdout")
    private boolean json;

    TracePathCommand(Terminal terminal, Map<String, String> environment) {
        this.terminal = terminal;
        this.graph = new GraphOption(terminal, environment);
    }

    @Override
    public Integer call() throws IOException {
        if (top < 0) {
            throw new ParameterException(spec.commandLine(), "--top " + top + " shows nothing: give 0 or more");
        }
        try (TransactionGraph opened = graph.open()) {
            PathTrace trace = trace(opened);
            if (json) {
                Json.write(PathDocument.of(trace), terminal.out());
            } else {
                OutputNames names = new OutputNames(opened);
                terminal.whole(whole -> new PathText(whole, trace, names).print(top));
            }
            return trace.paths().isEmpty() ? ExitCode.NEGATIVE : ExitCode.DONE;
        }
    }

    private PathTrace trace(TransactionGraph opened) throws IOException {
        TraceSettings settings = rules.settings(new Fifo()).with(new CoinJoins(opened)::contains);
        try (ProgressLine line = new ProgressLine(terminal);
                Interruption interruption = new Interruption(terminal, line)) {
            return new Tracer(opened).path(from, to, settings, interruption);
        }
    }
}
