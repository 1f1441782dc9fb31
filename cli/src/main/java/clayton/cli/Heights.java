package clayton.cli;

import clayton.chain.TransactionGraph;

/// Checks heights that the user gave.
final class Heights {
    private Heights() {}

    /// The height, if it is loaded; `option` is what it was given with.
    static int in(TransactionGraph graph, String option, int height) {
        if (height < graph.from() || height > graph.to()) {
            throw new IllegalArgumentException(
                    option + " " + height + " is not in the loaded heights " + graph.from() + " to " + graph.to());
        }
        return height;
    }
}
