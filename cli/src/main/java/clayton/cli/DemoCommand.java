package clayton.cli;

import clayton.chain.Tags;
import clayton.clustering.CoinJoins;
import clayton.evidence.BundleVerifier;
import clayton.evidence.BundleWriter;
import clayton.evidence.Comparison;
import clayton.evidence.ComparisonDocument;
import clayton.evidence.Json;
import clayton.evidence.NewFile;
import clayton.evidence.OutputNames;
import clayton.evidence.Signing;
import clayton.evidence.TraceDocument;
import clayton.evidence.Traced;
import clayton.evidence.Verification;
import clayton.store.Ledger;
import clayton.store.LedgerInfo;
import clayton.taint.ForwardTrace;
import clayton.taint.Policies;
import clayton.taint.Policy;
import clayton.taint.Seed;
import clayton.taint.TraceSettings;
import clayton.taint.Tracer;
import clayton.workspace.Build;
import clayton.workspace.Loading;
import clayton.workspace.Measured;
import clayton.workspace.SampleChain;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// Goes the whole way on the bundled chain: blocks, ledger, trace, account.
@Command(
        name = "demo",
        description = "Goes the whole way on a small chain that comes with the program: reads its blocks, follows the"
                + " loot of a theft, and says where it ended.",
        footerHeading = "%nExamples:%n",
        footer = {"  clayton demo", "  clayton demo --out somewhere/else", "  clayton demo --neo4j"})
final class DemoCommand implements Callable<Integer> {
    private final Terminal terminal;
    private final Map<String, String> environment;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            defaultValue = "demo",
            description = "where the files go: a new folder, or an earlier demo's (default: demo)")
    private Path out = Path.of("demo");

    @Option(
            names = "--neo4j",
            description = "do it over the local Neo4j too, which is started if need be: load, cluster, trace, compare"
                    + " with the ledger, publish")
    private boolean neo4j;

    DemoCommand(Terminal terminal, Map<String, String> environment) {
        this.terminal = terminal;
        this.environment = environment;
    }

    @Override
    public Integer call() throws IOException {
        SampleChain sample = SampleChain.unpackInto(out);
        Path ledgerFolder = out.resolve("ledger");
        Path traceFile = out.resolve("trace.json");
        Path comparisonFile = out.resolve("comparison.json");
        Path bundleFile = out.resolve("bundle.zip");
        load(sample, ledgerFolder);
        try (Ledger ledger = Ledger.open(ledgerFolder)) {
            OutputNames names = new OutputNames(ledger);
            TraceSettings settings = TraceSettings.FIFO.with(new CoinJoins(ledger)::contains);
            ForwardTrace trace = trace(ledger, settings);
            List<Traced> traces = new ArrayList<>();
            for (Policy policy : Policies.ALL) {
                traces.add(Traced.of(trace(ledger, settings.with(policy))));
            }
            write(TraceDocument.of(Traced.of(trace), names), traceFile);
            Comparison comparison =
                    Comparison.of(traces, names, OptionalLong.of(ledger.info().utxoSats()));
            write(ComparisonDocument.of(comparison, names), comparisonFile);
            bundle(ledger, Traced.of(trace), sample.tags(), bundleFile);
            account(ledger.info(), trace, names, sample);
            terminal.line("");
            terminal.line("By every rule there is");
            new ComparisonText(terminal, comparison).print(0);
            if (neo4j) {
                new Neo4jDemo(terminal, environment, sample).run(ledger);
            }
        }
        verify(bundleFile);
        terminal.line("");
        terminal.line("The files");
        file(sample.blocks(), "the blocks, as the node left them");
        file(ledgerFolder, "their ledger; ask it with clayton info --ledger " + ledgerFolder);
        file(traceFile, "by fifo, every output that held stolen satoshis, and where in it");
        file(comparisonFile, "the same by every rule");
        file(bundleFile, "the fifo trace with all it rests on, for another expert");
        return ExitCode.DONE;
    }

    private static void write(Object document, Path file) throws IOException {
        try (Writer out = Files.newBufferedWriter(file)) {
            Json.write(document, out);
        }
    }

    private void bundle(Ledger ledger, Traced traced, Tags tags, Path file) throws IOException {
        BundleWriter writer = new BundleWriter(
                ledger,
                ledger,
                Optional.empty(),
                tags,
                new BundleWriter.Made(Build.version(), Build.digest(), Measured.ofTrace(false)),
                Signing.NONE);
        try (NewFile target = NewFile.at(file);
                ProgressLine progress = new ProgressLine(terminal)) {
            writer.write(List.of(traced), target.path(), progress);
            target.keep();
        }
    }

    /// By both verifiers, if Python is there.
    private void verify(Path bundle) throws IOException {
        Verification verification;
        try (ProgressLine progress = new ProgressLine(terminal)) {
            verification = BundleVerifier.verify(bundle, progress);
        }
        if (!verification.holds()) {
            throw new IOException(
                    bundle + " does not hold: " + verification.broken().orElseThrow());
        }
        terminal.line("");
        terminal.line("Packed the fifo trace into an evidence bundle and verified it, trusting nothing in it:");
        verification.proven().forEach(fact -> terminal.line("  " + fact));
        terminal.line("  " + IndependentVerifier.verdict(bundle));
    }

    private void load(SampleChain sample, Path ledger) throws IOException {
        Loading loading = new Loading(
                sample.blocks(), ledger, OptionalInt.empty(), OptionalInt.empty(), Optional.empty(), Optional.empty());
        try (ProgressLine progress = new ProgressLine(terminal)) {
            loading.run(progress);
        }
    }

    private ForwardTrace trace(Ledger ledger, TraceSettings settings) throws IOException {
        try (ProgressLine progress = new ProgressLine(terminal)) {
            return new Tracer(ledger).forward(List.of(Seed.whole(SampleChain.LOOT)), settings, progress);
        }
    }

    private void account(LedgerInfo info, ForwardTrace trace, OutputNames names, SampleChain sample)
            throws IOException {
        terminal.line("Read " + info.blocks() + " blocks of a " + info.network().name() + " node with "
                + info.transactions() + " transactions, and " + info.stale().size() + " blocks beside the chain.");
        terminal.line("Followed the output that a thief took from an exchange, satoshi by satoshi:");
        terminal.line("");
        TraceText.summary(terminal, Traced.of(trace));
        ForwardText text = new ForwardText(terminal, trace, names);
        text.ends();
        text.byTag(sample.tags());
        text.holders(10);
    }

    private void file(Path path, String content) {
        int width = out.toString().length() + "/comparison.json".length();
        terminal.line("  " + path + " ".repeat(width - path.toString().length()) + "  " + content);
    }
}
