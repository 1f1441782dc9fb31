package clayton.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// Gathers the directions in which satoshis can be traced.
@Command(name = "trace", description = "Traces satoshis.", synopsisSubcommandLabel = "COMMAND")
final class TraceCommand implements Runnable {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "say which way to trace: forward, backward or path");
    }
}
