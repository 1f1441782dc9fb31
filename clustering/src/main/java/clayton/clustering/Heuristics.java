package clayton.clustering;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// All heuristics there are.
public final class Heuristics {
    public static final Heuristic MULTI_INPUT = new MultiInput();

    public static final Heuristic EQUIVALENT_SCRIPTS = new EquivalentScripts();

    /// Those that rest on change among them, each for itself.
    public static final List<Heuristic> ALL = Stream.concat(
                    Stream.of(MULTI_INPUT, EQUIVALENT_SCRIPTS),
                    ChangeHeuristics.ALL.stream().map(ChangeLinks::new))
            .toList();

    private Heuristics() {}

    public static Optional<Heuristic> named(String name) {
        return ALL.stream().filter(heuristic -> heuristic.name().equals(name)).findFirst();
    }
}
