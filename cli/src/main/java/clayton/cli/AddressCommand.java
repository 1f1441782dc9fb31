package clayton.cli;

import clayton.evidence.Amounts;
import clayton.evidence.TagStore;
import clayton.reader.Addresses;
import clayton.store.StoredGraph;
import clayton.workspace.UserFolders;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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

    private final UserFolders folders;

    AddressCommand(Terminal terminal, Map<String, String> environment) {
        this.terminal = terminal;
        this.query = new Query(terminal, environment);
        this.folders = new UserFolders(environment);
    }

    @Override
    public Integer call() throws IOException {
        return query.answer("address " + address, this::outputs, this::print);
    }

    private Optional<AddressDocument> outputs(StoredGraph ledger) throws IOException {
        Optional<AddressDocument> found =
                new GraphFacts(ledger).script(Addresses.of(ledger.network()).script(address));
        if (found.isEmpty()) {
            return found;
        }
        String name = found.get().address();
        return Optional.of(found.get().with(TagStore.open(folders.tags()).about(Set.of(name))));
    }

    private void print(AddressDocument document) {
        terminal.field("address", document.address());
        terminal.field("script", document.type() + " " + document.script());
        terminal.field("received", Amounts.btc(document.received()));
        terminal.field("unspent", Amounts.btc(document.unspent()));
        ImportedTags.print(document.tags(), terminal);
        terminal.line("");
        int count = document.outputs().size();
        terminal.line(count == 1 ? "1 output" : count + " outputs");
        document.outputs().forEach(output -> terminal.line("  " + output.place() + ", " + output.fate()));
    }
}
