package clayton.desktop.export;

import clayton.chain.OutPoint;
import clayton.chain.Progress;
import clayton.desktop.flow.Holders.By;
import clayton.desktop.session.OpenChain;
import clayton.evidence.BundleWriter;
import clayton.evidence.CsvGraph;
import clayton.evidence.Direction;
import clayton.evidence.Flow;
import clayton.evidence.FlowGraph;
import clayton.evidence.GraphFormat;
import clayton.evidence.NewFile;
import clayton.evidence.Report;
import clayton.evidence.Signing;
import clayton.evidence.Traced;
import clayton.store.Ledger;
import clayton.taint.LaidSeed;
import clayton.taint.StopRule;
import clayton.taint.Trace;
import clayton.taint.TraceSettings;
import clayton.workspace.Build;
import clayton.workspace.Measured;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// Writes a finished trace as a file, by what the command line's exports are made of; `by` is what stands between a
/// graph's transactions.
record TraceExport(OpenChain chain, Traced traced, By by) {
    /// Writes into `part`, which becomes `target` when it is whole.
    void write(Kind kind, Path part, Path target, Progress progress) throws IOException {
        switch (kind) {
            case HTML, PDF -> report(kind == Kind.PDF, part, progress);
            case BUNDLE ->
                new BundleWriter(chain.graph(), ledger(), Optional.empty(), chain.tags(), made(), Signing.NONE)
                        .write(List.of(traced), part, progress);
            case CSV -> tables(part, target, progress);
            case GRAPHML, GEXF, DOT, CYTOSCAPE, JSON -> {
                try (Writer out = Files.newBufferedWriter(part)) {
                    GraphFormat.named(kind.word()).write(graph(progress), out);
                }
            }
            case PNG, SVG -> throw new IllegalArgumentException(kind + " shows the sheet, not a trace");
        }
    }

    private FlowGraph graph(Progress progress) throws IOException {
        return new FlowGraph(
                chain.graph(),
                Flow.of(chain.graph(), traced, progress),
                FlowGraph.Holders.by(by.word(), chain.graph(), traced.trace().until(), progress),
                chain.tags());
    }

    private void tables(Path part, Path target, Progress progress) throws IOException {
        try (NewFile beside = NewFile.at(CsvGraph.edgesBeside(target));
                Writer nodes = Files.newBufferedWriter(part);
                Writer edges = Files.newBufferedWriter(beside.path())) {
            CsvGraph.write(graph(progress), nodes, edges);
            nodes.flush();
            edges.flush();
            beside.keep();
        }
    }

    private void report(boolean pdf, Path part, Progress progress) throws IOException {
        Report.Basis basis = new Report.Basis(
                chain.graph(),
                List.of(traced),
                chain.names(),
                chain.tags(),
                Build.version(),
                question(traced.trace()),
                OptionalLong.empty(),
                Measured.sentences());
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(part))) {
            if (pdf) {
                Report.writePdf(basis, out, progress);
            } else {
                Report.writeHtml(basis, out, progress);
            }
        }
    }

    private Ledger ledger() {
        return chain.ledger()
                .orElseThrow(() -> new IllegalArgumentException("a bundle holds raw transactions, which a Neo4j does"
                        + " not: open the chain's ledger and make it there"));
    }

    private static BundleWriter.Made made() throws IOException {
        return new BundleWriter.Made(Build.version(), Build.digest(), Measured.ofTrace(false));
    }

    /// The question in the words of the command line, so that whoever reads the report can ask it again.
    static String question(Trace trace) {
        TraceSettings settings = trace.settings();
        StringBuilder words = new StringBuilder("clayton trace ").append(Direction.of(trace));
        for (OutPoint seed :
                trace.seeds().stream().map(LaidSeed::outPoint).distinct().toList()) {
            words.append(' ').append(seed);
        }
        words.append(" --policy ").append(settings.policy().name());
        words.append(" --coinbase-order ").append(settings.coinbaseOrder());
        words.append(" --fees ").append(settings.fees());
        words.append(" --until ").append(trace.until());
        for (StopRule stop : settings.stops()) {
            words.append(" --stop-at ").append(stop.name());
        }
        return words.toString();
    }
}
