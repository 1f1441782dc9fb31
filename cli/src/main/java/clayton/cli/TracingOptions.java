package clayton.cli;

import clayton.evidence.Direction;
import clayton.taint.Policies;
import clayton.taint.Policy;
import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// The options that say what is traced and how it counts, in whatever graph.
final class TracingOptions {
    private static final String ALL = "all";

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

    /// Says what does not fit, before anything is opened.
    void check(Direction direction) throws IOException {
        policies(direction);
        seeds.check();
    }

    /// What was asked for, in that order.
    List<Policy> policies(Direction direction) {
        if (policies.contains(ALL)) {
            return direction.policies();
        }
        List<Policy> asked =
                policies.stream().distinct().map(TracingOptions::policy).toList();
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
