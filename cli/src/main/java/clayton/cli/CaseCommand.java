package clayton.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// Gathers what can be done with a case.
@Command(
        name = "case",
        description = "Keeps an investigation in one folder: its traces with all their options and results, notes,"
                + " attachments, and a log of what was done, in which no line can be changed unseen. trace --case DIR"
                + " adds a trace, export --case DIR hands one on.",
        synopsisSubcommandLabel = "COMMAND")
final class CaseCommand implements Runnable {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "say what to do with a case: new, show, log or rerun");
    }
}
