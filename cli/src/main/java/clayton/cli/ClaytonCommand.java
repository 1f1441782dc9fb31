package clayton.cli;

import clayton.workspace.Build;
import java.io.IOException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// The top of the command line; it only names what there is.
@Command(
        name = "clayton",
        description = "Traces satoshis through the Bitcoin chain, exactly, on one machine.",
        mixinStandardHelpOptions = true,
        versionProvider = ClaytonCommand.Version.class,
        scope = CommandLine.ScopeType.INHERIT,
        synopsisSubcommandLabel = "COMMAND",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:done",
            "1:a negative answer: nothing found, a check that did not hold",
            "2:usage",
            "3:input data corrupt or missing",
            "5:stopped, can be resumed",
            "130:interrupted"
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  clayton demo",
            "  clayton load --blocks ~/.bitcoin/blocks --to 100000",
            "  clayton trace forward TXID:0 --json"
        })
final class ClaytonCommand implements Runnable {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "say which command to run");
    }

    /// Reads the version that the build wrote down.
    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() throws IOException {
            return new String[] {"clayton " + Build.version()};
        }
    }
}
