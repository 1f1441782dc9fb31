package clayton.evidence;

import clayton.chain.Output;
import clayton.chain.OutputId;
import clayton.chain.TransactionGraph;
import clayton.reader.RawTransaction;
import clayton.store.Ledger;
import clayton.store.neo4j.Neo4jGraph;
import java.io.IOException;
import java.util.Optional;

/// Finds the scripts of outputs. A graph numbers none that begin with OP_RETURN: beside a ledger those are read from
/// the blocks it was made from, as long as these are still in their place; a Neo4j was given them when it was loaded.
public final class OutputScripts {
    private final TransactionGraph graph;

    public OutputScripts(TransactionGraph graph) {
        this.graph = graph;
    }

    /// Empty if neither graph nor blocks hold it.
    public Optional<byte[]> of(Output output) throws IOException {
        boolean kept = output.script().isPresent() || OutputId.isBoundary(output.id());
        if (!kept && graph instanceof Ledger ledger) {
            return fromBlocks(ledger, output);
        }
        return !kept && graph instanceof Neo4jGraph neo4j ? neo4j.data(output.id()) : output.script();
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
