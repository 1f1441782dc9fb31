package clayton.cli;

import clayton.chain.TransactionGraph;
import clayton.reader.Addresses;
import java.io.IOException;
import java.util.Optional;

/// Names outputs by the address they pay, or by their script if it has none.
final class OutputNames {
    private final TransactionGraph graph;
    private final Addresses addresses;

    OutputNames(TransactionGraph graph) {
        this.graph = graph;
        this.addresses = Addresses.of(graph.network());
    }

    /// Empty if the graph does not hold the script.
    Optional<String> of(long output) throws IOException {
        return graph.output(output).script().map(addresses::name);
    }
}
