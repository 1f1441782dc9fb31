package clayton.desktop.workbench;

import static org.assertj.core.api.Assertions.assertThat;

import clayton.chain.OutPoint;
import clayton.desktop.SampleBench;
import clayton.desktop.SampleLedger;
import clayton.desktop.export.FileManager;
import clayton.desktop.export.Kind;
import clayton.desktop.flow.Holders;
import clayton.desktop.search.Found;
import clayton.desktop.session.OpenChain;
import clayton.desktop.session.Thing;
import clayton.desktop.timeline.TimelineViewModel;
import clayton.desktop.trace.ResultRow;
import clayton.desktop.trace.ResultViewModel;
import clayton.evidence.BundleVerifier;
import clayton.evidence.Comparison;
import clayton.evidence.Direction;
import clayton.taint.ForwardTrace;
import clayton.taint.Policies;
import clayton.taint.Seed;
import clayton.taint.TraceSettings;
import clayton.taint.Tracer;
import clayton.workspace.SampleChain;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// All view models together over the sample chain, without a display; work is done at once.
final class WorkbenchTest {
    private OpenChain chain;
    private Workbench bench;

    @TempDir
    private Path folder;

    @BeforeEach
    void open() throws IOException {
        bench = SampleBench.open(SampleLedger.atOnce(), folder);
        chain = bench.chain();
    }

    @AfterEach
    void close() throws IOException {
        chain.close();
    }

    private void search(String text) {
        bench.search().text().set(text);
        bench.search().search();
    }

    private ForwardTrace trace() {
        bench.trace().seed(SampleChain.LOOT);
        bench.trace().trace();
        return (ForwardTrace) bench.trace().result().get().orElseThrow().trace();
    }

    @Test
    void aSearchSaysWhatItFoundAndSelectsIt() throws IOException {
        long loot = chain.graph().outputs(SampleChain.LOOT)[0];
        search(" \"" + SampleChain.LOOT + "\" ");
        assertThat(bench.search().answer().get()).startsWith("Output: 453.03400127 BTC to bcrt1");
        assertThat(bench.selected().get()).contains(new Thing.Output(loot));
        assertThat(bench.flow().boxes()).isPositive();
        search("bitcoin:" + chain.names().of(loot).orElseThrow() + "?amount=1");
        assertThat(bench.selected().get().orElseThrow()).isInstanceOf(Thing.Address.class);
        search("181");
        assertThat(bench.selected().get()).contains(new Thing.Block(181));
        assertThat(bench.inspector().shown().get().kind()).isEqualTo("Block");
    }

    @Test
    void aLabelWithSeveralAddressesWaitsForAChoice() {
        search("Exchange_North");
        assertThat(bench.search().choices()).hasSizeGreaterThan(1);
        assertThat(bench.selected().get()).isEmpty();
        Found chosen = bench.search().choices().getFirst();
        bench.search().choose(chosen);
        assertThat(bench.selected().get()).contains(chosen.thing());
    }

    @Test
    void whatIsNotThereIsSaidInASentence() {
        search("9999999");
        assertThat(bench.search().answer().get()).isEqualTo("Height 9999999 is not loaded; this chain has 0 to 437.");
        search("00".repeat(32));
        assertThat(bench.search().answer().get()).startsWith("No loaded transaction has the txid 0000");
        search("nobody");
        assertThat(bench.search().answer().get()).contains("'nobody' is no address");
    }

    @Test
    void aTraceFillsTableTimelineAndGraphWithWhatTheEngineFound() throws IOException {
        ForwardTrace shown = trace();
        ForwardTrace expected = new Tracer(chain.graph())
                .forward(List.of(Seed.whole(SampleChain.LOOT)), TraceSettings.FIFO, (work, done, total) -> true);
        assertThat(shown.buckets()).isEqualTo(expected.buckets());
        assertThat(bench.result().rows()).hasSize(expected.outputs().size());
        assertThat(bench.result().rows().getFirst().outpoint()).isEqualTo(SampleChain.LOOT.toString());
        assertThat(bench.flow().boxes()).isGreaterThan(20);
        TimelineViewModel.Chart chart = bench.timeline().chart().get().orElseThrow();
        assertThat(java.util.Arrays.stream(chart.sats()).sum())
                .isEqualTo(bench.result().rows().stream()
                        .mapToLong(ResultRow::taintedSats)
                        .sum());
    }

    @Test
    void theTableFiltersSortsAndExports() throws IOException {
        trace();
        ResultViewModel result = bench.result();
        int all = result.rows().size();
        result.state().set(Optional.of("unspent"));
        assertThat(result.rows())
                .hasSizeLessThan(all)
                .allMatch(row -> row.state().equals("unspent"));
        result.taggedOnly().set(true);
        result.sortBy(ResultViewModel.Column.HEIGHT, true);
        assertThat(result.rows())
                .isNotEmpty()
                .allMatch(row -> !row.tag().isEmpty())
                .isSortedAccordingTo(
                        java.util.Comparator.comparingInt(ResultRow::height).thenComparing(ResultRow::outpoint));
        Path file = folder.resolve("rows.csv");
        result.export(file);
        assertThat(Files.readAllLines(file))
                .hasSize(result.rows().size() + 1)
                .first()
                .isEqualTo("outpoint,height,time,value,tainted,state,reason,address,tag");
    }

    @Test
    void aMarkInTheTimelineNarrowsTheTable() {
        trace();
        bench.timeline().brush(10, 20);
        var range = bench.timeline().brushed().get().orElseThrow();
        assertThat(bench.result().rows()).isNotEmpty().allMatch(row -> range.holds(row.height()));
        bench.timeline().clear();
        assertThat(bench.result().rows()).anyMatch(row -> !range.holds(row.height()));
    }

    @Test
    void theProofIsThatOfTheEngineAndAWordlessPolicyIsRefused() {
        trace();
        bench.trace().prove();
        assertThat(bench.trace().proof().get().orElseThrow().held()).isTrue();
        bench.trace().policy().set(Policies.named("haircut").orElseThrow());
        trace();
        assertThat(bench.trace().proof().get()).isEmpty();
        bench.trace().prove();
        assertThat(bench.trace().proof().get()).isEmpty();
        assertThat(bench.trace().status().get()).contains("haircut does not place satoshis");
    }

    @Test
    void policiesStandSideBySide() {
        bench.trace().seed(SampleChain.LOOT);
        bench.trace().compare();
        Comparison comparison = bench.trace().comparison().get().orElseThrow();
        assertThat(comparison.rows())
                .extracting(Comparison.Row::policy)
                .containsExactly("poison", "haircut", "fifo", "lifo", "tiho");
    }

    @Test
    void whatIsAskedWronglyIsNamed() {
        bench.trace().trace();
        assertThat(bench.trace().status().get()).contains("at least one seed");
        bench.trace().seed(SampleChain.LOOT);
        bench.trace().hops().set("two");
        bench.trace().trace();
        assertThat(bench.trace().status().get()).isEqualTo("Hops: 'two' is no whole number.");
        bench.trace().hops().set("");
        bench.trace().until().set("9999");
        bench.trace().trace();
        assertThat(bench.trace().status().get()).contains("9999 is outside the loaded heights 0 to 437");
    }

    @Test
    void stopRulesAreThoseOfTheEngine() {
        bench.trace().hops().set("1");
        bench.trace().stopAtTags().set(true);
        trace();
        assertThat(bench.result().rows()).extracting(ResultRow::state).contains("stopped");
        assertThat(bench.trace().result().get().orElseThrow().sums())
                .anyMatch(sum -> sum.name().equals("stopped") && sum.sats() > 0);
    }

    @Test
    void oneStepTracesTheSelectedOutputBack() {
        search(SampleChain.LOOT.toString());
        bench.traceSelected(Direction.BACKWARD);
        var result = bench.trace().result().get().orElseThrow();
        assertThat(result.isForward()).isFalse();
        assertThat(result.sums()).anyMatch(sum -> sum.name().equals("minted") && sum.sats() == 45_303_400_127L);
    }

    @Test
    void aPeelChainComesWithTheSignsOfEachHop() throws IOException {
        ForwardTrace trace = trace();
        assertThat(trace.size()).isPositive();
        long hop = chain.graph().outputs(OutPoint.parse(SampleChain.LOOT.toString()))[0];
        bench.peel().follow(hop);
        if (bench.peel().hops().isEmpty()) {
            assertThat(bench.peel().status().get()).startsWith("In no peel chain");
        }
        bench.result().rows().stream()
                .filter(row -> row.state().equals("spent") && row.taintedSats() < row.valueSats())
                .max(java.util.Comparator.comparingLong(ResultRow::taintedSats))
                .ifPresent(row -> bench.peel().follow(row.output()));
        assertThat(bench.peel().hops())
                .hasSizeGreaterThan(3)
                .allMatch(each -> !each.reasons().isEmpty());
    }

    @Test
    void aClusterComesWithTheWayToEachMember() {
        trace();
        bench.result().rows().stream()
                .filter(row -> row.tag().startsWith("exchange"))
                .max(java.util.Comparator.comparingLong(ResultRow::valueSats))
                .ifPresent(row -> bench.cluster().show(row.address()));
        assertThat(bench.cluster().members()).hasSizeGreaterThan(1);
        var member = bench.cluster().members().getLast();
        bench.cluster().explain(member);
        assertThat(bench.cluster().steps()).isNotEmpty();
        assertThat(bench.cluster().steps().getLast().to()).isEqualTo(member.address());
    }

    @Test
    void rangesOfATransactionAddUpOnBothSides() {
        trace();
        search(SampleChain.LOOT.toString());
        var sankey = bench.transaction().sankey().get().orElseThrow();
        assertThat(sankey.flows().stream().mapToLong(flow -> flow.sats()).sum()).isEqualTo(sankey.totalSats());
        assertThat(sankey.inputs().stream().mapToLong(slot -> slot.sats()).sum())
                .isEqualTo(sankey.totalSats());
    }

    @Test
    void aTraceIsWrittenInEveryForm() throws IOException {
        trace();
        for (Kind kind : Kind.values()) {
            if (!kind.isPicture()) {
                Path file = export(kind);
                assertThat(bench.export().status().get()).isEqualTo("Written: " + file);
                assertThat(bench.export().written().get()).contains(file);
                assertThat(file).isNotEmptyFile();
            }
        }
        assertThat(folder.resolve("made-edges.csv")).isNotEmptyFile();
        assertThat(BundleVerifier.verify(folder.resolve("made.zip"), (work, done, total) -> true)
                        .holds())
                .isTrue();
        assertThat(folder.resolve("made.html"))
                .content()
                .contains(
                        "clayton trace forward " + SampleChain.LOOT + " --policy fifo --coinbase-order subsidy-first");
        try (Stream<Path> left = Files.list(folder)) {
            assertThat(left).noneMatch(file -> file.toString().endsWith(".part"));
        }
    }

    private Path export(Kind kind) {
        Path file =
                folder.resolve("made." + kind.name().toLowerCase(Locale.ROOT).replace("bundle", "zip"));
        bench.export().kind().set(kind);
        bench.export().file().set(file.toString());
        bench.export().export(part -> {
            throw new AssertionError("no picture is asked for");
        });
        return file;
    }

    @Test
    void aGraphIsExportedAsTheSheetShowsIt() {
        trace();
        assertThat(export(Kind.JSON)).content().contains("\"by\":\"outputs\"");
        bench.flow().show(Holders.By.CLUSTERS);
        assertThat(export(Kind.JSON))
                .content()
                .contains("\"by\":\"clusters\"")
                .contains("multi-input, without CoinJoins, up to height 437")
                .contains("\"cluster:");
        bench.export().by().set(Holders.By.ADDRESSES);
        assertThat(export(Kind.CSV)).content().contains("address").doesNotContain("cluster:");
    }

    @Test
    void whatCannotBeExportedIsSaid() {
        export(Kind.PDF);
        assertThat(bench.export().status().get()).startsWith("There is no trace to export");
        trace();
        bench.export().kind().set(Kind.JSON);
        bench.export().file().set(folder.resolve("nowhere").resolve("flow.json").toString());
        bench.export().export(part -> {
            throw new AssertionError("no picture is asked for");
        });
        assertThat(bench.export().status().get()).startsWith("no such folder: ");
        assertThat(bench.export().written().get()).isEmpty();
        bench.export().publish();
        assertThat(bench.export().status().get()).contains("clayton neo4j start");
        bench.export().login().uri().set("bolt://db.example:7687");
        bench.export().publish();
        assertThat(bench.export().status().get()).startsWith("The password of user neo4j at bolt://db.example:7687");
    }

    @Test
    void theFolderOfAWrittenFileIsShownOrItIsSaidWhyNot() {
        trace();
        export(Kind.JSON);
        bench.export().openFolder(new FileManager(List.of("no-such-file-manager")));
        assertThat(bench.export().status().get())
                .isEqualTo("no-such-file-manager is missing here: copy the path instead");
        assertThat(bench.export().written().get()).contains(folder.resolve("made.json"));
    }

    @Test
    void theFileTakesTheEndingOfItsFormat() {
        bench.export().kind().set(Kind.SVG);
        assertThat(bench.export().file().get()).endsWith("clayton.svg");
        bench.export().file().set("/cases/evidence.mine");
        bench.export().kind().set(Kind.PDF);
        assertThat(bench.export().file().get()).isEqualTo("/cases/evidence.mine");
    }
}
