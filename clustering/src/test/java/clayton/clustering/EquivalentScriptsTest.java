package clayton.clustering;

import static clayton.chain.Network.COIN;
import static org.assertj.core.api.Assertions.assertThat;

import clayton.chain.ChainBuilder;
import clayton.chain.ChainBuilder.Built;
import clayton.chain.MemoryGraph;
import clayton.chain.Network;
import clayton.chain.OutputId;
import clayton.chain.Progress;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class EquivalentScriptsTest {
    private static final ClusterSettings EQUIVALENT =
            ClusterSettings.STANDARD.with(List.of(Heuristics.EQUIVALENT_SCRIPTS));

    /// The generator point of secp256k1 as a key, and its well-known addresses' scripts.
    private static final String KEY = "0279be667ef9dcbbac55a06295ce870b07029bfcdb2dce28d959f2815b16f81798";

    private static final String UNCOMPRESSED =
            "04" + KEY.substring(2) + "483ada7726a3c4655da4fbfc0e1108a8fd17b448a68554199c47d08ffb10d4b8";
    private static final String HASH = "751e76e8199196d454941c45d1b3a323f1433bd6";
    private static final String UNCOMPRESSED_HASH = "91b24bf9f5288532960ac687abb035127b1d28a5";
    private static final String NESTED = "a914bcfeb728b584253d5f3f70bcb780e9ef218a68f487";

    private static final List<String> OF_ONE_KEY = List.of(
            "21" + KEY + "ac",
            "41" + UNCOMPRESSED + "ac",
            "76a914" + HASH + "88ac",
            "76a914" + UNCOMPRESSED_HASH + "88ac",
            "0014" + HASH,
            NESTED);

    private static Clusters clusters(List<String> scripts, ClusterSettings settings) throws IOException {
        return Clusters.of(graph(scripts), settings, Progress.NONE);
    }

    /// A block for each script, the genesis block's among them.
    private static MemoryGraph graph(List<String> scripts) throws IOException {
        ChainBuilder chain = new ChainBuilder(Network.REGTEST);
        List<Built> blocks = new ArrayList<>(List.of(chain.genesis()));
        for (String script : scripts) {
            blocks.add(
                    chain.next().reward(COIN, HexFormat.of().parseHex(script)).mine());
        }
        return MemoryGraph.of(Network.REGTEST, blocks.stream().map(Built::block).toList());
    }

    @Test
    void allScriptsOfOneKeyAreOneClusterInWhateverOrderTheyAppear() throws IOException {
        Random random = new Random(1);
        for (int round = 0; round < 20; round++) {
            List<String> scripts = new ArrayList<>(OF_ONE_KEY);
            Collections.shuffle(scripts, random);
            ClusterStatistics statistics = clusters(scripts, EQUIVALENT).statistics(1);
            assertThat(statistics.largest().getFirst().scripts())
                    .as("round " + round)
                    .isEqualTo(OF_ONE_KEY.size());
        }
    }

    @Test
    void byDefaultTheyAreNotLinked() throws IOException {
        assertThat(clusters(OF_ONE_KEY, ClusterSettings.STANDARD).statistics(1).singletons())
                .isEqualTo(1 + OF_ONE_KEY.size());
    }

    @Test
    void aScriptIsLinkedWithWhatWrapsIt() throws IOException {
        String multisig = "51" + "21" + KEY + "51ae";
        for (Equivalents.Equivalent wrapping :
                new Equivalents().of(HexFormat.of().parseHex(multisig))) {
            String other = HexFormat.of().formatHex(wrapping.script());
            Clusters clusters = clusters(List.of(other, multisig), EQUIVALENT);
            assertThat(clusters.together(1, 2)).as(wrapping.why()).isTrue();
        }
        assertThat(new Equivalents().of(HexFormat.of().parseHex(multisig)))
                .extracting(Equivalents.Equivalent::why)
                .containsExactly(
                        "P2SH around the script", "P2WSH around the script", "P2SH around P2WSH around the script");
    }

    @Test
    void theProofNamesTheHeuristicAndTheTransactionInWhichTheLaterAppeared() throws IOException {
        MemoryGraph graph = graph(List.of(OF_ONE_KEY.get(2), OF_ONE_KEY.get(0)));
        Clusters clusters = Clusters.of(graph, EQUIVALENT, Progress.NONE);
        Link link = new Link(1, 2, OutputId.of(2, 0, OutputId.TRANSACTION), Heuristics.EQUIVALENT_SCRIPTS);
        assertThat(clusters.proof(1, 2)).containsExactly(link);
        assertThat(clusters.shortestProof(graph, 1, 2, Progress.NONE)).containsExactly(link);
        assertThat(link.heuristic().reason(graph, link)).isEqualTo("one key");
        assertThat(clusters.cut(graph, 1).scripts()).isEqualTo(2);
    }

    @Test
    void theLinkHoldsThoughItsTransactionIsNotAccepted() throws IOException {
        Set<Long> without = Set.of(OutputId.of(2, 0, OutputId.TRANSACTION));
        assertThat(clusters(OF_ONE_KEY.subList(0, 2), EQUIVALENT.without(without))
                        .together(1, 2))
                .isTrue();
    }

    @Test
    void whatLiesAboveTheHorizonLinksNothing() throws IOException {
        assertThat(clusters(OF_ONE_KEY, EQUIVALENT.withUntil(1)).statistics(1).clusters())
                .isEqualTo(2);
    }
}
