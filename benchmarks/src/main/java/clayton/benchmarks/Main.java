package clayton.benchmarks;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/// The command line of the benchmarks.
@Command(
        name = "benchmarks",
        description = "Makes chains and measures Clayton on them.",
        mixinStandardHelpOptions = true)
final class Main {
    private Main() {}

    public static void main(String[] arguments) {
        CommandLine line = new CommandLine(new Main());
        line.addSubcommand(new GenerateCommand(System.out));
        line.addSubcommand(new LoadCommand(System.out));
        line.addSubcommand(new ClusterCommand(System.out));
        line.addSubcommand(new MicroCommand());
        line.addSubcommand(new MeasureCommand(System.out));
        System.exit(line.execute(arguments));
    }
}
