package clayton.evidence;

import clayton.chain.Progress;
import clayton.chain.TransactionGraph;
import clayton.reader.Addresses;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Names outputs by the address they pay, or by their script if it has none.
public final class OutputNames {
    private final TransactionGraph graph;
    private final OutputScripts scripts;
    private final Addresses addresses;

    public OutputNames(TransactionGraph graph) {
        this.graph = graph;
        this.scripts = new OutputScripts(graph);
        this.addresses = Addresses.of(graph.network());
    }

    /// The names of many outputs. What has to be read for them is read before this returns, so that a damaged graph
    /// is found before anything is written.
    public List<Optional<String>> of(long... outputs) throws IOException {
        return of(outputs, Progress.NONE);
    }

    /// Throws `CancellationException` if asked to stop.
    List<Optional<String>> of(long[] outputs, Progress progress) throws IOException {
        graph.prefetch(outputs, outputs.length);
        List<Optional<String>> found = new ArrayList<>(outputs.length);
        for (long output : outputs) {
            Step.take(progress, "naming outputs", found.size(), outputs.length);
            found.add(of(output));
        }
        return found;
    }

    /// Empty if the script cannot be had.
    public Optional<String> of(long output) throws IOException {
        return scripts.of(graph.output(output)).map(addresses::name);
    }
}
