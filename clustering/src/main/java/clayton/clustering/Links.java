package clayton.clustering;

/// Takes the links that a [Heuristic] finds, by the numbers of the scripts.
@FunctionalInterface
public interface Links {
    void join(int script, int other);
}
