package clayton.cli;

import clayton.chain.Progress;
import clayton.evidence.BundleWriter;
import clayton.evidence.Signing;
import clayton.evidence.Traced;
import clayton.store.Ledger;
import clayton.workspace.Build;
import clayton.workspace.Loading;
import clayton.workspace.Measured;
import clayton.workspace.UserFolders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Packs a trace with all it rests on.
@Command(
        name = "bundle",
        description = "Packs a trace with all it rests on into a ZIP that another expert can check without this program"
                + " and without a node.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  clayton export bundle TXID:0 --fees stop --out evidence.zip",
            "  clayton export bundle TXID:0 --direction backward --policy fifo,haircut --out origin.zip",
            "  clayton export bundle TXID:0 --graph neo4j:local --ledger case-17 --out evidence.zip"
        })
final class ExportBundleCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Mixin
    private final ExportOptions options;

    @Mixin
    private final SigningOptions signing;

    private final UserFolders folders;

    @Option(
            names = "--blocks",
            paramLabel = "DIR",
            description = "where the block files lie now (default: where the ledger was made from); beside a Neo4j this"
                    + " or --ledger says where raw transactions are")
    private @Nullable Path blocks;

    ExportBundleCommand(Terminal terminal, Map<String, String> environment) {
        this.terminal = terminal;
        this.options = new ExportOptions(terminal, environment);
        this.signing = new SigningOptions(environment);
        this.folders = new UserFolders(environment);
        options.question.graph.allowLedgerBesideNeo4j();
    }

    @Override
    public Integer call() throws IOException {
        Signing vouched = signing.signing();
        requireBlocks();
        int code = options.run((call, traced, file, progress) -> write(call, traced, file, vouched, progress));
        if (code == ExitCode.DONE) {
            terminal.line(
                    "Wrote " + options.out() + "; check it with clayton verify " + options.out()
                            + ", or with verify/clayton_verify.py and the file beside it, which share no code with this program.");
        }
        return code;
    }

    /// Says what is missing before anything is traced.
    private void requireBlocks() {
        GraphOption graph = options.question.graph;
        if (!graph.isLedger() && graph.namedLedger().isEmpty() && blocks == null) {
            throw new IllegalArgumentException(
                    "a bundle holds raw transactions, which a Neo4j does not: name the ledger"
                            + " it was loaded from with --ledger DIR, or a blocks folder with --blocks DIR");
        }
    }

    private void write(TracedCall call, List<Traced> traced, Path file, Signing vouched, Progress progress)
            throws IOException {
        Optional<Path> beside = options.question.graph.namedLedger();
        if (call.graph instanceof Ledger ledger) {
            write(call, ledger, traced, file, vouched, progress);
        } else if (beside.isPresent()) {
            try (Ledger ledger = Ledger.open(beside.get())) {
                write(call, ledger, traced, file, vouched, progress);
            }
        } else {
            writeFromBlocks(call, Objects.requireNonNull(blocks), traced, file, vouched, progress);
        }
    }

    /// A blocks folder alone does not say where the Neo4j's transactions stand in it: a ledger made for the while does.
    private void writeFromBlocks(
            TracedCall call, Path from, List<Traced> traced, Path file, Signing vouched, Progress progress)
            throws IOException {
        Path folder = Files.createTempDirectory("clayton-bundle");
        try {
            new Loading(
                            from,
                            folder,
                            OptionalInt.of(call.graph.from()),
                            OptionalInt.of(call.graph.to()),
                            Optional.of(call.graph.network()),
                            Optional.of(folders.headerCache(from)))
                    .run(progress);
            try (Ledger ledger = Ledger.open(folder)) {
                write(call, ledger, traced, file, vouched, progress);
            }
        } finally {
            delete(folder);
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path each : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(each);
            }
        }
    }

    private void write(
            TracedCall call, Ledger ledger, List<Traced> traced, Path file, Signing vouched, Progress progress)
            throws IOException {
        new BundleWriter(call.graph, ledger, Optional.ofNullable(blocks), call.tags, made(), vouched)
                .write(traced, file, progress);
    }

    private BundleWriter.Made made() throws IOException {
        return new BundleWriter.Made(
                Build.version(), Build.digest(), Measured.ofTrace(options.question.tracing.seeds.areOfCluster()));
    }
}
