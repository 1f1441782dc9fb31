package clayton.benchmarks;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/// The command line of the benchmarks.
@Command(
        name = "benchmarks",
        description = "Makes chains, measures Clayton on them, and tries to break it.",
        mixinStandardHelpOptions = true)
final class Main {
    private Main() {}

    public static void main(String[] arguments) {
        CommandLine line = new CommandLine(new Main());
        line.addSubcommand(new GenerateCommand(System.out));
        line.addSubcommand(new LoadCommand(System.out));
        line.addSubcommand(new TraceCommand(System.out));
        line.addSubcommand(new ClusterCommand(System.out));
        line.addSubcommand(new Neo4jCommand(System.out));
        line.addSubcommand(new MicroCommand());
        line.addSubcommand(new MeasureCommand(System.out));
        line.addSubcommand(new MeasureTraceCommand(System.out));
        line.addSubcommand(new KillCommand(System.out));
        line.addSubcommand(new KilledCommand(System.out));
        line.addSubcommand(new FlipsCommand());
        line.addSubcommand(new FuzzCommand(System.out));
        System.exit(line.execute(arguments));
    }
}
