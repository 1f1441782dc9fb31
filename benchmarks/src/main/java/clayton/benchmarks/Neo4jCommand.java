package clayton.benchmarks;

import clayton.chain.Output;
import clayton.chain.Progress;
import clayton.evidence.OutputScripts;
import clayton.reader.Addresses;
import clayton.store.Ledger;
import clayton.store.neo4j.BulkLoad;
import clayton.store.neo4j.LocalNeo4j;
import clayton.store.neo4j.Neo4jConnection;
import clayton.store.neo4j.Neo4jGraph;
import clayton.store.neo4j.Neo4jWriter;
import clayton.taint.Seed;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `neo4j`: fills a Neo4j of its own with a ledger in bulk, traces over both, and loads the beginning once more through
/// the driver. What is traced over the two must come equally far.
@Command(
        name = "neo4j",
        description = "Loads a ledger into a Neo4j of its own, in bulk and through the driver, traces over it, and"
                + " measures all of it.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class Neo4jCommand implements Callable<Integer> {
    /// Poison and haircut reach a good part of such a chain: over a database that takes many minutes, and says the
    /// same.
    private static final List<String> KINDS = List.of("fifo", "lifo", "fifo-back", "lifo-back");

    @Option(names = "--ledger", required = true, description = "The ledger.")
    private Path folder = Path.of("");

    @Option(
            names = "--server",
            description = "Folder of the Neo4j, whose data are replaced (default: a temporary folder, for which the"
                    + " server is fetched).")
    private Optional<Path> server = Optional.empty();

    @Option(
            names = "--driver-blocks",
            defaultValue = "120",
            description = "Blocks that go through the driver, the first ones (default ${DEFAULT-VALUE}; 0: none).")
    private int driverBlocks;

    @Option(
            names = "--runs",
            defaultValue = "3",
            description = "How often each trace is run after a first run that does not count; 0: no traces (default"
                    + " ${DEFAULT-VALUE}).")
    private int runs;

    private final PrintStream console;

    Neo4jCommand(PrintStream console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        if (server.isPresent()) {
            measure(server.get());
            return 0;
        }
        try (ScratchFolder scratch = ScratchFolder.make(Optional.empty())) {
            measure(scratch.path());
        }
        return 0;
    }

    private void measure(Path place) throws IOException {
        LocalNeo4j local = new LocalNeo4j(place);
        local.reset();
        try (Ledger ledger = Ledger.open(folder)) {
            local.start(Progress.NONE);
            bulk(local, ledger);
            if (runs > 0) {
                traces(local, ledger);
            }
            if (driverBlocks > 0) {
                local.reset();
                local.start(Progress.NONE);
                driver(local, ledger);
            }
        } finally {
            local.reset();
        }
    }

    private static Function<Output, Optional<byte[]>> scripts(Ledger ledger) {
        OutputScripts scripts = new OutputScripts(ledger);
        return output -> {
            try {
                return scripts.of(output);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        };
    }

    private void bulk(LocalNeo4j local, Ledger ledger) throws IOException {
        long begun = System.nanoTime();
        BulkLoad.Report report = BulkLoad.run(
                local,
                ledger,
                ledger.from(),
                ledger.to(),
                scripts(ledger),
                Addresses.of(ledger.network())::address,
                Progress.NONE);
        long entities = report.entities();
        console.printf(
                Locale.ROOT,
                "bulk: %,d transactions, %,d nodes and relationships%n",
                ledger.info().transactions(),
                entities);
        rate("files", entities, report.filesSeconds());
        rate("import", entities, report.importSeconds());
        rate("files and import", entities, report.filesSeconds() + report.importSeconds());
        rate("restart, indexes", entities, report.indexSeconds());
        rate("all of it", entities, seconds(begun));
        console.printf(Locale.ROOT, "%,d MB on disk%n", local.size() / 1_000_000);
    }

    private void rate(String what, long entities, double seconds) {
        console.printf(Locale.ROOT, "  %-17s %7.1f s %,10.0f/s%n", what, seconds, entities / seconds);
    }

    private static double seconds(long begun) {
        return (System.nanoTime() - begun) / 1e9;
    }

    private void driver(LocalNeo4j local, Ledger ledger) throws IOException {
        int to = Math.min(ledger.to(), ledger.from() + driverBlocks - 1);
        long begun = System.nanoTime();
        try (Neo4jConnection connection = Neo4jConnection.open(local.address())) {
            try (Neo4jWriter writer = Neo4jWriter.open(
                    connection, ledger.network(), ledger.from(), Addresses.of(ledger.network())::address)) {
                writer.copy(ledger, to, scripts(ledger), Progress.NONE);
            }
            double taken = seconds(begun);
            long entities = (Long) Objects.requireNonNull(connection
                    .query("RETURN COUNT { (n) } + COUNT { ()-->() } AS entities", Map.of())
                    .getFirst()
                    .get("entities"));
            console.printf(
                    Locale.ROOT,
                    "driver: %,d transactions in blocks %d to %d, %,d nodes and relationships%n",
                    Neo4jGraph.info(connection).orElseThrow().transactions(),
                    ledger.from(),
                    to,
                    entities);
            rate("all of it", entities, taken);
        }
    }

    private void traces(LocalNeo4j local, Ledger ledger) throws IOException {
        Seeding forward = Seeding.secondTransaction(Seeding.start(ledger));
        Seeding backward = Seeding.secondTransaction(Seeding.busy(ledger, ledger.to(), -1));
        console.printf(
                Locale.ROOT, "traces, forward from the outputs of %s, backward from those of %s%n", forward, backward);
        console.printf(
                Locale.ROOT,
                "  %-10s %12s %9s %11s %9s %9s %9s %9s %8s%n",
                "",
                "transactions",
                "outputs",
                "round trips",
                "rows",
                "rows/s",
                "neo4j s",
                "ledger s",
                "ratio");
        for (String name : KINDS) {
            TraceKind kind = TraceKind.parse(name);
            trace(local, ledger, kind, (kind.backward() ? backward : forward).seeds(ledger));
        }
    }

    private record Run(Reach reach, long roundTrips, long rows, double seconds) {}

    private void trace(LocalNeo4j local, Ledger ledger, TraceKind kind, List<Seed> seeds) throws IOException {
        Run[] remote = new Run[runs + 1];
        double[] near = new double[runs + 1];
        for (int run = 0; run <= runs; run++) {
            remote[run] = overNeo4j(local, kind, seeds);
            long begun = System.nanoTime();
            Reach reach = kind.trace(ledger, seeds).reach();
            near[run] = seconds(begun);
            if (!reach.equals(remote[run].reach())) {
                throw new IllegalStateException(kind + " comes otherwise far over Neo4j than over the ledger: "
                        + remote[run].reach() + ", not " + reach);
            }
        }
        double seconds =
                median(Arrays.stream(remote).skip(1).mapToDouble(Run::seconds).toArray());
        double ledgers = median(Arrays.stream(near).skip(1).toArray());
        Run last = remote[runs];
        console.printf(
                Locale.ROOT,
                "  %-10s %,12d %,9d %,11d %,9d %,9.0f %9.2f %9.4f %8.0f%n",
                kind,
                last.reach().transactions(),
                last.reach().outputs(),
                last.roundTrips(),
                last.rows(),
                last.rows() / seconds,
                seconds,
                ledgers,
                seconds / ledgers);
    }

    /// A graph remembers what it has read, so each run has one of its own.
    private static Run overNeo4j(LocalNeo4j local, TraceKind kind, List<Seed> seeds) throws IOException {
        try (Neo4jGraph graph = Neo4jGraph.open(Neo4jConnection.open(local.address()))) {
            Neo4jConnection connection = graph.connection();
            long roundTrips = connection.roundTrips();
            long rows = connection.rows();
            long begun = System.nanoTime();
            Reach reach = kind.trace(graph, seeds).reach();
            return new Run(reach, connection.roundTrips() - roundTrips, connection.rows() - rows, seconds(begun));
        }
    }

    private static double median(double[] values) {
        Arrays.sort(values);
        return values[(values.length - 1) / 2];
    }
}
