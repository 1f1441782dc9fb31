package clayton.cli;

import clayton.chain.Hash256;
import clayton.chain.OutputId;
import clayton.clustering.ClusterSettings;
import clayton.clustering.Clusters;
import clayton.clustering.Heuristic;
import clayton.clustering.Link;
import clayton.evidence.ScriptNames;
import clayton.store.StoredGraph;
import clayton.workspace.Measured;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Proves that two addresses share a cluster, or says that nothing links them.
@Command(
        name = "explain",
        description = "Says by which transactions two addresses are taken to be of one owner.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  clayton cluster explain ADDRESS OTHER",
            "  clayton cluster explain ADDRESS OTHER --shortest --json",
            "  clayton cluster explain ADDRESS OTHER --without TXID"
        })
final class ClusterExplainCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Mixin
    private final Query query;

    @Mixin
    private final ClusterOptions options;

    @Parameters(index = "0", paramLabel = "A", description = "an address, or script:HEX")
    private String a = "";

    @Parameters(index = "1", paramLabel = "B", description = "another")
    private String b = "";

    @Option(names = "--shortest", description = "search for a proof with the fewest steps")
    private boolean shortest;

    @Option(
            names = "--without",
            paramLabel = "TXID",
            arity = "1..*",
            converter = Converters.Txid.class,
            description = "as if these transactions were not accepted as evidence; says which addresses fall away")
    private List<Hash256> without = List.of();

    @Option(
            names = "--without-heuristic",
            paramLabel = "NAME",
            converter = Converters.HeuristicName.class,
            description = "as if this heuristic were not accepted; may be repeated")
    private List<Heuristic> withoutHeuristics = List.of();

    private boolean linked;

    ClusterExplainCommand(Terminal terminal, Map<String, String> environment) {
        this.terminal = terminal;
        this.query = new Query(terminal, environment);
        this.options = new ClusterOptions(environment);
    }

    @Override
    public Integer call() throws IOException {
        int code = query.answer("one of these addresses", this::explain, this::print);
        return code == ExitCode.DONE && !linked ? ExitCode.NEGATIVE : code;
    }

    private Optional<ExplanationDocument> explain(StoredGraph ledger) throws IOException {
        ClusterSettings full = options.settings(ledger);
        ClusterSettings settings = reduced(ledger, full);
        Clusters clusters = options.clusters(ledger, settings, terminal).clusters();
        ScriptNames names = new ScriptNames(ledger);
        OptionalInt from = names.number(a, clusters.scripts());
        OptionalInt to = names.number(b, clusters.scripts());
        if (from.isEmpty() || to.isEmpty()) {
            return Optional.empty();
        }
        linked = clusters.together(from.getAsInt(), to.getAsInt());
        boolean changed = !settings.equals(full);
        return Optional.of(new ExplanationDocument(
                "clayton.explanation/1",
                linked,
                linked ? steps(ledger, links(ledger, clusters, from.getAsInt(), to.getAsInt()), names) : List.of(),
                a,
                b,
                linked ? clusters.size(from.getAsInt()) : null,
                changed ? left() : null,
                changed ? fallenAway(ledger, full, clusters, from.getAsInt(), names) : null,
                ClusterOptions.names(settings),
                ClusterOptions.handling(settings),
                clusters.until(),
                Measured.of(settings)));
    }

    private ClusterSettings reduced(StoredGraph ledger, ClusterSettings full) throws IOException {
        Set<Long> transactions = new HashSet<>();
        for (Hash256 txid : without) {
            long[] found = ledger.transactions(txid);
            if (found.length == 0) {
                throw new IllegalArgumentException("--without " + txid + " is no loaded transaction");
            }
            Arrays.stream(found).forEach(transactions::add);
        }
        return full.without(transactions)
                .with(full.heuristics().stream()
                        .filter(heuristic -> !withoutHeuristics.contains(heuristic))
                        .toList());
    }

    private List<String> left() {
        return Stream.concat(
                        without.stream().map(Hash256::toString),
                        withoutHeuristics.stream().map(Heuristic::name))
                .toList();
    }

    private List<Link> links(StoredGraph ledger, Clusters clusters, int from, int to) throws IOException {
        if (!shortest) {
            return clusters.proof(from, to);
        }
        try (ProgressLine progress = new ProgressLine(terminal)) {
            return clusters.shortestProof(ledger, from, to, progress);
        }
    }

    private List<String> fallenAway(
            StoredGraph ledger, ClusterSettings full, Clusters reduced, int script, ScriptNames names)
            throws IOException {
        int[] members = options.clusters(ledger, full, terminal).clusters().members(script);
        return names.of(Arrays.stream(members)
                .filter(member -> !reduced.together(member, script))
                .toArray());
    }

    private static List<ExplanationDocument.Step> steps(StoredGraph ledger, List<Link> links, ScriptNames names)
            throws IOException {
        List<ExplanationDocument.Step> steps = new ArrayList<>();
        for (Link link : links) {
            steps.add(new ExplanationDocument.Step(
                    names.of(link.from()),
                    names.of(link.to()),
                    ledger.txid(link.transaction()).toString(),
                    OutputId.height(link.transaction()),
                    link.heuristic().name(),
                    link.heuristic().reason(ledger, link)));
        }
        return steps;
    }

    private void print(ExplanationDocument explanation) {
        terminal.line(
                linked
                        ? "Both are in one cluster of " + explanation.size() + ", in "
                                + explanation.steps().size()
                                + (explanation.steps().size() == 1 ? " step:" : " steps:")
                        : "Nothing links them: they are in different clusters.");
        for (ExplanationDocument.Step step : explanation.steps()) {
            terminal.line("");
            terminal.line("  " + step.from());
            terminal.line("  " + step.to());
            terminal.line("    " + step.heuristic() + ": " + step.reason() + ", in " + step.txid() + " at height "
                    + step.height());
        }
        List<String> gone = explanation.fallenAway();
        if (gone != null) {
            terminal.line("");
            terminal.line(gone.size() + (gone.size() == 1 ? " address falls" : " addresses fall") + " away without "
                    + String.join(", ", left()) + (gone.isEmpty() ? "" : ":"));
            gone.forEach(name -> terminal.line("  " + name));
        }
        terminal.line("");
        Measured.lines(explanation.measured()).forEach(terminal::line);
    }
}
