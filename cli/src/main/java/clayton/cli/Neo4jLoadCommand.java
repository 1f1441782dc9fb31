package clayton.cli;

import clayton.chain.Network;
import clayton.chain.Output;
import clayton.chain.Progress;
import clayton.evidence.Json;
import clayton.evidence.OutputScripts;
import clayton.reader.Addresses;
import clayton.reader.BlockFolder;
import clayton.reader.ChainLoader;
import clayton.reader.LoadOptions;
import clayton.reader.LoadReport;
import clayton.store.Ledger;
import clayton.store.LedgerInfo;
import clayton.store.neo4j.BulkLoad;
import clayton.store.neo4j.Neo4jConnection;
import clayton.store.neo4j.Neo4jGraph;
import clayton.store.neo4j.Neo4jWriter;
import clayton.workspace.UserFolders;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Loads a block range into a Neo4j, resumes, extends.
@Command(
        name = "load",
        description = "Loads a block range into a Neo4j, from a ledger or straight from a blocks folder. Run again, it"
                + " goes on where the range there ends and follows reorganisations. Ctrl-C stops it at a safe point.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  clayton neo4j load",
            "  clayton neo4j load --ledger case-17 --from 170000 --to 180000",
            "  clayton neo4j load --blocks ~/.bitcoin/blocks --to 1000 --neo4j neo4j+s://graph.example.org"
        })
final class Neo4jLoadCommand implements Callable<Integer> {
    /// Block bytes of one transaction: some 30,000 nodes and relationships a mebibyte.
    private static final long COMMIT_BYTES = 1 << 20;

    private final Terminal terminal;
    private final UserFolders folders;

    @Mixin
    private final Neo4jOption neo4j;

    @Option(
            names = "--ledger",
            paramLabel = "DIR",
            description = "folder of the ledger to load from (default: clayton/ledger in the user's data folder)")
    private @Nullable Path ledger;

    @Option(names = "--blocks", paramLabel = "DIR", description = "blocks folder to load from instead of a ledger")
    private @Nullable Path blocks;

    @Option(
            names = "--from",
            paramLabel = "HEIGHT",
            description = "first height (default: where the range in the Neo4j begins, or else the ledger)")
    private @Nullable Integer from;

    @Option(names = "--to", paramLabel = "HEIGHT", description = "last height (default: the tip)")
    private @Nullable Integer to;

    @Option(
            names = "--bulk",
            description = "fill the local Neo4j, which must be empty, with Neo4j's own importer: several times as fast,"
                    + " and nothing is there before the end")
    private boolean bulk;

    @Option(names = "--json", description = "JSON on stdout")
    private boolean json;

    Neo4jLoadCommand(Terminal terminal, Map<String, String> environment) {
        this.terminal = terminal;
        this.folders = new UserFolders(environment);
        this.neo4j = new Neo4jOption(terminal, environment);
    }

    @Override
    public Integer call() throws IOException {
        if (ledger != null && blocks != null) {
            throw new IllegalArgumentException("--ledger and --blocks both say where to load from: give one of them");
        }
        if (bulk) {
            return bulk();
        }
        try (Neo4jConnection connection = neo4j.connect()) {
            boolean whole;
            try (ProgressLine line = new ProgressLine(terminal);
                    Interruption interruption = new Interruption(terminal, line, Interruption.Work.LOAD)) {
                whole = blocks == null
                        ? loadLedger(connection, ledger == null ? folders.ledger() : ledger, interruption)
                        : loadBlocks(connection, blocks, interruption);
            }
            answer(connection);
            if (!whole) {
                terminal.warn("stopped at a safe point; the same command goes on from there");
            }
            return whole ? ExitCode.DONE : ExitCode.STOPPED;
        }
    }

    private boolean loadLedger(Neo4jConnection connection, Path folder, Progress progress) throws IOException {
        try (Ledger source = Ledger.open(folder)) {
            int first = first(connection, source.from());
            int last = to == null ? source.to() : to;
            checkRange(first, last, source);
            OutputScripts scripts = new OutputScripts(source);
            try (Neo4jWriter writer = writer(connection, source.network(), first)) {
                return writer.copy(source, last, output -> data(scripts, output), progress);
            }
        }
    }

    private static Optional<byte[]> data(OutputScripts scripts, Output output) {
        try {
            return scripts.of(output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private int bulk() throws IOException {
        if (blocks != null || !neo4j.place().equals(GraphLocation.LOCAL)) {
            throw new IllegalArgumentException(
                    "--bulk fills the local Neo4j from a ledger: leave --blocks and --neo4j out, or --bulk");
        }
        BulkLoad.Report report;
        try (Ledger source = Ledger.open(ledger == null ? folders.ledger() : ledger);
                ProgressLine line = new ProgressLine(terminal)) {
            int first = from == null ? source.from() : from;
            int last = to == null ? source.to() : to;
            checkRange(first, last, source);
            OutputScripts scripts = new OutputScripts(source);
            report = BulkLoad.run(
                    neo4j.settings().local(),
                    source,
                    first,
                    last,
                    output -> data(scripts, output),
                    Addresses.of(source.network())::address,
                    line);
        }
        terminal.warn(String.format(
                Locale.ROOT,
                "%,d nodes and relationships: files %.1f s, import %.1f s, restart and indexes %.1f s",
                report.entities(),
                report.filesSeconds(),
                report.importSeconds(),
                report.indexSeconds()));
        try (Neo4jConnection connection = neo4j.connect()) {
            answer(connection);
        }
        return ExitCode.DONE;
    }

    private void checkRange(int first, int last, Ledger source) {
        if (first < source.from() || last > source.to() || first > last) {
            throw new IllegalArgumentException("heights " + first + " to " + last + " are not all in the ledger in "
                    + source.folder() + ", which holds " + source.from() + " to " + source.to());
        }
    }

    private boolean loadBlocks(Neo4jConnection connection, Path folder, Progress progress) throws IOException {
        if (!Files.isDirectory(folder)) {
            throw new NoSuchFileException(folder.toString());
        }
        BlockFolder source =
                BlockFolder.open(folder, Optional.empty(), Optional.of(folders.headerCache(folder)), progress);
        int first = first(connection, 0);
        int last = to == null ? Math.max(first, source.tipHeight()) : to;
        if (first > last || last > source.tipHeight()) {
            throw new IllegalArgumentException("heights " + first + " to " + last + " are not all in the chain in "
                    + folder + ", which ends at height " + source.tipHeight());
        }
        try (Neo4jWriter writer = writer(connection, source.network(), first)) {
            LoadReport report = ChainLoader.load(
                    source, first, last, writer, LoadOptions.standard().withCommitBytes(COMMIT_BYTES), progress);
            report.notes().forEach(terminal::warn);
            report.refused()
                    .forEach(block -> terminal.warn("block " + block.hash() + " at height " + block.height()
                            + " was refused: " + block.reason()));
            return !report.stopped();
        }
    }

    private int first(Neo4jConnection connection, int otherwise) throws IOException {
        if (from != null) {
            return from;
        }
        return Neo4jGraph.info(connection).map(LedgerInfo::from).orElse(otherwise);
    }

    private static Neo4jWriter writer(Neo4jConnection connection, Network network, int first) throws IOException {
        return Neo4jWriter.open(connection, network, first, Addresses.of(network)::address);
    }

    private void answer(Neo4jConnection connection) throws IOException {
        Neo4jLoadDocument document = Neo4jLoadDocument.of(
                connection.address().uri(), Neo4jGraph.info(connection).orElse(null));
        if (json) {
            Json.write(document, terminal.out());
        } else {
            document.print(terminal);
        }
    }
}
