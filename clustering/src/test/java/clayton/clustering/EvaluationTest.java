package clayton.clustering;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

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
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.function.BiPredicate;
import org.junit.jupiter.api.Test;

/// Figures that come from counts, against plain loops over all pairs of scripts.
final class EvaluationTest {
    private static final int CHAINS = 60;
    private static final Map<String, String> KINDS =
            Map.of("mix", "equal-outputs", "round", "whirlpool-mix", "cut", "whirlpool-tx0");

    /// A random chain, owners dealt out at random, and as many owners again for a draw of the bootstrap.
    private record Scene(TransactionGraph graph, Clusters clusters, Truth truth, int[] times, String hint) {
        static Scene of(int seed) throws IOException {
            Random random = RandomChain.random(seed);
            ChainBuilder chain = new ChainBuilder(Network.REGTEST);
            Built tip = new RandomChain(chain, chain.genesis(), random).grow(4 + random.nextInt(25));
            TransactionGraph graph = MemoryGraph.of(
                    Network.REGTEST, tip.chain().stream().map(Built::block).toList());
            Truth.Builder truth = new Truth.Builder(graph, KINDS);
            for (int script = 0; script < graph.scripts(graph.to()); script++) {
                int owner = random.nextInt(5);
                if (owner > 0) {
                    truth.owner(script, "owner " + owner);
                    if (random.nextInt(10) == 0) {
                        truth.owner(script, "owner " + (1 + random.nextInt(4)));
                    }
                }
            }
            Truth built = truth.build();
            Clusters clusters = Clusters.of(graph, ClusterSettings.STANDARD.mergingCoinJoins(), Progress.NONE);
            int[] times = random.ints(built.owners(), 0, 4).toArray();
            return new Scene(graph, clusters, built, times, "seed " + seed);
        }

        /// The scripts that count, each as often as its owner is there: its number and which of its owner's doubles.
        List<int[]> scripts(int[] often) {
            List<int[]> scripts = new ArrayList<>();
            for (int script = 0; script < clusters.scripts(); script++) {
                int owner = truth.owner(script);
                for (int copy = 0; owner >= 0 && copy < often[owner]; copy++) {
                    scripts.add(new int[] {script, owner, copy});
                }
            }
            return scripts;
        }

        boolean together(int[] one, int[] other) {
            boolean areDoubles = one[1] == other[1] && one[2] != other[2];
            return clusters.together(one[0], other[0]) && !areDoubles;
        }

        static boolean oneOwner(int[] one, int[] other) {
            return one[1] == other[1] && one[2] == other[2];
        }

        long pairs(int[] often, BiPredicate<int[], int[]> counted) {
            List<int[]> scripts = scripts(often);
            long pairs = 0;
            for (int i = 0; i < scripts.size(); i++) {
                for (int j = 0; j < i; j++) {
                    pairs += counted.test(scripts.get(i), scripts.get(j)) ? 1 : 0;
                }
            }
            return pairs;
        }

        /// On average over scripts, what part of those like it in the one sense are so in the other; a script counts as
        /// often as its owner is there, but is compared with the scripts that there are.
        double average(int[] often, BiPredicate<int[], int[]> like, BiPredicate<int[], int[]> also) {
            int[] once = new int[often.length];
            Arrays.fill(once, 1);
            List<int[]> compared = scripts(once);
            double sum = 0;
            double weights = 0;
            for (int[] one : compared) {
                long alike =
                        compared.stream().filter(other -> like.test(one, other)).count();
                long both = compared.stream()
                        .filter(other -> like.test(one, other) && also.test(one, other))
                        .count();
                sum += (double) often[one[1]] * both / alike;
                weights += often[one[1]];
            }
            return sum / weights;
        }
    }

    @Test
    void figuresFromCountsAreThoseOfAllPairs() throws IOException {
        for (int seed = 0; seed < CHAINS; seed++) {
            Scene scene = Scene.of(seed);
            int[] once = new int[scene.truth.owners()];
            Arrays.fill(once, 1);
            for (int[] often : List.of(once, scene.times)) {
                assertFigures(scene, often);
            }
        }
    }

    private static void assertFigures(Scene scene, int[] often) {
        Contingency counts = Contingency.of(scene.clusters, scene.truth);
        Contingency.Pairs pairs = counts.pairs(often);
        assertThat(pairs)
                .as(scene.hint)
                .isEqualTo(new Contingency.Pairs(
                        scene.pairs(often, (a, b) -> scene.together(a, b) && Scene.oneOwner(a, b)),
                        scene.pairs(often, scene::together),
                        scene.pairs(often, Scene::oneOwner)));
        assertThat(counts.bCubedPrecision(often))
                .as(scene.hint)
                .isCloseTo(scene.average(often, scene::together, Scene::oneOwner), within(1e-12));
        assertThat(counts.bCubedRecall(often))
                .as(scene.hint)
                .isCloseTo(scene.average(often, Scene::oneOwner, scene::together), within(1e-12));
        assertThat(counts.largestShare(often)).as(scene.hint).isBetween(0.0, 1.0);
    }

    /// One cluster of two scripts of A and one of B, and one of two scripts of A.
    @Test
    void aSmallExampleIsWorkedOutByHand() throws IOException {
        Chain chain = new Chain();
        Coin[] coins = chain.mined(1, 2, 3, 4, 5);
        chain.mine(new Tx().spend(coins[0], coins[1], coins[2]).pay(Network.COIN, script(1)));
        chain.mine(new Tx().spend(coins[3], coins[4]).pay(Network.COIN, script(4)));
        TransactionGraph graph = chain.graph();
        Truth.Builder truth = new Truth.Builder(graph, KINDS);
        for (int script : new int[] {1, 2, 4, 5}) {
            truth.owner(number(graph, script), "A");
        }
        truth.owner(number(graph, 3), "B");
        truth.story(chain.id(6, 1), "theft");
        Evaluation evaluation = Evaluation.of(graph, truth.build(), Progress.NONE);
        ClusterRates rates = evaluation.clusters().getFirst();
        assertThat(rates.settings()).isEqualTo(ClusterSettings.STANDARD);
        assertThat(rates.scripts()).isEqualTo(5);
        assertThat(rates.clusters()).isEqualTo(2);
        assertThat(rates.mixedClusters()).isEqualTo(1);
        assertRate(rates.pairPrecision(), 2.0 / 4, 4);
        assertRate(rates.pairRecall(), 2.0 / 6, 6);
        assertRate(rates.bCubedPrecision(), (2.0 / 3 + 2.0 / 3 + 1.0 / 3 + 1 + 1) / 5, 5);
        assertRate(rates.bCubedRecall(), (4 * 0.5 + 1) / 5, 5);
        assertRate(rates.largestShare(), 0.6, 5);
        assertThat(rates.links())
                .containsExactly(
                        new ClusterRates.StoryLinks("theft", false, 2, 1),
                        new ClusterRates.StoryLinks("untold", false, 1, 0));
    }

    @Test
    void whatRulesFindIsCountedByStory() throws IOException {
        Chain chain = new Chain();
        Coin[] coins = chain.mined(1, 2, 3, 4, 5, 6);
        long half = Network.COIN / 2;
        chain.mine(mix(coins[0], coins[1], half));
        chain.mine(mix(coins[2], coins[3], half));
        chain.mine(new Tx().spend(coins[4], coins[5]).pay(Network.COIN, script(20)));
        TransactionGraph graph = chain.graph();
        Truth.Builder truth = new Truth.Builder(graph, KINDS);
        truth.story(chain.id(7, 1), "mix");
        truth.story(chain.id(8, 1), "batch");
        truth.story(chain.id(9, 1), "mix");
        List<DetectionRates> rates =
                Evaluation.of(graph, truth.build(), Progress.NONE).coinJoins();
        assertThat(rates.stream().map(DetectionRates::rule))
                .containsExactly(
                        "whirlpool-mix", "whirlpool-tx0", "wasabi-2", "wasabi-1", "joinmarket", "equal-outputs", "all");
        for (DetectionRates rate : rates.subList(5, 7)) {
            assertThat(rate.precision()).isEqualTo(Rate.wilson(1, 2));
            assertThat(rate.recall()).isEqualTo(Rate.wilson(1, 2));
            assertThat(rate.stories())
                    .containsExactly(
                            new DetectionRates.StoryRate(
                                    "batch",
                                    Optional.empty(),
                                    1,
                                    Rate.wilson(1, 1).orElseThrow()),
                            new DetectionRates.StoryRate(
                                    "mix",
                                    Optional.of("equal-outputs"),
                                    1,
                                    Rate.wilson(1, 2).orElseThrow()));
        }
        DetectionRates whirlpool = rates.getFirst();
        assertThat(whirlpool.precision()).isEmpty();
        assertThat(whirlpool.recall()).isEmpty();
    }

    /// Two payments of one coin each. What is no round amount is the change of the first, but not of the second.
    @Test
    void evidenceOfChangeIsCountedByHeuristicAndByNumberOfSigns() throws IOException {
        Chain chain = new Chain();
        Coin[] coins = chain.mined(1, 2, 3);
        long odd = 62_345_678;
        chain.mine(new Tx().spend(coins[0]).pay(30_000_000, script(11)).pay(odd, script(12)));
        chain.mine(new Tx().spend(coins[1]).pay(30_000_000, script(13)).pay(odd, script(14)));
        chain.mine(new Tx().spend(coins[2]).pay(99_000_000, script(15)));
        TransactionGraph graph = chain.graph();
        Truth.Builder truth = new Truth.Builder(graph, KINDS);
        truth.change(OutputId.of(4, 1, 1));
        truth.change(OutputId.of(5, 1, 0));
        ChangeRates rates = Evaluation.of(graph, truth.build(), Progress.NONE).change();
        assertThat(rates.payments()).isEqualTo(2);
        assertThat(rates.withChange()).isEqualTo(2);
        assertThat(rates.heuristics().stream().map(ChangeRates.HeuristicRates::heuristic))
                .isEqualTo(
                        ChangeHeuristics.ALL.stream().map(ChangeHeuristic::name).toList());
        ChangeRates.HeuristicRates powerOfTen = rates.heuristics().stream()
                .filter(heuristic -> heuristic.heuristic().equals("power-of-ten"))
                .findFirst()
                .orElseThrow();
        assertThat(powerOfTen.named()).isEqualTo(new ChangeRates.NamedRates(Rate.wilson(1, 2), Rate.wilson(1, 2)));
        assertThat(powerOfTen.kept()).isEqualTo(Rate.wilson(1, 2));
        assertThat(rates.vote()).isEqualTo(new ChangeRates.NamedRates(Rate.wilson(1, 2), Rate.wilson(1, 2)));
        assertThat(rates.votes()).hasSize(1);
        assertThat(rates.votes().getFirst().precision())
                .isEqualTo(Rate.wilson(1, 2).orElseThrow());
    }

    /// One chain of three payments with change, as the larger output, and a fourth payment that is not of the story;
    /// its
    /// own chain of two begins with an output that was peeled off.
    @Test
    void peelChainsAreFollowedFromTheirFirstHopAndFoundHopByHop() throws IOException {
        Chain chain = new Chain();
        Coin coin = chain.mined(1)[0];
        List<Tx> hops = new ArrayList<>();
        for (int hop = 0; hop < 4; hop++) {
            Tx tx = new Tx()
                    .spend(coin)
                    .pay(1_000_000 + hop, script(20 + hop))
                    .pay(coin.valueSats() - 2_000_000, script(30 + hop));
            chain.mine(tx);
            hops.add(tx);
            coin = tx.coin(1);
        }
        Coin peeled = hops.getFirst().coin(0);
        chain.mine(new Tx().spend(peeled).pay(300_000, script(40)).pay(500_000, script(41)));
        TransactionGraph graph = chain.graph();
        Truth.Builder truth = new Truth.Builder(graph, KINDS);
        for (int hop = 1; hop <= 3; hop++) {
            truth.hop(7, hop, chain.id(1 + hop, 1));
            truth.change(OutputId.of(1 + hop, 1, 1));
        }
        PeelRates rates = Evaluation.of(graph, truth.build(), Progress.NONE).peel();
        assertThat(rates.chains()).isEqualTo(1);
        assertThat(rates.hops()).isEqualTo(3);
        assertThat(rates.changeRecall()).isEqualTo(Rate.wilson(3, 3));
        assertThat(rates.byHops())
                .containsExactly(
                        new PeelRates.HopRates(1, Rate.wilson(1, 1), Rate.wilson(1, 1), Rate.wilson(1, 2)),
                        new PeelRates.HopRates(2, Rate.wilson(1, 1), Rate.wilson(1, 1), Rate.wilson(1, 1)),
                        new PeelRates.HopRates(3, Rate.wilson(1, 1), Rate.wilson(1, 1), Rate.wilson(1, 1)));
    }

    /// The second hop spends the output that looks peeled off.
    @Test
    void aChainThatIsLeftIsFollowedWrongly() throws IOException {
        Chain chain = new Chain();
        Coin[] coins = chain.mined(1, 2, 3);
        Tx first = new Tx().spend(coins[0]).pay(10_000_000, script(20)).pay(80_000_000, script(30));
        chain.mine(first);
        chain.mine(new Tx().spend(first.coin(0)).pay(1_000_001, script(21)).pay(8_000_000, script(31)));
        chain.mine(new Tx().spend(first.coin(1)).pay(1_000_002, script(22)).pay(70_000_000, script(32)));
        TransactionGraph graph = chain.graph();
        Truth.Builder truth = new Truth.Builder(graph, KINDS);
        truth.hop(0, 1, chain.id(4, 1));
        truth.hop(0, 2, chain.id(5, 1));
        truth.change(OutputId.of(4, 1, 0));
        truth.change(OutputId.of(5, 1, 1));
        PeelRates rates = Evaluation.of(graph, truth.build(), Progress.NONE).peel();
        assertThat(rates.changeRecall()).isEqualTo(Rate.wilson(1, 2));
        assertThat(rates.byHops())
                .containsExactly(
                        new PeelRates.HopRates(1, Rate.wilson(1, 1), Rate.wilson(1, 1), Rate.wilson(2, 2)),
                        new PeelRates.HopRates(2, Rate.wilson(0, 1), Rate.wilson(0, 1), Rate.wilson(0, 1)));
    }

    @Test
    void whereNothingIsKnownThereIsNoRate() throws IOException {
        Chain chain = new Chain();
        chain.mined(1, 2);
        TransactionGraph graph = chain.graph();
        Truth.Builder truth = new Truth.Builder(graph, KINDS);
        ClusterRates unknown =
                Evaluation.of(graph, truth.build(), Progress.NONE).clusters().getFirst();
        assertThat(unknown.pairPrecision()).isEmpty();
        assertThat(unknown.bCubedRecall()).isEmpty();
        truth.owner(number(graph, 1), "A");
        ClusterRates single =
                Evaluation.of(graph, truth.build(), Progress.NONE).clusters().getFirst();
        assertThat(single.pairPrecision()).isEmpty();
        assertRate(single.bCubedRecall(), 1, 1);
    }

    @Test
    void aStoppedMeasurementIsNone() throws IOException {
        Scene scene = Scene.of(1);
        for (String stopped : List.of("clustering", "measuring")) {
            assertThatThrownBy(
                            () -> Evaluation.of(scene.graph, scene.truth, (work, done, total) -> !work.equals(stopped)))
                    .isInstanceOf(CancellationException.class);
        }
    }

    private static void assertRate(Optional<Rate> rate, double value, long of) {
        assertThat(rate.orElseThrow().value()).isCloseTo(value, within(1e-12));
        assertThat(rate.orElseThrow().of()).isEqualTo(of);
        assertThat(rate.orElseThrow().low()).isLessThanOrEqualTo(value);
        assertThat(rate.orElseThrow().high()).isGreaterThanOrEqualTo(value);
    }

    /// Two pay half a coin to somebody, and one of them has change.
    private static Tx mix(Coin one, Coin other, long half) {
        return new Tx()
                .spend(one, other)
                .pay(half, script(30))
                .pay(half, script(31))
                .pay(half - 1_000, script(32));
    }

    private static byte[] script(int number) {
        return HexFormat.of().parseHex("0014" + "%040x".formatted(number));
    }

    private static int number(TransactionGraph graph, int script) throws IOException {
        return graph.scriptNumber(script(script)).orElseThrow();
    }

    /// A chain of one transaction a block.
    private static final class Chain {
        private final ChainBuilder builder = new ChainBuilder(Network.REGTEST);

        Coin[] mined(int... scripts) {
            return Arrays.stream(scripts)
                    .mapToObj(script ->
                            builder.next().reward(Network.COIN, script(script)).mine())
                    .map(block -> block.coinbase().coin(0))
                    .toArray(Coin[]::new);
        }

        void mine(Tx tx) {
            builder.next().reward(1, ChainBuilder.opTrue()).add(tx).mine();
        }

        long id(int height, int index) {
            return OutputId.of(height, index, OutputId.TRANSACTION);
        }

        TransactionGraph graph() throws IOException {
            return MemoryGraph.of(
                    Network.REGTEST,
                    builder.tip().chain().stream().map(Built::block).toList());
        }
    }
}
