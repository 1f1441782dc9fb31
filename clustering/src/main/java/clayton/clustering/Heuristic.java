package clayton.clustering;

import clayton.chain.TransactionGraph;
import java.io.IOException;

/// A published rule that takes scripts to be of one owner. A link in a proof names the heuristic it rests on, and
/// nothing is merged that no heuristic of the settings gives evidence for. Adding one takes a class and an entry in
/// [Heuristics#ALL].
public interface Heuristic {
    /// As the command line and documents write it.
    String name();

    /// Where the rule was published.
    String source();

    /// Whether links rest on the scripts alone, whatever the transaction is that shows them: then they hold in
    /// CoinJoins and in transactions that are not accepted, too.
    default boolean restsOnScripts() {
        return false;
    }

    /// Whether it errs so often that a [CollapseGuard] must watch what it merges.
    default boolean needsGuard() {
        return false;
    }

    /// Prepares to go over the graph's blocks up to a height.
    Linker over(TransactionGraph graph, int until) throws IOException;

    /// Says in a few words why it made this link.
    String reason(TransactionGraph graph, Link link) throws IOException;
}
