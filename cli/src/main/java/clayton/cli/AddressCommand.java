package clayton.cli;

import clayton.reader.Addresses;
import clayton.store.StoredGraph;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// Shows all outputs of one address.
@Command(
        name = "address",
        description = "Shows what an address received and still holds, output by output.",
        footerHeading = "%nExamples:%n",
        footer = {"  clayton address 12higDjoCCNXSA95xZMWUdPvXNmkAduhWv", "  clayton address script:51 --json"})
final class AddressCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Mixin
    private final Query query;

    @Parameters(paramLabel = "ADDRESS", description = "an address, or script:HEX for a script that has none")
    private String address = "";

    AddressCommand(Terminal terminal, Map<String, String> environment) {
        this.terminal = terminal;
        this.query = new Query(terminal, environment);
    }

    @Override
    public Integer call() throws IOException {
        return query.answer("address " + address, this::outputs, this::print);
    }

    private Optional<AddressDocument> outputs(StoredGraph ledger) throws IOException {
        return new GraphFacts(ledger).script(Addresses.of(ledger.network()).script(address));
    }

    private void print(AddressDocument document) {
        terminal.field("address", document.address());
        terminal.field("script", document.type() + " " + document.script());
        terminal.field("received", Amounts.btc(document.received()));
        terminal.field("unspent", Amounts.btc(document.unspent()));
        terminal.line("");
        int count = document.outputs().size();
        terminal.line(count == 1 ? "1 output" : count + " outputs");
        document.outputs().forEach(output -> terminal.line("  " + output.place() + ", " + output.fate()));
    }
}
