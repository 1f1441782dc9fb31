package clayton.clustering;

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
import clayton.chain.RandomChain;
import clayton.chain.TransactionGraph;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class ClustersTest {
    private static final int CHAINS = 60;
    private static final ClusterSettings MERGING = ClusterSettings.STANDARD.mergingCoinJoins();

    private static TransactionGraph random(int seed) throws IOException {
        Random random = RandomChain.random(seed);
        ChainBuilder chain = new ChainBuilder(Network.REGTEST);
        Built tip = new RandomChain(chain, chain.genesis(), random).grow(4 + random.nextInt(25));
        int from = random.nextInt(4) == 0 ? 1 + random.nextInt(tip.height()) : 0;
        return MemoryGraph.of(
                Network.REGTEST,
                tip.chain().stream().skip(from).map(Built::block).toList());
    }

    private static Clusters clusters(TransactionGraph graph, ClusterSettings settings) throws IOException {
        return Clusters.of(graph, settings, Progress.NONE);
    }

    @Test
    void clustersAreThoseOfAPlainSecondWriting() throws IOException {
        for (int seed = 0; seed < CHAINS; seed++) {
            TransactionGraph graph = random(seed);
            Clusters clusters = clusters(graph, MERGING);
            Set<Set<Integer>> expected =
                    PlainClusters.of(graph, graph.to(), Set.of()).all();
            assertThat(PlainClusters.all(clusters)).as("seed " + seed).isEqualTo(expected);
            ClusterStatistics statistics = clusters.statistics(3);
            assertThat(statistics.scripts()).isEqualTo(graph.scripts(graph.to()));
            assertThat(statistics.clusters()).isEqualTo(expected.size());
            assertThat(statistics.singletons()).isEqualTo((int)
                    expected.stream().filter(cluster -> cluster.size() == 1).count());
            assertThat(statistics.largest())
                    .isEqualTo(expected.stream()
                            .map(cluster -> new ClusterStatistics.Size(
                                    cluster.iterator().next(), cluster.size()))
                            .sorted(java.util.Comparator.comparingInt(ClusterStatistics.Size::scripts)
                                    .reversed()
                                    .thenComparingInt(ClusterStatistics.Size::id))
                            .limit(3)
                            .toList());
        }
    }

    @Test
    void aHorizonExtensionAndCutAllGiveTheClustersOfTheirHeight() throws IOException {
        for (int seed = 0; seed < CHAINS; seed++) {
            TransactionGraph graph = random(seed);
            Clusters grown = clusters(graph, MERGING.withUntil(graph.from()));
            Clusters whole = clusters(graph, MERGING);
            for (int height = graph.from(); height <= graph.to(); height++) {
                Set<Set<Integer>> expected =
                        PlainClusters.of(graph, height, Set.of()).all();
                grown.extend(graph, height, Progress.NONE);
                Clusters cut = whole.cut(graph, height);
                String hint = "seed " + seed + ", height " + height;
                assertThat(PlainClusters.all(grown)).as(hint).isEqualTo(expected);
                assertThat(PlainClusters.all(cut)).as(hint).isEqualTo(expected);
                assertThat(cut.until()).isEqualTo(height);
            }
            Clusters again = whole.cut(graph, graph.from());
            again.extend(graph, graph.to(), Progress.NONE);
            assertThat(PlainClusters.all(again)).as("seed " + seed).isEqualTo(PlainClusters.all(whole));
        }
    }

    @Test
    void everyStepOfAProofIsATransactionThatSpendsBothScripts() throws IOException {
        for (int seed = 0; seed < CHAINS; seed++) {
            TransactionGraph graph = random(seed);
            Clusters clusters = clusters(graph, MERGING);
            for (Set<Integer> cluster : PlainClusters.all(clusters)) {
                int first = cluster.iterator().next();
                for (int script : cluster) {
                    String hint = "seed " + seed + ", from " + first + " to " + script;
                    List<Link> proof = clusters.proof(first, script);
                    List<Link> shortest = clusters.shortestProof(graph, first, script, Progress.NONE);
                    assertProves(graph, proof, first, script, hint);
                    assertProves(graph, shortest, first, script, hint);
                    assertThat(shortest).as(hint).hasSize(distance(graph, first, script));
                    assertThat(proof).as(hint).hasSizeGreaterThanOrEqualTo(shortest.size());
                }
            }
        }
    }

    private static void assertProves(TransactionGraph graph, List<Link> proof, int from, int to, String hint)
            throws IOException {
        int reached = from;
        for (Link link : proof) {
            assertThat(link.from()).as(hint).isEqualTo(reached);
            assertThat(spent(graph, link.transaction())).as(hint).contains(link.from(), link.to());
            assertThat(link.heuristic().reason(graph, link)).matches("spent together, by inputs \\d+ and \\d+");
            reached = link.to();
        }
        assertThat(reached).as(hint).isEqualTo(to);
    }

    private static List<Integer> spent(TransactionGraph graph, long transaction) throws IOException {
        BlockView view = new BlockView();
        graph.read(transaction, 1, view);
        return IntStream.of(view.inputScripts).limit(view.inputs(0)).boxed().toList();
    }

    /// The least number of co-spends from one script to another, by widening a set.
    private static int distance(TransactionGraph graph, int from, int to) throws IOException {
        Set<Integer> reached = new java.util.TreeSet<>(Set.of(from));
        Set<Integer> keyless = PlainClusters.keyless(graph);
        boolean isKeyless = keyless.contains(from);
        int steps = 0;
        while (!reached.contains(to)) {
            Set<Integer> wider = new java.util.TreeSet<>(reached);
            for (int height = graph.from(); height <= graph.to(); height++) {
                for (int index = 1; index < graph.transactionsIn(height); index++) {
                    List<Integer> spent = spent(graph, OutputId.of(height, index, OutputId.TRANSACTION));
                    if (spent.stream().anyMatch(reached::contains)) {
                        spent.stream()
                                .filter(script -> script >= 0 && keyless.contains(script) == isKeyless)
                                .forEach(wider::add);
                    }
                }
            }
            reached = wider;
            steps++;
        }
        return steps;
    }

    @Test
    void aTransactionThatIsNotAcceptedLinksNothing() throws IOException {
        for (int seed = 0; seed < CHAINS; seed++) {
            TransactionGraph graph = random(seed);
            Random random = new Random(seed);
            int height = graph.from() + random.nextInt(graph.to() - graph.from() + 1);
            Set<Long> without =
                    Set.of(OutputId.of(height, random.nextInt(graph.transactionsIn(height)), OutputId.TRANSACTION));
            assertThat(PlainClusters.all(clusters(graph, MERGING.without(without))))
                    .as("seed " + seed)
                    .isEqualTo(PlainClusters.of(graph, graph.to(), without).all());
        }
    }

    @Test
    void whatAnyoneMaySpendSaysNothingOfWhoSpendsIt() throws IOException {
        ChainBuilder chain = new ChainBuilder(Network.REGTEST);
        byte[] anchor = {0x51, 0x02, 0x4e, 0x73};
        List<byte[]> owned = IntStream.range(0, 4)
                .mapToObj(i -> HexFormat.of().parseHex("0014" + "%040x".formatted(i)))
                .toList();
        Coin[] coins = Stream.concat(owned.stream(), Stream.of(anchor, ChainBuilder.opTrue(), anchor))
                .map(script -> chain.next()
                        .reward(Network.COIN, script)
                        .mine()
                        .coinbase()
                        .coin(0))
                .toArray(Coin[]::new);
        chain.next()
                .add(new Tx().spend(coins[0], coins[4], coins[1], coins[5]).pay(Network.COIN, owned.get(0)))
                .add(new Tx().spend(coins[6], coins[2], coins[3]).pay(Network.COIN, owned.get(2)))
                .mine();
        TransactionGraph graph = MemoryGraph.of(
                Network.REGTEST, chain.tip().chain().stream().map(Built::block).toList());
        Clusters clusters = clusters(graph, MERGING);
        int[] numbers = Stream.concat(owned.stream(), Stream.of(anchor, ChainBuilder.opTrue()))
                .mapToInt(script -> number(graph, script))
                .toArray();
        assertThat(IntStream.of(numbers).map(clusters::size)).containsOnly(2);
        assertThat(clusters.together(numbers[0], numbers[1])).isTrue();
        assertThat(clusters.together(numbers[2], numbers[3])).isTrue();
        assertThat(clusters.together(numbers[4], numbers[5])).isTrue();
    }

    private static int number(TransactionGraph graph, byte[] script) {
        try {
            return graph.scriptNumber(script).orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void scriptsOfDifferentClustersHaveNoProof() throws IOException {
        TransactionGraph graph = random(1);
        Clusters clusters = clusters(graph, ClusterSettings.STANDARD.with(List.of()));
        assertThat(clusters.statistics(1).clusters()).isEqualTo(clusters.scripts());
        assertThatThrownBy(() -> clusters.proof(0, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> clusters.shortestProof(graph, 0, 1, Progress.NONE))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void stoppedWorkHasTheClustersOfTheHeightItGotTo() throws IOException {
        TransactionGraph graph = random(2);
        int stop = (graph.from() + graph.to()) / 2;
        Clusters clusters = Clusters.of(graph, MERGING, (work, done, total) -> graph.from() + done <= stop);
        assertThat(clusters.until()).isEqualTo(stop);
        assertThat(PlainClusters.all(clusters))
                .isEqualTo(PlainClusters.of(graph, stop, Set.of()).all());
    }
}
