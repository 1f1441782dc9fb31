package clayton.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import clayton.chain.ChainBuilder;
import clayton.chain.ChainBuilder.Built;
import clayton.chain.MemoryGraph;
import clayton.chain.Network;
import clayton.chain.OutPoint;
import clayton.chain.Progress;
import clayton.chain.RandomChain;
import clayton.chain.Tags;
import clayton.chain.TransactionGraph;
import clayton.taint.Seed;
import clayton.taint.TraceSettings;
import clayton.taint.Tracer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Whoever asks a writer to stop, at whatever step, need not wait for many more, and finds nothing half-written.
final class CancelledWritingTest {
    private static final int STEPS_AFTER = 3;

    @TempDir
    private Path folder;

    private final TransactionGraph graph;
    private final Traced traced;

    CancelledWritingTest() throws IOException {
        ChainBuilder chain = new ChainBuilder(Network.REGTEST);
        Built first = chain.next().mine();
        List<Built> blocks =
                new RandomChain(chain, first, RandomChain.random(5)).grow(30).chain();
        graph = MemoryGraph.of(
                Network.REGTEST, blocks.stream().map(Built::block).toList());
        OutPoint seed = first.coinbase().coin(0).outPoint();
        traced = Traced.of(new Tracer(graph).forward(List.of(Seed.whole(seed)), TraceSettings.FIFO, Progress.NONE));
    }

    private interface Writing {
        void into(Path file, Progress progress) throws IOException;
    }

    /// Stopped at the first, second, fourth … step, until there are not so many.
    private void assertStops(String name, Writing writing) throws IOException {
        Path target = folder.resolve(name);
        int stopped = 0;
        for (int steps = 1; !Files.exists(target); steps *= 2) {
            int last = steps;
            AtomicInteger taken = new AtomicInteger();
            try (NewFile file = NewFile.at(target)) {
                writing.into(file.path(), (work, done, total) -> taken.incrementAndGet() < last);
                file.keep();
                assertThat(taken.get()).as(name).isLessThan(last);
            } catch (CancellationException e) {
                assertThat(taken.get()).as(name).isBetween(last, last + STEPS_AFTER);
                stopped++;
            }
            assertThat(folder.resolve(name + ".part")).doesNotExist();
        }
        assertThat(stopped).as(name).isGreaterThan(5);
    }

    @Test
    void everyGraphFormatStopsAtAnyStep() throws IOException {
        for (GraphFormat format : GraphFormat.ALL) {
            for (FlowGraph.Holders by : List.of(new FlowGraph.Holders.Outputs(), new FlowGraph.Holders.Addresses())) {
                assertStops(format.name() + by.getClass().getSimpleName(), (file, progress) -> {
                    try (Writer out = Files.newBufferedWriter(file)) {
                        format.write(new FlowGraph(graph, Flow.of(graph, traced, progress), by, Tags.NONE), out);
                    }
                });
            }
        }
    }

    @Test
    void caseUcoAndGraphSenseStopAtAnyStep() throws IOException {
        OutputNames names = new OutputNames(graph);
        assertStops("uco", (file, progress) -> {
            try (Writer out = Files.newBufferedWriter(file)) {
                new CaseUco(graph, names, "1", "asked").write(List.of(traced), out, progress);
            }
        });
        assertStops("gs", (file, progress) -> {
            try (OutputStream out = Files.newOutputStream(file)) {
                GraphSenseFile.write(Flow.of(graph, traced, progress), names, Tags.NONE, "title", out);
            }
        });
    }

    @Test
    void reportsStopAtAnyStep() throws IOException {
        Report.Basis basis = new Report.Basis(
                graph,
                List.of(traced),
                new OutputNames(graph),
                Tags.NONE,
                "1",
                "asked",
                OptionalLong.empty(),
                List.of("one in ten"));
        assertStops("report.html", (file, progress) -> {
            try (OutputStream out = Files.newOutputStream(file)) {
                Report.writeHtml(basis, out, progress);
            }
        });
        assertStops("report.pdf", (file, progress) -> {
            try (OutputStream out = Files.newOutputStream(file)) {
                Report.writePdf(basis, out, progress);
            }
        });
    }
}
