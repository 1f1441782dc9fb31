package clayton.cli;

import clayton.evidence.Direction;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// The option that says which way to trace, where that is not the command's name.
final class DirectionOption {
    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--direction",
            paramLabel = "DIRECTION",
            defaultValue = "forward",
            description = "forward (default) or backward",
            converter = Converters.Way.class)
    private Direction direction = Direction.FORWARD;

    /// Says what does not fit that way.
    void check(StopOptions stops) {
        if (direction == Direction.BACKWARD && !stops.words().isEmpty()) {
            throw new ParameterException(spec.commandLine(), "--stop-at ends what goes forward: leave it out");
        }
    }

    Direction direction() {
        return direction;
    }
}
