package clayton.cli;

import clayton.chain.TransactionGraph;
import clayton.evidence.Json;
import clayton.store.GraphDigest;
import clayton.store.Ledger;
import clayton.store.neo4j.Neo4jGraph;
import clayton.workspace.Build;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Checks the installation, and the ledger byte by byte; or a Neo4j, and whether it holds what the ledger holds.
@Command(
        name = "doctor",
        description = "Checks the installation, and the ledger byte by byte. With --graph neo4j:… it takes a digest of"
                + " all that the Neo4j holds, and of the same heights in the ledger (--ledger), and compares the two.",
        footerHeading = "%nExamples:%n",
        footer = {"  clayton doctor", "  clayton doctor --ledger case-17 --json", "  clayton doctor --graph neo4j:local"
        })
final class DoctorCommand implements Callable<Integer> {
    private static final long LITTLE_DISK = 1L << 30;

    private final Terminal terminal;
    private final List<Check> checks = new ArrayList<>();

    @Mixin
    private final GraphOption graph;

    @Option(names = "--json", description = "JSON on stdout")
    private boolean json;

    DoctorCommand(Terminal terminal, Map<String, String> environment) {
        this.terminal = terminal;
        this.graph = new GraphOption(terminal, environment);
    }

    record Check(String name, boolean ok, String detail) {}

    record Report(String schema, boolean ok, List<Check> checks) {}

    @Override
    public Integer call() throws IOException {
        checks.clear();
        found("clayton", true, Build.version());
        found("java", true, Runtime.version() + " in " + System.getProperty("java.home"));
        if (graph.isLedger()) {
            Path folder = graph.ledgerFolder();
            ledger(folder);
            disk(folder);
        } else {
            neo4j(graph.ledgerBeside());
        }
        Report report = new Report("clayton.doctor/1", checks.stream().allMatch(Check::ok), checks);
        if (json) {
            Json.write(report, terminal.out());
        } else {
            checks.forEach(check -> terminal.field(check.name(), (check.ok() ? "" : "NOT WELL: ") + check.detail()));
        }
        return report.ok() ? ExitCode.DONE : ExitCode.NEGATIVE;
    }

    private void found(String name, boolean ok, String detail) {
        checks.add(new Check(name, ok, detail));
    }

    private void ledger(Path folder) {
        if (graph.isDefault() && !Files.exists(folder)) {
            found("ledger", true, "none yet; clayton load makes one in " + folder);
            return;
        }
        try (Ledger ledger = Ledger.open(folder)) {
            found(
                    "ledger",
                    true,
                    folder + ", " + ledger.network().name() + " heights " + ledger.from() + " to " + ledger.to()
                            + (ledger.isLoading() ? "; a load runs, or was broken off: load again" : ""));
            digests(ledger);
            Path blocks = ledger.blocksFolder();
            boolean reachable = Files.isDirectory(blocks);
            found("blocks", reachable, blocks + (reachable ? "" : " is gone; raw transactions cannot be fetched"));
        } catch (IOException e) {
            found("ledger", false, Failure.sentence(e));
        }
    }

    private void digests(Ledger ledger) throws IOException {
        List<String> damages;
        try (ProgressLine progress = new ProgressLine(terminal)) {
            damages = ledger.damages(progress);
        }
        damages.forEach(damage -> found("digests", false, damage));
        if (damages.isEmpty()) {
            found("digests", true, "every file is as it was written");
        }
    }

    private void neo4j(Path folder) throws IOException {
        try (Neo4jGraph neo4j = graph.openNeo4j()) {
            found(
                    "neo4j",
                    true,
                    neo4j.connection().version() + " at "
                            + neo4j.connection().address().uri() + ", " + heights(neo4j));
            String digest = digest(neo4j, neo4j.to());
            found("digest", true, digest + " of all blocks, transactions, outputs and scripts");
            if (Files.exists(folder)) {
                compare(neo4j, digest, folder);
            } else {
                found("ledger", true, "none in " + folder + " to compare with");
            }
        }
    }

    private static String heights(TransactionGraph graph) {
        return graph.network().name() + " heights " + graph.from() + " to " + graph.to();
    }

    private void compare(Neo4jGraph neo4j, String digest, Path folder) throws IOException {
        try (Ledger ledger = Ledger.open(folder)) {
            if (ledger.from() != neo4j.from() || ledger.to() < neo4j.to()) {
                found("ledger", true, folder + " holds " + heights(ledger) + ", so it cannot be compared");
                return;
            }
            String other = digest(ledger, neo4j.to());
            boolean same = other.equals(digest);
            found("ledger", same, folder + (same ? " has the same digest" : " has another digest, " + other));
        }
    }

    private String digest(TransactionGraph of, int to) throws IOException {
        try (ProgressLine line = new ProgressLine(terminal);
                Interruption interruption = new Interruption(terminal, line)) {
            return GraphDigest.of(of, to, interruption);
        }
    }

    private void disk(Path folder) throws IOException {
        Path existing = folder.toAbsolutePath();
        for (Path parent = existing; parent != null && !Files.exists(existing); parent = parent.getParent()) {
            existing = parent;
        }
        long free = Files.getFileStore(existing).getUsableSpace();
        found("disk", free >= LITTLE_DISK, (free >> 20) + " MiB free under " + existing);
    }
}
