package clayton.clustering;

import java.util.List;
import java.util.Optional;

/// All heuristics there are.
public final class Heuristics {
    public static final Heuristic MULTI_INPUT = new MultiInput();

    public static final Heuristic EQUIVALENT_SCRIPTS = new EquivalentScripts();

    public static final List<Heuristic> ALL = List.of(MULTI_INPUT, EQUIVALENT_SCRIPTS);

    private Heuristics() {}

    public static Optional<Heuristic> named(String name) {
        return ALL.stream().filter(heuristic -> heuristic.name().equals(name)).findFirst();
    }
}
