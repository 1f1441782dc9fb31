package clayton.desktop.flow;

import static org.assertj.core.api.Assertions.assertThat;

import clayton.chain.Hash256;
import clayton.chain.OutputId;
import clayton.desktop.flow.FlowNode.Kind;
import clayton.desktop.flow.Holders.By;
import clayton.desktop.session.Thing;
import clayton.taint.State;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// Addresses and clusters between transactions that are written down here.
final class HolderDrawingTest {
    private static final long FIRST = OutputId.of(10, 1, OutputId.TRANSACTION);
    private static final long SECOND = OutputId.of(20, 1, OutputId.TRANSACTION);
    private static final long ELSEWHERE = OutputId.of(5, 1, OutputId.TRANSACTION);

    private record Slot(long prevout, String name, long sats) {}

    private static Slot in(long creator, int vout, String name, long sats) {
        return new Slot(OutputId.withVout(creator, vout), name, sats);
    }

    /// Outputs are spent by `spender` where that is not 0.
    private static Slot out(String name, long sats, long spender) {
        return new Slot(spender, name, sats);
    }

    private static FlowTransaction transaction(long id, List<Slot> in, List<Slot> out) {
        return new FlowTransaction(
                id,
                Hash256.parse("%064x".formatted(id)),
                false,
                in.stream().mapToLong(Slot::prevout).toArray(),
                in.stream().mapToLong(Slot::sats).toArray(),
                out.stream().mapToLong(Slot::sats).toArray(),
                out.stream().mapToLong(Slot::prevout).toArray(),
                new boolean[out.size()],
                in.stream().map(Slot::name).toArray(String[]::new),
                out.stream().map(Slot::name).toArray(String[]::new),
                Map.of());
    }

    /// Alice pays Bob and gets her change back; later she spends that and pays herself and Carol.
    private static FlowGraph change() {
        return FlowGraph.EMPTY.withTransactions(List.of(
                transaction(
                        FIRST,
                        List.of(in(ELSEWHERE, 0, "alice", 100)),
                        List.of(out("bob", 30, 0), out("alice", 70, SECOND))),
                transaction(
                        SECOND,
                        List.of(in(FIRST, 1, "alice", 70)),
                        List.of(out("alice", 40, 0), out("carol", 25, 0)))));
    }

    private static FlowPicture by(By by, FlowGraph graph) {
        return FlowPicture.of(graph.with(new Holders(by, Map.of())));
    }

    private static String key(long transaction) {
        return DrawnOutputs.Box.key(transaction);
    }

    private static List<Long> sats(FlowPicture picture, String from, String to) {
        return picture.edges().stream()
                .filter(edge -> edge.from().equals(from) && edge.to().equals(to))
                .map(FlowEdge::sats)
                .toList();
    }

    @Test
    void anAddressThatPaysItselfIsOneBoxWithLinesEitherWay() {
        FlowPicture picture = by(By.ADDRESSES, change());
        assertThat(picture.nodes().keySet()).containsExactly("aalice", key(FIRST), "abob", key(SECOND), "acarol");
        FlowNode alice = picture.nodes().get("aalice");
        assertThat(alice.kind()).isEqualTo(Kind.ADDRESS);
        assertThat(alice.thing()).contains(new Thing.Address("alice"));
        assertThat(alice.number()).isEqualTo(3);
        assertThat(alice.sats()).isEqualTo(100 + 70 + 40);
        assertThat(alice.held().unspentSats()).isEqualTo(40);
        assertThat(alice.held().ends()).containsExactlyInAnyOrder(Kind.SOURCE, Kind.UNSPENT);
        assertThat(alice.height()).isEqualTo(10);
        assertThat(sats(picture, "aalice", key(FIRST))).containsExactly(100L);
        assertThat(sats(picture, key(FIRST), "aalice")).containsExactly(70L);
        assertThat(sats(picture, "aalice", key(SECOND))).containsExactly(70L);
        assertThat(sats(picture, key(SECOND), "aalice")).containsExactly(40L);
        assertThat(picture.edges()).hasSize(6);
    }

    @Test
    void whatRunsInACircleStandsWhereItFirstOccurs() {
        Map<String, Integer> layers = Layers.of(by(By.ADDRESSES, change()));
        assertThat(layers.get("aalice")).isLessThan(layers.get(key(FIRST)));
        assertThat(layers.get(key(FIRST))).isLessThan(layers.get("abob"));
        assertThat(layers.get(key(FIRST))).isLessThanOrEqualTo(layers.get(key(SECOND)));
        assertThat(layers.get(key(SECOND))).isLessThan(layers.get("acarol"));
        assertThat(FlowLayout.arrange(by(By.ADDRESSES, change()))).hasSize(5);
    }

    @Test
    void theAddressesOfOneClusterAreOneBox() {
        Thing.Cluster two = new Thing.Cluster("alice", 7);
        FlowPicture picture =
                FlowPicture.of(change().with(new Holders(By.CLUSTERS, Map.of("alice", two, "carol", two))));
        FlowNode cluster = picture.nodes().get("calice");
        assertThat(cluster.kind()).isEqualTo(Kind.CLUSTER);
        assertThat(cluster.thing()).contains(two);
        assertThat(cluster.held().things())
                .contains(new Thing.Address("alice"), new Thing.Address("carol"))
                .contains(new Thing.Output(OutputId.withVout(SECOND, 1)))
                .hasSize(2 + 4);
        assertThat(cluster.sats()).isEqualTo(100 + 70 + 40 + 25);
        assertThat(cluster.held().unspentSats()).isEqualTo(40 + 25);
        assertThat(sats(picture, key(SECOND), "calice")).containsExactly(65L);
        assertThat(picture.nodes().get("cbob").thing()).contains(new Thing.Cluster("bob", 1));
    }

    @Test
    void whatATraceSaysStaysToBeSeen() {
        long seed = OutputId.withVout(FIRST, 1);
        long kept = OutputId.withVout(SECOND, 0);
        long paid = OutputId.withVout(SECOND, 1);
        FlowGraph traced = change().with(
                        new Taint(Map.of(seed, 70L, kept, 40L, paid, 11L), Map.of(paid, State.STOPPED), Set.of(seed)));
        FlowPicture picture = by(By.ADDRESSES, traced);
        FlowNode alice = picture.nodes().get("aalice");
        assertThat(alice.sats()).isEqualTo(70 + 40);
        assertThat(alice.taintedSats()).isEqualTo(70 + 40);
        assertThat(alice.held().ends()).containsExactlyInAnyOrder(Kind.SEED, Kind.UNSPENT);
        assertThat(picture.nodes().get("acarol").taintedSats()).isEqualTo(11);
        assertThat(picture.nodes().get("acarol").held().ends()).containsExactly(Kind.STOPPED);
        assertThat(picture.nodes()).doesNotContainKey("abob");
        assertThat(picture.nodes().get(key(FIRST)).hiddenOutputs()).isEqualTo(1);
    }

    @Test
    void thePayeesOfALargeTransactionFoldWithAllTheyHold() {
        List<Slot> out = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            out.add(out("payee" + i % 100, 1 + i, 0));
        }
        FlowGraph graph = FlowGraph.EMPTY.withTransactions(
                List.of(transaction(FIRST, List.of(in(ELSEWHERE, 0, "payer", 99_999)), out)));
        FlowPicture picture = by(By.ADDRESSES, graph);
        assertThat(picture.nodes()).hasSize(1 + 1 + FlowPicture.SHOWN_OUTPUTS + 1);
        FlowNode more = picture.nodes().get("mo" + OutputId.text(FIRST));
        assertThat(more.number()).isEqualTo(100 - FlowPicture.SHOWN_OUTPUTS);
        assertThat(picture.nodes().get("apayee99").sats()).isEqualTo(100 + 200 + 300);
        assertThat(picture.edges().stream()
                        .filter(edge -> edge.from().equals(key(FIRST)))
                        .mapToLong(FlowEdge::sats)
                        .sum())
                .isEqualTo(300 * 301 / 2);
        FlowGraph opened = graph.withOutputsToggled(FIRST);
        assertThat(by(By.ADDRESSES, opened).nodes()).hasSize(1 + 1 + FlowPicture.SHOWN_OPENED + 1);
    }

    @Test
    void anOutputWhoseScriptCannotBeHadStandsForItself() {
        FlowGraph graph = FlowGraph.EMPTY.withTransactions(
                List.of(transaction(FIRST, List.of(in(ELSEWHERE, 0, "", 9)), List.of(out("", 4, 0), out("", 5, 0)))));
        assertThat(by(By.ADDRESSES, graph).nodes().values())
                .extracting(FlowNode::kind)
                .containsExactly(Kind.SOURCE, Kind.TRANSACTION, Kind.UNSPENT, Kind.UNSPENT);
    }

    @Test
    void everyOutputIsDrawnOnceWhateverHoldsIt() {
        for (By by : By.values()) {
            List<Long> drawn = by(by, change()).edges().stream()
                    .filter(edge -> edge.from().startsWith("t"))
                    .flatMap(edge -> edge.outputs().stream())
                    .sorted()
                    .toList();
            assertThat(drawn)
                    .as(by.toString())
                    .containsExactlyElementsOf(Arrays.asList(
                            OutputId.withVout(FIRST, 0),
                            OutputId.withVout(FIRST, 1),
                            OutputId.withVout(SECOND, 0),
                            OutputId.withVout(SECOND, 1)));
        }
    }
}
