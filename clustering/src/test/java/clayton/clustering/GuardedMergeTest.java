package clayton.clustering;

import static clayton.chain.Network.COIN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import clayton.chain.BlockView;
import clayton.chain.ChainBuilder;
import clayton.chain.ChainBuilder.Built;
import clayton.chain.ChainBuilder.Coin;
import clayton.chain.ChainBuilder.Tx;
import clayton.chain.MemoryGraph;
import clayton.chain.Network;
import clayton.chain.OutputId;
import clayton.chain.Progress;
import clayton.chain.TransactionGraph;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Two owners with two scripts each, and a payment from one to the other that a careless heuristic takes for change.
final class GuardedMergeTest {
    /// Takes the first output of whatever spends something for change.
    private static final class FirstOutput implements Heuristic {
        @Override
        public String name() {
            return "first-output";
        }

        @Override
        public String source() {
            return "made up";
        }

        @Override
        public Linker over(TransactionGraph graph, int until) {
            return FirstOutput::link;
        }

        private static void link(BlockView block, int transaction, Links links) {
            if (block.inputs(transaction) > 0) {
                links.join(
                        block.inputScripts[block.firstInput[transaction]],
                        block.outputScripts[block.firstOutput[transaction]]);
            }
        }

        @Override
        public String reason(TransactionGraph graph, Link link) {
            return "it is the first";
        }
    }

    private final ChainBuilder chain = new ChainBuilder(Network.REGTEST);
    private final List<Built> blocks = new ArrayList<>(List.of(chain.genesis()));

    private Coin mined(int script) {
        Built block = chain.next().reward(COIN, script(script)).mine();
        blocks.add(block);
        return block.coinbase().coin(0);
    }

    private static byte[] script(int number) {
        return HexFormat.of().parseHex("0014" + "%040x".formatted(number));
    }

    private int number(MemoryGraph graph, int script) {
        return graph.scriptNumber(script(script)).orElseThrow();
    }

    /// Scripts 1 and 2 are one owner's, 3 and 4 another's; at height 5 the first pays script 3.
    private MemoryGraph payment() throws IOException {
        Coin one = mined(1);
        Coin two = mined(2);
        Coin three = mined(3);
        Coin four = mined(4);
        Tx first = new Tx().spend(one, two).pay(2 * COIN, script(3));
        Tx second = new Tx().spend(three, four).pay(2 * COIN, script(4));
        blocks.add(chain.next().add(first).mine());
        blocks.add(chain.next().add(second).mine());
        return MemoryGraph.of(Network.REGTEST, blocks.stream().map(Built::block).toList());
    }

    private static GuardedClusters merge(MemoryGraph graph, CollapseGuard guard) throws IOException {
        return Clusters.of(graph, ClusterSettings.STANDARD, Progress.NONE)
                .merge(graph, List.of(new FirstOutput()), guard, Progress.NONE);
    }

    @Test
    void withoutLabelsOrLargeClustersEverythingIsMerged() throws IOException {
        MemoryGraph graph = payment();
        GuardedClusters merged = merge(graph, new CollapseGuard(Map.of(), 3));
        assertThat(merged.heldBack()).isEmpty();
        assertThat(merged.clusters().size(number(graph, 1))).isEqualTo(4);
        List<Link> proof = merged.clusters().proof(number(graph, 1), number(graph, 4));
        assertThat(proof).extracting(link -> link.heuristic().name()).containsExactly("first-output", "multi-input");
        assertThatThrownBy(() -> merged.clusters().cut(graph, 1)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void clustersOfDifferentLabelsAreHeldApartThoughOneIsOnlyLabelledByALaterLink() throws IOException {
        MemoryGraph graph = payment();
        Map<Integer, String> labels = Map.of(number(graph, 1), "alice", number(graph, 4), "bob");
        GuardedClusters merged = merge(graph, new CollapseGuard(labels, 100));
        assertThat(merged.clusters().together(number(graph, 1), number(graph, 3)))
                .isFalse();
        assertThat(merged.heldBack()).hasSize(1);
        HeldBack held = merged.heldBack().getFirst();
        assertThat(held.why()).contains("alice").contains("bob");
        assertThat(held.link().transaction()).isEqualTo(OutputId.of(5, 1, OutputId.TRANSACTION));
        assertThat(held.scripts()).isEqualTo(2);
    }

    @Test
    void clustersOfOneLabelAreMerged() throws IOException {
        MemoryGraph graph = payment();
        Map<Integer, String> labels = Map.of(number(graph, 1), "alice", number(graph, 4), "alice");
        assertThat(merge(graph, new CollapseGuard(labels, 100)).heldBack()).isEmpty();
    }

    @Test
    void twoLargeClustersAreHeldApart() throws IOException {
        MemoryGraph graph = payment();
        GuardedClusters merged = merge(graph, new CollapseGuard(Map.of(), 2));
        assertThat(merged.heldBack()).hasSize(1);
        assertThat(merged.heldBack().getFirst().why()).contains("at least 2 scripts");
        assertThat(merged.clusters().size(number(graph, 1))).isEqualTo(2);
    }

    @Test
    void changeJoinsOnlyUnderAGuardAndSaysWhichOutputItIs() throws IOException {
        Heuristic fresh = Heuristics.named("change-fresh-address").orElseThrow();
        Coin known = mined(1);
        Coin coin = mined(2);
        Tx payment = new Tx().spend(coin).pay(COIN / 2, known.script()).pay(COIN / 3, script(9));
        blocks.add(chain.next().add(payment).mine());
        TransactionGraph graph = MemoryGraph.of(
                Network.REGTEST, blocks.stream().map(Built::block).toList());
        ClusterSettings settings = ClusterSettings.STANDARD.with(List.of(Heuristics.MULTI_INPUT, fresh));
        assertThatThrownBy(() -> Clusters.of(graph, settings, Progress.NONE))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("change-fresh-address");
        Clusters clusters = Clusters.of(graph, settings, new CollapseGuard(Map.of(), 100), Progress.NONE)
                .clusters();
        int payer = graph.scriptNumber(coin.script()).orElseThrow();
        int change = graph.scriptNumber(script(9)).orElseThrow();
        assertThat(clusters.together(payer, change)).isTrue();
        assertThat(clusters.together(payer, graph.scriptNumber(known.script()).orElseThrow()))
                .isFalse();
        for (List<Link> proof :
                List.of(clusters.proof(payer, change), clusters.shortestProof(graph, payer, change, Progress.NONE))) {
            assertThat(proof).hasSize(1);
            assertThat(fresh.reason(graph, proof.getFirst()))
                    .isEqualTo("change in output 1: the only address that never appeared before");
        }
    }
}
