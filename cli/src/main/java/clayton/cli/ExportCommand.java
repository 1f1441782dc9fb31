package clayton.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// Gathers the forms in which a result is handed on.
@Command(
        name = "export",
        description = "Traces, and hands the result on as a file that others can read or check.",
        synopsisSubcommandLabel = "COMMAND")
final class ExportCommand implements Runnable {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(),
                "say what to export: " + String.join(", ", spec.subcommands().keySet()));
    }
}
