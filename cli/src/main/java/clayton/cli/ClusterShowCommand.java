package clayton.cli;

import clayton.clustering.Clusters;
import clayton.evidence.ScriptNames;
import clayton.store.StoredGraph;
import clayton.workspace.Measured;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// Shows the cluster of one address.
@Command(
        name = "show",
        description = "Shows all addresses that are taken to be of one address's owner.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  clayton cluster show 12higDjoCCNXSA95xZMWUdPvXNmkAduhWv",
            "  clayton cluster show 12higDjoCCNXSA95xZMWUdPvXNmkAduhWv --until 1000 --json"
        })
final class ClusterShowCommand implements Callable<Integer> {
    private static final int SHOWN = 100;

    private final Terminal terminal;

    @Mixin
    private final Query query;

    @Mixin
    private final ClusterOptions options;

    @Parameters(paramLabel = "ADDRESS", description = "an address, or script:HEX for a script that has none")
    private String address = "";

    private String basis = "";

    ClusterShowCommand(Terminal terminal, Map<String, String> environment) {
        this.terminal = terminal;
        this.query = new Query(terminal, environment);
        this.options = new ClusterOptions(environment);
    }

    @Override
    public Integer call() throws IOException {
        return query.answer("address " + address, this::cluster, this::print);
    }

    private Optional<ClusterDocument> cluster(StoredGraph ledger) throws IOException {
        ScriptNames names = new ScriptNames(ledger);
        Clusters clusters =
                options.clusters(ledger, options.settings(ledger), terminal).clusters();
        basis = ClusterOptions.words(clusters);
        OptionalInt script = names.number(address, clusters.scripts());
        return script.isEmpty()
                ? Optional.empty()
                : Optional.of(ClusterDocument.of(clusters, clusters.members(script.getAsInt()), names, options.tags()));
    }

    private void print(ClusterDocument cluster) {
        terminal.field("cluster", cluster.id() + ", by " + basis);
        terminal.field("addresses", cluster.size());
        if (cluster.tags() != null) {
            cluster.tags()
                    .forEach(tag -> terminal.field(
                            "tag",
                            tag.label() + " on " + tag.address() + ", source " + tag.source() + ", confidence "
                                    + tag.confidence()));
        }
        terminal.line("");
        cluster.addresses().stream().limit(SHOWN).forEach(name -> terminal.line("  " + name));
        if (cluster.size() > SHOWN) {
            terminal.line("  and " + (cluster.size() - SHOWN) + " more (--json lists them all)");
        }
        terminal.line("");
        Measured.lines(cluster.measured()).forEach(terminal::line);
    }
}
