package clayton.cli;

import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.ParameterException;

/// The program: builds the commands, runs the one that was asked for, and turns whatever comes of it into an exit code
/// and, if it failed, one sentence on stderr.
public final class Main {
    private final Terminal terminal;
    private final Map<String, String> environment;

    Main(Terminal terminal, Map<String, String> environment) {
        this.terminal = terminal;
        this.environment = environment;
    }

    public static void main(String[] args) {
        Map<String, String> environment = System.getenv();
        System.exit(new Main(Terminal.ofProcess(environment), environment).run(args));
    }

    /// Runs one command and answers its exit code.
    int run(String... args) {
        try {
            return commandLine().execute(args);
        } catch (OutOfMemoryError e) {
            return failed(e);
        } finally {
            terminal.flush();
        }
    }

    private CommandLine commandLine() {
        return new CommandLine(new ClaytonCommand())
                .addSubcommand(new DoctorCommand(terminal, environment))
                .setOut(terminal.out())
                .setErr(terminal.err())
                .setColorScheme(Help.defaultColorScheme(terminal.ansi()))
                .setUsageHelpWidth(100)
                .setParameterExceptionHandler(this::misused)
                .setExecutionExceptionHandler((failure, command, parsed) -> failed(failure));
    }

    private int misused(ParameterException failure, String[] args) {
        String command = failure.getCommandLine().getCommandSpec().qualifiedName();
        terminal.warn(Failure.sentence(failure) + " (usage: " + command + " --help)");
        return ExitCode.USAGE;
    }

    private int failed(Throwable failure) {
        terminal.warn(Failure.sentence(failure));
        if (environment.containsKey("CLAYTON_DEBUG")) {
            failure.printStackTrace(terminal.err());
        }
        return Failure.exitCode(failure);
    }
}
