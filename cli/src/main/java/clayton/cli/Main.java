package clayton.cli;

import clayton.evidence.GraphFormat;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/// The program: builds the commands, runs the one that was asked for, and turns whatever comes of it into an exit
/// code and, if it failed, one sentence on stderr.
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
        } catch (VirtualMachineError e) {
            return failed(e);
        } finally {
            terminal.flush();
        }
    }

    private CommandLine commandLine() {
        return new CommandLine(new ClaytonCommand())
                .addSubcommand(new DemoCommand(terminal, environment))
                .addSubcommand(new LoadCommand(terminal, environment))
                .addSubcommand(new InfoCommand(terminal, environment))
                .addSubcommand(new TxCommand(terminal, environment))
                .addSubcommand(new OutputCommand(terminal, environment))
                .addSubcommand(new AddressCommand(terminal, environment))
                .addSubcommand(new CommandLine(new TraceCommand())
                        .addSubcommand(new TraceForwardCommand(terminal, environment))
                        .addSubcommand(new TraceBackwardCommand(terminal, environment))
                        .addSubcommand(new TracePathCommand(terminal, environment)))
                .addSubcommand(new CommandLine(new ClusterCommand())
                        .addSubcommand(new ClusterShowCommand(terminal, environment))
                        .addSubcommand(new ClusterExplainCommand(terminal, environment))
                        .addSubcommand(new ClusterStatsCommand(terminal, environment)))
                .addSubcommand(new CommandLine(new PeelCommand(terminal, environment))
                        .addSubcommand(new PeelFindCommand(terminal, environment)))
                .addSubcommand(new CommandLine(new TagsCommand())
                        .addSubcommand(new TagsImportCommand(terminal, environment))
                        .addSubcommand(new TagsListCommand(terminal, environment))
                        .addSubcommand(new TagsRemoveCommand(terminal, environment))
                        .addSubcommand(new TagsExportCommand(terminal, environment)))
                .addSubcommand(new CommandLine(new CaseCommand())
                        .addSubcommand(new CaseNewCommand(terminal))
                        .addSubcommand(new CaseShowCommand(terminal))
                        .addSubcommand(new CaseLogCommand(terminal))
                        .addSubcommand(new CaseRerunCommand(terminal, environment)))
                .addSubcommand(exports())
                .addSubcommand(new VerifyCommand(terminal))
                .addSubcommand(new EvaluateCommand(terminal, environment))
                .addSubcommand(new DesktopCommand(terminal))
                .addSubcommand(new CommandLine(new Neo4jCommand())
                        .addSubcommand(new Neo4jStartCommand(terminal, environment))
                        .addSubcommand(new Neo4jStopCommand(terminal, environment))
                        .addSubcommand(new Neo4jStatusCommand(terminal, environment))
                        .addSubcommand(new Neo4jResetCommand(terminal, environment))
                        .addSubcommand(new Neo4jLoadCommand(terminal, environment))
                        .addSubcommand(new Neo4jRemoveCommand(terminal, environment))
                        .addSubcommand(new Neo4jPublishCommand(terminal, environment))
                        .addSubcommand(new Neo4jUnpublishCommand(terminal, environment)))
                .addSubcommand(new DoctorCommand(terminal, environment))
                .setOut(terminal.out())
                .setErr(terminal.err())
                .setColorScheme(Help.defaultColorScheme(terminal.ansi()))
                .setUsageHelpWidth(100)
                .setParameterExceptionHandler(this::misused)
                .setExecutionExceptionHandler((failure, command, parsed) -> failed(failure));
    }

    private CommandLine exports() {
        CommandLine exports = new CommandLine(new ExportCommand())
                .addSubcommand(new ExportBundleCommand(terminal, environment))
                .addSubcommand(new ExportReportCommand(terminal, environment))
                .addSubcommand(new ExportCsvCommand(terminal, environment))
                .addSubcommand(new ExportCaseUcoCommand(terminal, environment))
                .addSubcommand(new ExportGraphSenseCommand(terminal, environment));
        for (GraphFormat format : GraphFormat.ALL) {
            exports.addSubcommand(format.name(), ExportGraphCommand.of(terminal, environment, format));
        }
        return exports;
    }

    private int misused(ParameterException failure, String[] args) {
        Optional<String> later = failure instanceof UnmatchedArgumentException unmatched
                ? Later.firstOf(unmatched.getUnmatched())
                : Optional.empty();
        String command = failure.getCommandLine().getCommandSpec().qualifiedName();
        terminal.warn(
                later.map(Later::sentence).orElse(Failure.sentence(failure)) + " (usage: " + command + " --help)");
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
