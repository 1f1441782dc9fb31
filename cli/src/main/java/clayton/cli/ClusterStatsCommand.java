package clayton.cli;

import clayton.clustering.GuardedClusters;
import clayton.store.StoredGraph;
import clayton.workspace.Measured;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// Counts clusters.
@Command(
        name = "stats",
        description = "Counts the clusters of all loaded addresses.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  clayton cluster stats",
            "  clayton cluster stats --heuristics multi-input,equivalent-scripts --coinjoin merge --json",
            "  clayton cluster stats --heuristics multi-input,change-fresh-address --tags tags.csv"
        })
final class ClusterStatsCommand implements Callable<Integer> {
    private static final int LARGEST = 10;

    private final Terminal terminal;

    @Mixin
    private final Query query;

    @Mixin
    private final ClusterOptions options;

    private String basis = "";

    ClusterStatsCommand(Terminal terminal, Map<String, String> environment) {
        this.terminal = terminal;
        this.query = new Query(terminal, environment);
        this.options = new ClusterOptions(environment);
    }

    @Override
    public Integer call() throws IOException {
        return query.answer("the chain", this::statistics, this::print);
    }

    private Optional<ClustersDocument> statistics(StoredGraph ledger) throws IOException {
        GuardedClusters clusters = options.clusters(ledger, options.settings(ledger), terminal);
        basis = ClusterOptions.words(clusters.clusters());
        return Optional.of(ClustersDocument.of(ledger, clusters, LARGEST));
    }

    private void print(ClustersDocument document) {
        terminal.field("scripts", document.scripts());
        terminal.field("clusters", document.clusters() + ", by " + basis);
        terminal.field("of one script", document.singletons());
        terminal.line("");
        terminal.line("The largest:");
        document.largestClusters()
                .forEach(cluster -> terminal.line(
                        "  " + cluster.size() + " scripts, cluster " + cluster.id() + " with " + cluster.address()));
        if (!document.heldBack().isEmpty()) {
            printHeldBack(document.heldBack());
        }
        terminal.line("");
        Measured.lines(document.measured()).forEach(terminal::line);
    }

    private void printHeldBack(List<ClustersDocument.Held> held) {
        terminal.line("");
        terminal.line(held.size() + " merges were held back:");
        for (ClustersDocument.Held merge : held.subList(0, Math.min(LARGEST, held.size()))) {
            terminal.line("  " + merge.heuristic() + " in " + merge.txid() + " at height " + merge.height() + ": "
                    + merge.why() + " (" + merge.size() + " and " + merge.otherSize() + " scripts)");
        }
        if (held.size() > LARGEST) {
            terminal.line("  and " + (held.size() - LARGEST) + " more (--json lists them all)");
        }
    }
}
