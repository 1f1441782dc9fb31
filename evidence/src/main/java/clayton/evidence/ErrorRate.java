package clayton.evidence;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// How often a heuristic that a result rests on is right, as measured on a chain of known truth: a share with its
/// interval, absent where nothing could be counted.
public record ErrorRate(
        String heuristic,
        String measure,
        @Nullable Double value,
        @Nullable List<Double> interval,
        String on) {}
