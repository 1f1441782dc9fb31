package clayton.cli;

import clayton.evidence.Json;
import clayton.store.Ledger;
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

/// Checks the installation, and the ledger byte by byte.
@Command(
        name = "doctor",
        description = "Checks the installation, and the ledger byte by byte.",
        footerHeading = "%nExamples:%n",
        footer = {"  clayton doctor", "  clayton doctor --ledger case-17 --json"})
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
        this.graph = new GraphOption(environment);
    }

    record Check(String name, boolean ok, String detail) {}

    record Report(String schema, boolean ok, List<Check> checks) {}

    @Override
    public Integer call() throws IOException {
        Path folder = graph.ledgerFolder();
        checks.clear();
        found("clayton", true, Build.version());
        found("java", true, Runtime.version() + " in " + System.getProperty("java.home"));
        ledger(folder);
        disk(folder);
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

    private void disk(Path folder) throws IOException {
        Path existing = folder.toAbsolutePath();
        for (Path parent = existing; parent != null && !Files.exists(existing); parent = parent.getParent()) {
            existing = parent;
        }
        long free = Files.getFileStore(existing).getUsableSpace();
        found("disk", free >= LITTLE_DISK, (free >> 20) + " MiB free under " + existing);
    }
}
