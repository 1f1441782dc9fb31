package clayton.cli;

import clayton.evidence.Direction;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// Follows satoshis back to where they came from.
@Command(
        name = "backward",
        description = "Follows the satoshis of outputs back to the blocks that minted them, each by the place it had"
                + " by the rule. What came from before the loaded heights has an unknown origin.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  clayton trace backward f4184fc596403b9d638783cf57adfe4c75c605f6356fbc91338530e9831e9e16:0",
            "  clayton trace backward TXID:0 --policy fifo,haircut --fees stop",
            "  clayton trace backward --seed-address ADDRESS --from 100000 --to 200000 --prove --json"
        })
final class TraceBackwardCommand implements Callable<Integer> {
    @Mixin
    private final TraceOptions options;

    private final TraceCall call;
    private final Map<String, String> environment;

    TraceBackwardCommand(Terminal terminal, Map<String, String> environment) {
        this.options = new TraceOptions(terminal, environment);
        this.environment = environment;
        this.call = new TraceCall(terminal, Direction.BACKWARD, options);
    }

    @Override
    public Integer call() throws IOException {
        options.check(Direction.BACKWARD);
        return call.run(new StopOptions(environment));
    }
}
