package clayton.cli;

import clayton.evidence.Direction;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// Follows satoshis forward.
@Command(
        name = "forward",
        description = "Follows the satoshis of outputs to where they are now, each to the place it went by the rule.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  clayton trace forward f4184fc596403b9d638783cf57adfe4c75c605f6356fbc91338530e9831e9e16:0",
            "  clayton trace forward TXID:0 TXID:1 --policy all --until 200000",
            "  clayton trace forward --seeds stolen.csv --fees stop --prove --json",
            "  clayton trace forward --seed-address ADDRESS --tags known.csv --stop-at tags --stop-at hops:20",
            "  clayton trace forward TXID:0 --policy poison --stream > poison.jsonl"
        })
final class TraceForwardCommand implements Callable<Integer> {
    @Mixin
    private final TraceOptions options;

    @Mixin
    private final StopOptions stops;

    private final TraceCall call;

    TraceForwardCommand(Terminal terminal, Map<String, String> environment) {
        this.options = new TraceOptions(terminal, environment);
        this.stops = new StopOptions(environment);
        this.call = new TraceCall(terminal, Direction.FORWARD, options);
    }

    @Override
    public Integer call() throws IOException {
        options.check(Direction.FORWARD);
        stops.check();
        return call.run(stops);
    }
}
