package clayton.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// Gathers what can be done with attribution tags.
@Command(
        name = "tags",
        description = "Keeps attribution tags: who says to whom addresses belong, and how far that can be trusted.",
        synopsisSubcommandLabel = "COMMAND")
final class TagsCommand implements Runnable {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "say what to do with tags: import, list, remove or export");
    }
}
