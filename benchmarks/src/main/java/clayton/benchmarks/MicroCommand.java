package clayton.benchmarks;

import java.util.concurrent.Callable;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `micro`: the small benchmarks, by JMH.
@Command(
        name = "micro",
        description = "Runs the JMH benchmarks: block decoder, prevout look-up, column reads.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class MicroCommand implements Callable<Integer> {
    @Parameters(
            arity = "0..1",
            defaultValue = "clayton.benchmarks",
            description = "A regular expression for the benchmarks' names (default: all).")
    private String names = "";

    @Option(names = "--size", defaultValue = "64MiB", description = "Size of the chain (default ${DEFAULT-VALUE}).")
    private String size = "";

    @Override
    public Integer call() throws RunnerException {
        new Runner(new OptionsBuilder().include(names).param("size", size).build()).run();
        return 0;
    }
}
