package clayton.desktop.flow;

import static org.assertj.core.api.Assertions.assertThat;

import clayton.chain.OutPoint;
import clayton.chain.Output;
import clayton.chain.OutputId;
import clayton.desktop.SampleBench;
import clayton.desktop.SampleLedger;
import clayton.desktop.flow.Holders.By;
import clayton.desktop.session.OpenChain;
import clayton.desktop.session.Thing;
import clayton.desktop.trace.ResultRow;
import clayton.desktop.workbench.Workbench;
import clayton.workspace.SampleChain;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The sheet of a trace over the sample chain, by addresses and by clusters, against the trace and the ledger.
final class HolderSheetTest {
    @TempDir
    private Path folder;

    private OpenChain chain;
    private Workbench bench;

    @BeforeEach
    void trace() throws IOException {
        bench = SampleBench.open(SampleLedger.atOnce(), folder);
        chain = bench.chain();
        bench.trace().seed(SampleChain.LOOT);
        bench.trace().trace();
    }

    @AfterEach
    void close() {
        bench.ofCase().close();
    }

    private FlowPicture by(By by) {
        bench.flow().show(by);
        assertThat(bench.flow().by().get()).isEqualTo(by);
        return bench.flow().sheet().get().picture();
    }

    private List<FlowNode> holders(FlowPicture picture) {
        return picture.nodes().values().stream()
                .filter(node -> node.kind().isHolder())
                .toList();
    }

    private static List<Long> outputs(FlowNode holder) {
        return holder.held().things().stream()
                .filter(Thing.Output.class::isInstance)
                .map(thing -> ((Thing.Output) thing).id())
                .toList();
    }

    @Test
    void sumsAreThoseOfTheTraceAndTheLedger() throws IOException {
        Map<OutPoint, Long> tainted = new HashMap<>();
        for (ResultRow row : bench.trace().result().get().orElseThrow().rows()) {
            tainted.put(OutPoint.parse(row.outpoint()), row.taintedSats());
        }
        for (By by : List.of(By.ADDRESSES, By.CLUSTERS)) {
            List<FlowNode> holders = holders(by(by));
            assertThat(holders).hasSizeGreaterThan(10);
            for (FlowNode holder : holders) {
                long sats = 0;
                long taintedSats = 0;
                long unspentSats = 0;
                for (long id : outputs(holder)) {
                    Output output = chain.graph().output(id);
                    sats += output.valueSats();
                    taintedSats += tainted.getOrDefault(output.outPoint(), 0L);
                    unspentSats +=
                            output.spender() == OutputId.UNSPENT && !output.unspendable() ? output.valueSats() : 0;
                    assertThat(holder.held().things())
                            .contains(new Thing.Address(chain.names().of(id).orElseThrow()));
                }
                assertThat(holder.sats()).as(holder.key()).isEqualTo(sats);
                assertThat(holder.taintedSats()).as(holder.key()).isEqualTo(taintedSats);
                assertThat(holder.held().unspentSats()).as(holder.key()).isEqualTo(unspentSats);
                assertThat(holder.number()).isEqualTo(outputs(holder).size());
            }
        }
    }

    @Test
    void theSameOutputsAreDrawnWhateverHoldsThem() {
        Set<Long> expected = drawn(by(By.OUTPUTS));
        assertThat(drawn(by(By.ADDRESSES))).isEqualTo(expected);
        assertThat(drawn(by(By.CLUSTERS))).isEqualTo(expected);
    }

    private static Set<Long> drawn(FlowPicture picture) {
        return picture.edges().stream().flatMap(edge -> edge.outputs().stream()).collect(Collectors.toSet());
    }

    @Test
    void clustersAreThoseOfTheClusterTab() throws IOException {
        List<FlowNode> holders = holders(by(By.CLUSTERS));
        FlowNode south = holders.stream()
                .filter(node -> node.name().equals("exchange_south"))
                .findFirst()
                .orElseThrow();
        assertThat(south.thing()).contains(new Thing.Cluster("mqULx4nwKCKUEEiW794QLrwZsuT1wM7rFH", 13));
        bench.flow().selection().select(Optional.of(south));
        String oldest = bench.inspector().shown().get().address().orElseThrow();
        bench.cluster().show(oldest);
        assertThat(bench.cluster().members()).hasSize(13);
        assertThat(bench.cluster().members().getFirst().address()).isEqualTo(oldest);
        assertThat(bench.cluster().status().get()).contains("of pairs in one cluster have one owner");
        assertThat(bench.inspector().shown().get().facts())
                .anyMatch(fact -> fact.value().startsWith("exchange_south: "));
        bench.flow().open(south);
        FlowNode grown = bench.flow().sheet().get().picture().nodes().get(south.key());
        assertThat(bench.flow().sheet().get().graph().transactions())
                .hasSizeGreaterThan(FlowViewModel.FIRST_TRANSACTIONS);
        assertThat(grown.thing()).isEqualTo(south.thing());
        assertThat(grown.number()).isGreaterThanOrEqualTo(south.number());
    }

    @Test
    void whatTheCaseSaysOfAnOutputOrAnAddressIsSeenAtTheirBox() throws IOException {
        bench.selected().set(Optional.of(new Thing.Output(chain.graph().outputs(SampleChain.LOOT)[0])));
        bench.annotate().label("Loot");
        FlowPicture picture = by(By.ADDRESSES);
        FlowNode box = bench.flow().selection().nodeOf(bench.selected().get()).orElseThrow();
        assertThat(box.kind()).isEqualTo(FlowNode.Kind.ADDRESS);
        assertThat(bench.flow().selection().chosen().get()).containsExactly(box.key());
        bench.flow().selection().select(Optional.of(box));
        bench.annotate().label("Purse");
        assertThat(bench.flow()
                        .sign(picture.nodes().get(box.key()))
                        .orElseThrow()
                        .label())
                .contains("Purse")
                .contains("Loot");
    }

    @Test
    void rowsSelectedTogetherAreMarkedAtTheirBoxesWhateverHoldsThem() {
        FlowPicture outputs = by(By.OUTPUTS);
        List<Thing> rows = bench.trace().result().get().orElseThrow().rows().stream()
                .<Thing>map(row -> new Thing.Output(row.output()))
                .toList();
        List<FlowNode> ends = outputs.nodes().values().stream()
                .filter(node -> node.thing().filter(rows::contains).isPresent())
                .limit(3)
                .toList();
        Thing elsewhere = rows.stream()
                .filter(row -> bench.flow().selection().nodeOf(Optional.of(row)).isEmpty())
                .findFirst()
                .orElseThrow();
        List<Thing> some = Stream.concat(ends.stream().map(end -> end.thing().orElseThrow()), Stream.of(elsewhere))
                .toList();
        bench.select(some);
        assertThat(bench.selected().get()).contains(elsewhere);
        assertThat(chosen())
                .containsExactlyInAnyOrderElementsOf(
                        ends.stream().map(FlowNode::key).toList());
        assertThat(bench.annotate().selection().get().names()).hasSize(4);
        for (By by : List.of(By.ADDRESSES, By.CLUSTERS)) {
            Set<String> holders = holders(by(by)).stream()
                    .filter(holder -> some.stream().anyMatch(holder.held().things()::contains))
                    .map(FlowNode::key)
                    .collect(Collectors.toSet());
            assertThat(holders).isNotEmpty();
            assertThat(chosen()).isEqualTo(holders);
            assertThat(bench.flow().things()).isEqualTo(some);
        }
        String box =
                bench.flow().sheet().get().picture().nodes().keySet().iterator().next();
        bench.flow().selection().choose(Set.of(box));
        assertThat(chosen()).containsExactly(box);
        assertThat(bench.flow().things()).doesNotContain(elsewhere);
    }

    private Set<String> chosen() {
        return bench.flow().selection().chosen().get();
    }
}
