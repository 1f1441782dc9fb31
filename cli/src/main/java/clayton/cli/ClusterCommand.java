package clayton.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// Gathers the questions about clusters.
@Command(
        name = "cluster",
        description = "Says which addresses one owner holds, and why.",
        synopsisSubcommandLabel = "COMMAND")
final class ClusterCommand implements Runnable {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "say what to ask of clusters: show, explain or stats");
    }
}
