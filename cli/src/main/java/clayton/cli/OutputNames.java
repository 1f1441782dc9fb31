package clayton.cli;

import clayton.chain.TransactionGraph;
import clayton.reader.Addresses;
import java.io.IOException;
import java.util.Optional;

/// Names outputs by the address they pay, or by their script if it has none.
final class OutputNames {
    private final TransactionGraph graph;
    private final OutputScripts scripts;
    private final Addresses addresses;

    OutputNames(TransactionGraph graph) {
        this.graph = graph;
        this.scripts = new OutputScripts(graph);
        this.addresses = Addresses.of(graph.network());
    }

    /// Empty if the script cannot be had.
    Optional<String> of(long output) throws IOException {
        return scripts.of(graph.output(output)).map(addresses::name);
    }
}
