package clayton.evidence;

import clayton.chain.Output;
import clayton.chain.OutputId;
import clayton.chain.TransactionGraph;
import clayton.reader.RawTransaction;
import clayton.store.Ledger;
import java.io.IOException;
import java.util.Optional;

/// Finds the scripts of outputs. A ledger keeps none that begin with OP_RETURN; those are read from the blocks it
/// was made from, as long as these are still in their place.
public final class OutputScripts {
    private final TransactionGraph graph;

    public OutputScripts(TransactionGraph graph) {
        this.graph = graph;
    }

    /// Empty if neither graph nor blocks hold it.
    public Optional<byte[]> of(Output output) {
        boolean kept = output.script().isPresent() || OutputId.isBoundary(output.id());
        return !kept && graph instanceof Ledger ledger ? fromBlocks(ledger, output) : output.script();
    }

    private static Optional<byte[]> fromBlocks(Ledger ledger, Output output) {
        try {
            RawTransaction raw = RawBytes.of(ledger).read(output.id());
            return Optional.of(raw.script(output.outPoint().vout()));
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
