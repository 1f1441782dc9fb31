package clayton.cli;

import clayton.taint.Policies;
import clayton.taint.Policy;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// The options that a trace has in either direction.
final class TraceOptions {
    private static final String ALL = "all";

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    final GraphOption graph;

    @Mixin
    final SeedOptions seeds = new SeedOptions();

    @Mixin
    final RuleOptions rules = new RuleOptions();

    @Option(
            names = "--policy",
            paramLabel = "NAME",
            split = ",",
            defaultValue = "fifo",
            description = "fifo (default), lifo, haircut, poison, tiho (forward only), or all; several give a"
                    + " comparison")
    private List<String> policies = List.of();

    @Option(
            names = "--prove",
            description = "trace the result the other way and compare: fifo and lifo must come out as they went in")
    boolean prove;

    @Option(
            names = "--top",
            paramLabel = "N",
            defaultValue = "20",
            description = "rows to list, largest first (default: 20); the rest is summed up")
    int top;

    @Option(names = "--json", description = "JSON on stdout")
    boolean json;

    @Option(
            names = "--stream",
            description = "JSON Lines on stdout while the trace runs: a head, the outputs, a tail; nothing of it is"
                    + " kept in memory")
    boolean stream;

    @Option(names = "--partial", description = "after Ctrl-C, show what was found until then")
    boolean partial;

    TraceOptions(Terminal terminal, Map<String, String> environment) {
        this.graph = new GraphOption(terminal, environment);
    }

    /// Says what does not fit, before anything is opened.
    void check(Direction direction) throws IOException {
        if (top < 0) {
            throw new ParameterException(spec.commandLine(), "--top " + top + " lists nothing: give 0 or more");
        }
        List<Policy> asked = policies(direction);
        if (stream && asked.size() > 1) {
            throw new ParameterException(spec.commandLine(), "--stream writes one trace: give one --policy");
        }
        if (stream && prove) {
            throw new ParameterException(
                    spec.commandLine(), "--prove needs the whole result at hand: leave --stream out");
        }
        if (prove) {
            asked.forEach(Policies::requireProvable);
        }
        seeds.check();
    }

    /// What was asked for, in that order.
    List<Policy> policies(Direction direction) {
        if (policies.contains(ALL)) {
            return direction.policies();
        }
        List<Policy> asked =
                policies.stream().distinct().map(TraceOptions::policy).toList();
        if (direction == Direction.BACKWARD) {
            asked.forEach(Policies::requireBackward);
        }
        return asked;
    }

    private static Policy policy(String name) {
        return Policies.named(name)
                .orElseThrow(() -> new IllegalArgumentException("'" + name + "' is no policy: give one of "
                        + Policies.ALL.stream().map(Policy::name).collect(Collectors.joining(", ")) + ", or " + ALL));
    }
}
