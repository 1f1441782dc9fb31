package clayton.cli;

import clayton.chain.OutPoint;
import clayton.chain.Output;
import clayton.chain.Progress;
import clayton.chain.TransactionGraph;
import clayton.clustering.ClusterSettings;
import clayton.clustering.Clusters;
import clayton.evidence.ScriptNames;
import clayton.evidence.SeedsFile;
import clayton.reader.Addresses;
import clayton.taint.Seed;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.PrimitiveIterator;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CancellationException;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// The options that say which satoshis to trace: outputs by name, those in a file, all outputs of an address or
/// of its cluster.
final class SeedOptions {
    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec = CommandSpec.create();

    @Parameters(
            arity = "0..*",
            paramLabel = "OUTPOINT",
            description = "outputs to trace, TXID:VOUT, each under its own name as label")
    private List<String> outPoints = List.of();

    @Option(
            names = "--seeds",
            paramLabel = "FILE",
            description =
                    "more to trace: CSV outpoint,offset,length,label (the last three optional) or the same as JSON")
    private @Nullable Path file;

    @Option(
            names = "--seed-address",
            paramLabel = "ADDRESS",
            description = "all outputs of an address, under the address as label; repeatable")
    private List<String> addresses = List.of();

    @Option(
            names = "--seed-cluster",
            paramLabel = "ADDRESS",
            description = "all outputs of all addresses in an address's cluster (multi-input, without CoinJoins), under"
                    + " the address as label; repeatable")
    private List<String> clustered = List.of();

    @Option(
            names = "--from",
            paramLabel = "HEIGHT",
            description = "of --seed-address and --seed-cluster, outputs from this height on")
    private @Nullable Integer from;

    @Option(
            names = "--to",
            paramLabel = "HEIGHT",
            description = "of --seed-address and --seed-cluster, outputs to this height")
    private @Nullable Integer to;

    /// Whether any OUTPOINT was given.
    boolean areNamed() {
        return !outPoints.isEmpty();
    }

    /// Whether nothing at all is to be traced.
    boolean isEmpty() {
        return outPoints.isEmpty() && file == null && addresses.isEmpty() && clustered.isEmpty();
    }

    /// Says what is missing or does not fit, before anything is opened.
    void check() throws IOException {
        if (isEmpty()) {
            throw new ParameterException(
                    spec.commandLine(),
                    "name at least one OUTPOINT, --seeds FILE, --seed-address ADDRESS or --seed-cluster ADDRESS");
        }
        if (addresses.isEmpty() && clustered.isEmpty() && (from != null || to != null)) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--from and --to choose among the outputs of --seed-address or --seed-cluster, which are missing");
        }
        named();
    }

    /// Whether some are chosen by a heuristic.
    boolean areOfCluster() {
        return !clustered.isEmpty();
    }

    /// Seeds that need no graph.
    private List<Seed> named() throws IOException {
        List<Seed> seeds = new ArrayList<>(
                outPoints.stream().map(OutPoint::parse).map(Seed::whole).toList());
        if (file != null) {
            seeds.addAll(SeedsFile.read(file));
        }
        return seeds;
    }

    /// All seeds; empty if there are only addresses and none has an output in the window, which ends at `until`.
    List<Seed> in(TransactionGraph graph, int until, Progress progress) throws IOException {
        List<Seed> seeds = named();
        for (String address : addresses) {
            byte[] script = Addresses.of(graph.network()).script(address);
            addWhole(seeds, outputs(graph, script, until), address);
        }
        if (!clustered.isEmpty()) {
            addClusters(seeds, graph, until, progress);
        }
        return seeds;
    }

    /// Clusters as they are at `until`: what is known of the owner then.
    private void addClusters(List<Seed> seeds, TransactionGraph graph, int until, Progress progress)
            throws IOException {
        Clusters clusters = Clusters.of(graph, ClusterSettings.STANDARD.withUntil(until), progress);
        if (clusters.until() < until) {
            throw new CancellationException("interrupted while addresses were clustered");
        }
        ScriptNames names = new ScriptNames(graph);
        for (String address : clustered) {
            OptionalInt script = names.number(address, clusters.scripts());
            Set<OutPoint> outputs = new TreeSet<>();
            for (int member : script.isPresent() ? clusters.members(script.getAsInt()) : new int[0]) {
                outputs.addAll(outputs(graph, graph.script(member), until));
            }
            addWhole(seeds, outputs, address);
        }
    }

    private static void addWhole(List<Seed> seeds, Set<OutPoint> outputs, String label) {
        outputs.forEach(outPoint -> seeds.add(Seed.whole(outPoint, label)));
    }

    /// The outputs of a script that were created in the window.
    private Set<OutPoint> outputs(TransactionGraph graph, byte[] script, int until) throws IOException {
        int first = from == null ? Integer.MIN_VALUE : from;
        int last = to == null ? until : Math.min(to, until);
        Set<OutPoint> found = new TreeSet<>();
        try (LongStream ids = graph.outputs(script)) {
            for (PrimitiveIterator.OfLong id = ids.iterator(); id.hasNext(); ) {
                Output output = graph.output(id.nextLong());
                if (first <= output.height() && output.height() <= last) {
                    found.add(output.outPoint());
                }
            }
        }
        return found;
    }
}
