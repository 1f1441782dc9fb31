package clayton.cli;

import clayton.evidence.Amounts;
import clayton.store.StoredGraph;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// Says what is loaded.
@Command(
        name = "info",
        description = "Says what is loaded.",
        footerHeading = "%nExamples:%n",
        footer = {"  clayton info", "  clayton info --ledger case-17 --json"})
final class InfoCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Mixin
    private final Query query;

    InfoCommand(Terminal terminal, Map<String, String> environment) {
        this.terminal = terminal;
        this.query = new Query(terminal, environment);
    }

    @Override
    public Integer call() throws IOException {
        return query.answer("the chain", this::info, this::print);
    }

    private Optional<InfoDocument> info(StoredGraph ledger) throws IOException {
        try (ProgressLine progress = new ProgressLine(terminal)) {
            return Optional.of(InfoDocument.of(ledger.info(), ledger.utxoSha256(progress)));
        }
    }

    private void print(InfoDocument info) {
        terminal.field("network", info.network());
        terminal.field("heights", info.from() + " to " + info.to());
        terminal.field("tip", info.tip());
        terminal.field("blocks", info.blocks() + ", and " + info.staleBlocks() + " beside the chain");
        terminal.field("transactions", info.transactions());
        terminal.field(
                "inputs",
                info.inputs() + " (" + info.boundaryOutputs() + " outputs from before the range, "
                        + info.unresolvedInputs() + " inputs of unknown value)");
        terminal.field("outputs", info.outputs() + " to " + info.scripts() + " scripts");
        terminal.field("fees", Amounts.btc(info.fees()));
        terminal.field("unclaimed", Amounts.btc(info.unclaimed()));
        terminal.field("unspent", info.utxos() + " outputs with " + Amounts.btc(info.utxoValue()));
        terminal.field("digest", info.utxoSha256() + " (SHA-256 of the unspent outputs)");
    }
}
