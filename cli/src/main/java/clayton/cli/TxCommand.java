package clayton.cli;

import clayton.chain.Hash256;
import clayton.evidence.Amounts;
import clayton.evidence.TagStore;
import clayton.evidence.Times;
import clayton.workspace.UserFolders;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// Shows one transaction.
@Command(
        name = "tx",
        description = "Shows one transaction: its place in the chain, its inputs, outputs and fee.",
        footerHeading = "%nExamples:%n",
        footer = {"  clayton tx f4184fc596403b9d638783cf57adfe4c75c605f6356fbc91338530e9831e9e16"})
final class TxCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Mixin
    private final Query query;

    private final UserFolders folders;

    @Parameters(paramLabel = "TXID", description = "the transaction", converter = Converters.Txid.class)
    private Hash256 txid = new Hash256(0, 0, 0, 0);

    TxCommand(Terminal terminal, Map<String, String> environment) {
        this.terminal = terminal;
        this.query = new Query(terminal, environment);
        this.folders = new UserFolders(environment);
    }

    @Override
    public Integer call() throws IOException {
        TagStore tags = TagStore.open(folders.tags());
        return query.answer(
                "transaction " + txid,
                ledger -> new GraphFacts(ledger).transaction(txid).map(found -> found.with(tags)),
                this::print);
    }

    private void print(TransactionDocument tx) {
        terminal.field("transaction", tx.txid());
        terminal.field("coordinate", tx.coordinate());
        terminal.field("block", tx.block() + " at height " + tx.height());
        terminal.field("time", Times.text(tx.time(), tx.medianTime()));
        if (tx.fee() != null) {
            terminal.field("fee", Amounts.btc(tx.fee()));
        }
        if (tx.subsidy() != null && tx.blockFees() != null && tx.unclaimed() != null) {
            terminal.field("subsidy", Amounts.btc(tx.subsidy()));
            terminal.field("block's fees", Amounts.btc(tx.blockFees()));
            terminal.field("unclaimed", Amounts.btc(tx.unclaimed()));
        }
        if (tx.unresolved()) {
            terminal.field("unresolved", "a value it is made of is not known");
        }
        terminal.line("");
        terminal.line(tx.coinbase() ? "mints new satoshis" : "inputs");
        tx.inputs().forEach(input -> terminal.line("  " + input.summary()));
        terminal.line("outputs");
        tx.outputs().forEach(output -> terminal.line("  " + output.summary() + ", " + output.fate()));
        tx.notes().forEach(note -> terminal.field("note", note));
        ImportedTags.print(tx.tags(), terminal);
    }
}
