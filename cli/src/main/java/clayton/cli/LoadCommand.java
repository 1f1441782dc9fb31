package clayton.cli;

import clayton.chain.Network;
import clayton.chain.StaleBlock;
import clayton.evidence.Json;
import clayton.reader.BlockFiles;
import clayton.reader.LoadReport;
import clayton.store.Ledger;
import clayton.workspace.Loading;
import clayton.workspace.UserFolders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// Loads a block range into a ledger, resumes, extends.
@Command(
        name = "load",
        description = "Reads the blocks folder of a Bitcoin Core node into a ledger. Run again, it goes on where the"
                + " ledger ends and follows reorganisations. Ctrl-C stops it at a safe point.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  clayton load --blocks ~/.bitcoin/blocks",
            "  clayton load --blocks ~/.bitcoin/blocks --from 840000 --ledger fourth-epoch"
        })
final class LoadCommand implements Callable<Integer> {
    private final Terminal terminal;
    private final UserFolders folders;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private final GraphOption graph;

    @Option(names = "--blocks", paramLabel = "DIR", description = "folder with blk*.dat, rev*.dat and xor.dat")
    private @Nullable Path blocks;

    @Option(
            names = "--from",
            paramLabel = "HEIGHT",
            description = "first height (default: 0, or where the ledger begins)")
    private @Nullable Integer from;

    @Option(names = "--to", paramLabel = "HEIGHT", description = "last height (default: the tip)")
    private @Nullable Integer to;

    @Option(
            names = "--network",
            paramLabel = "NAME",
            description = "main, testnet3, testnet4, signet or regtest (default: as the blocks say)")
    private @Nullable String network;

    @Option(names = "--json", description = "JSON on stdout")
    private boolean json;

    LoadCommand(Terminal terminal, Map<String, String> environment) {
        this.terminal = terminal;
        this.folders = new UserFolders(environment);
        this.graph = new GraphOption(terminal, environment);
    }

    @Override
    public Integer call() throws IOException {
        Loading loading = loading();
        try {
            return answer(loading, load(loading));
        } catch (CancellationException e) {
            terminal.warn("stopped before the first block; the same command begins again");
            return ExitCode.STOPPED;
        }
    }

    private LoadReport load(Loading loading) throws IOException {
        try (ProgressLine line = new ProgressLine(terminal);
                Interruption interruption = new Interruption(terminal, line, Interruption.Work.LOAD)) {
            return loading.run(interruption);
        }
    }

    private Loading loading() throws IOException {
        if (blocks == null) {
            throw new ParameterException(spec.commandLine(), "say with --blocks DIR where the node keeps its blocks");
        }
        if (!Files.isDirectory(blocks)) {
            throw new NoSuchFileException(blocks.toString());
        }
        return new Loading(
                blocks,
                graph.ledgerFolder(),
                optional(from),
                optional(to),
                network == null ? Optional.empty() : Optional.of(named(network)),
                Optional.of(folders.headerCache(blocks)));
    }

    private static OptionalInt optional(@Nullable Integer height) {
        return height == null ? OptionalInt.empty() : OptionalInt.of(height);
    }

    private static Network named(String name) {
        return Network.named(name)
                .orElseThrow(() -> new IllegalArgumentException("'" + name
                        + "' is no network: give one of "
                        + Network.ALL.stream().map(Network::name).collect(Collectors.joining(", "))));
    }

    private int answer(Loading loading, LoadReport report) throws IOException {
        report.notes().forEach(terminal::warn);
        for (StaleBlock block : report.refused()) {
            terminal.warn("block " + block.hash() + " at height " + block.height() + " ("
                    + BlockFiles.place(block.file(), block.offset()) + ") was refused: " + block.reason());
        }
        LoadDocument document;
        try (Ledger ledger = Ledger.open(loading.ledger())) {
            document = LoadDocument.of(loading, report, ledger.info());
        }
        if (json) {
            Json.write(document, terminal.out());
        } else {
            print(document);
        }
        return exitCode(report);
    }

    private int exitCode(LoadReport report) {
        if (report.stopped()) {
            terminal.warn("stopped after height " + report.to() + "; the same command goes on from there");
            return ExitCode.STOPPED;
        }
        if (!report.refused().isEmpty()) {
            terminal.warn("the chain ends at height " + report.to()
                    + ", because blocks were refused; mend the files named above and load again");
            return ExitCode.DATA;
        }
        if (report.unconnected() > 0 && (to == null || report.to() < to)) {
            terminal.warn("the chain ends at height " + report.to()
                    + ", because the files lack blocks; complete the folder and load again");
            return ExitCode.DATA;
        }
        return ExitCode.DONE;
    }

    private void print(LoadDocument document) {
        terminal.field("network", document.network());
        terminal.field("ledger", document.ledger());
        terminal.field(
                "heights", document.from() + " to " + document.to() + " (" + document.added() + " blocks added)");
        terminal.field("tip", document.tip());
        terminal.field("transactions", document.transactions());
        terminal.field("unresolved", document.unresolvedInputs() + " inputs of unknown value");
        document.skipped()
                .forEach(range -> terminal.field(
                        "skipped", range.file() + ", bytes " + range.from() + " to " + range.to() + ", hold no block"));
    }
}
