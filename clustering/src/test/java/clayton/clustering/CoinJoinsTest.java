package clayton.clustering;

import static clayton.chain.Network.COIN;
import static org.assertj.core.api.Assertions.assertThat;

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
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class CoinJoinsTest {
    private int scripts;

    /// A P2WPKH script that no other output has.
    private byte[] fresh() {
        return HexFormat.of().parseHex("0014" + "%040x".formatted(++scripts));
    }

    private byte[] fresh(String before, String after) {
        return HexFormat.of().parseHex(before + "%040x".formatted(++scripts) + after);
    }

    /// A transaction that spends outputs of these values, each of a script of its own, and pays these.
    private record Mix(MemoryGraph graph, long id) {
        List<String> rules() throws IOException {
            return new CoinJoins(graph)
                    .judge(id).stream().map(found -> found.rule().name()).toList();
        }

        boolean mixes() throws IOException {
            return new CoinJoins(graph).contains(id);
        }
    }

    private Mix mix(long[] inputs, long[] outputs) throws IOException {
        Tx tx = new Tx();
        LongStream.of(outputs).forEach(value -> tx.pay(value, fresh()));
        return mix(inputs, tx);
    }

    private Mix mix(long[] inputs, Tx paying) throws IOException {
        ChainBuilder chain = new ChainBuilder(Network.REGTEST);
        List<Built> blocks = new ArrayList<>(List.of(chain.genesis()));
        List<Coin> coins = new ArrayList<>();
        for (long input : inputs) {
            Built block = chain.next().reward(input, fresh()).mine();
            coins.add(block.coinbase().coin(0));
            blocks.add(block);
        }
        Built last = chain.next().add(paying.spend(coins.toArray(Coin[]::new))).mine();
        blocks.add(last);
        MemoryGraph graph = MemoryGraph.of(
                Network.REGTEST, blocks.stream().map(Built::block).toList());
        return new Mix(graph, OutputId.of(last.height(), 1, OutputId.TRANSACTION));
    }

    private static long[] repeat(int times, long value, long... others) {
        return LongStream.concat(LongStream.generate(() -> value).limit(times), LongStream.of(others))
                .toArray();
    }

    @Test
    void equalOutputsWithChangeEachAreACoinJoin() throws IOException {
        Mix mix = mix(new long[] {COIN, 2 * COIN, 3 * COIN}, repeat(3, COIN - 500, COIN, 2 * COIN));
        assertThat(mix.rules()).containsExactly("joinmarket", "equal-outputs");
        assertThat(mix.mixes()).isTrue();
        CoinJoin found = new CoinJoins(mix.graph).judge(mix.id).getLast();
        assertThat(found.participants()).isEqualTo(3);
        assertThat(found.confidence()).isEqualTo(CoinJoin.Confidence.MEDIUM);
        assertThat(found.figures()).containsEntry("denomination", COIN - 500);
    }

    @Test
    void aBatchOfEqualPaymentsIsNone() throws IOException {
        assertThat(mix(new long[] {9 * COIN}, repeat(4, COIN, COIN / 2, COIN / 3, COIN / 4))
                        .mixes())
                .isFalse();
        assertThat(mix(new long[] {5 * COIN, 6 * COIN}, repeat(4, COIN, 7, 8, 9))
                        .mixes())
                .isFalse();
        assertThat(mix(new long[] {5 * COIN, 6 * COIN}, repeat(2, COIN, 7, 8, 9, 10))
                        .mixes())
                .isFalse();
    }

    @Test
    void dustThatTokensAreSentWithIsNone() throws IOException {
        for (long dust : new long[] {546, 2_730}) {
            assertThat(mix(new long[] {COIN, COIN}, repeat(2, dust, COIN)).mixes())
                    .isFalse();
        }
    }

    @Test
    void anEqualOutputOfTheSameScriptDoesNotCount() throws IOException {
        byte[] script = fresh();
        Tx twice = new Tx().pay(COIN, script).pay(COIN, script).pay(3, fresh());
        assertThat(mix(new long[] {COIN, 2 * COIN}, twice).mixes()).isFalse();
    }

    @Test
    void aWhirlpoolRoundHasFiveInputsAndFiveOutputsOfAPool() throws IOException {
        long[] inputs = {1_000_000, 1_000_000, 1_000_000, 1_000_500, 1_000_500};
        Mix mix = mix(inputs, repeat(5, 1_000_000));
        assertThat(mix.rules()).containsExactly("whirlpool-mix");
        assertThat(mix.mixes()).isTrue();
        assertThat(mix(inputs, repeat(5, 999_999)).rules()).doesNotContain("whirlpool-mix");
        assertThat(mix(repeat(5, 1_000_500), repeat(5, 1_000_000)).rules()).doesNotContain("whirlpool-mix");
    }

    @Test
    void aWhirlpoolPreparationIsOneOwnersOwn() throws IOException {
        Tx prepare =
                new Tx().pay(0, new byte[] {0x6a, 1, 7}).pay(50_000, fresh()).pay(COIN, fresh());
        for (int i = 0; i < 7; i++) {
            prepare.pay(1_000_300, fresh());
        }
        Mix mix = mix(new long[] {COIN, COIN}, prepare);
        assertThat(mix.rules()).containsExactly("whirlpool-tx0");
        assertThat(mix.mixes()).isFalse();
    }

    @Test
    void wasabiOneHasTenOutputsOfATenthOfABitcoinInSegwit() throws IOException {
        long[] inputs = repeat(12, COIN / 5);
        long[] outputs = repeat(10, COIN / 10 + 7, COIN / 20, COIN / 30, COIN / 40);
        assertThat(mix(inputs, outputs).rules()).contains("wasabi-1");
        assertThat(mix(inputs, repeat(9, COIN / 10 + 7, 5, 6, 7)).rules()).doesNotContain("wasabi-1");
        assertThat(mix(inputs, repeat(10, COIN / 8, 5, 6, 7)).rules()).doesNotContain("wasabi-1");
        Tx legacy = new Tx();
        LongStream.of(outputs).forEach(value -> legacy.pay(value, fresh("76a914", "88ac")));
        assertThat(mix(inputs, legacy).rules()).doesNotContain("wasabi-1");
    }

    @Test
    void wasabiTwoHasFiftyInputsAndCommonAmountsInFallingOrder() throws IOException {
        long[] common = {1L << 25, 1L << 24, 1L << 20, 531_441, 200_000, 100_000, 65_536, 50_000, 10_000, 5_001};
        assertThat(mix(repeat(50, COIN), common).rules()).contains("wasabi-2");
        assertThat(mix(repeat(49, COIN), common).rules()).doesNotContain("wasabi-2");
        long[] rising = LongStream.of(common).sorted().toArray();
        assertThat(mix(repeat(50, COIN), rising).rules()).doesNotContain("wasabi-2");
    }

    @Test
    void theQuickAnswerIsThatOfAllRules() throws IOException {
        int mixing = 0;
        for (int seed = 0; seed < 100; seed++) {
            ChainBuilder chain = new ChainBuilder(Network.REGTEST);
            Built tip = new RandomChain(chain, chain.genesis(), RandomChain.random(seed)).grow(30);
            TransactionGraph graph = MemoryGraph.of(
                    Network.REGTEST, tip.chain().stream().map(Built::block).toList());
            CoinJoins coinJoins = new CoinJoins(graph);
            for (int height = 0; height <= graph.to(); height++) {
                for (int index = 0; index < graph.transactionsIn(height); index++) {
                    long id = OutputId.of(height, index, OutputId.TRANSACTION);
                    boolean mixes = coinJoins.judge(id).stream()
                            .anyMatch(found -> found.rule().mixes());
                    assertThat(coinJoins.contains(id))
                            .as("seed " + seed + ", " + OutputId.text(id))
                            .isEqualTo(mixes);
                    mixing += mixes ? 1 : 0;
                }
            }
        }
        assertThat(mixing).isPositive();
    }

    @Test
    void clustersLeaveCoinJoinsOutUnlessAskedToMergeThem() throws IOException {
        Mix mix = mix(new long[] {COIN, 2 * COIN, 3 * COIN}, repeat(3, COIN - 500, COIN, 2 * COIN));
        Clusters skipped = Clusters.of(mix.graph, ClusterSettings.STANDARD, Progress.NONE);
        Clusters merged = Clusters.of(mix.graph, ClusterSettings.STANDARD.mergingCoinJoins(), Progress.NONE);
        assertThat(skipped.statistics(1).largest().getFirst().scripts()).isEqualTo(1);
        assertThat(merged.statistics(1).largest().getFirst().scripts()).isEqualTo(3);
    }

    @Test
    void theListsHoldEveryRuleAndEveryHeuristicThereIs() throws IOException, URISyntaxException {
        assertThat(names(CoinJoins.RULES)).isEqualTo(classes(CoinJoinRule.class));
        assertThat(names(Heuristics.ALL)).isEqualTo(classes(Heuristic.class));
        assertThat(names(ChangeHeuristics.ALL)).isEqualTo(classes(ChangeHeuristic.class));
        assertThat(CoinJoins.RULES).extracting(CoinJoinRule::source).doesNotContain("");
        Heuristics.ALL.forEach(
                heuristic -> assertThat(Heuristics.named(heuristic.name())).containsSame(heuristic));
        assertThat(Heuristics.named("guess")).isEmpty();
    }

    private static List<String> names(List<?> listed) {
        return listed.stream()
                .map(each -> each.getClass().getSimpleName())
                .distinct()
                .sorted()
                .toList();
    }

    private static List<String> classes(Class<?> kind) throws IOException, URISyntaxException {
        Path classes =
                Path.of(kind.getProtectionDomain().getCodeSource().getLocation().toURI());
        try (Stream<Path> files = Files.list(classes.resolve("clayton/clustering"))) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".class"))
                    .map(name -> named("clayton.clustering." + name.substring(0, name.length() - 6)))
                    .filter(type -> kind.isAssignableFrom(type) && !type.isInterface())
                    .map(Class::getSimpleName)
                    .sorted(Comparator.naturalOrder())
                    .toList();
        }
    }

    private static Class<?> named(String name) {
        try {
            return Class.forName(name);
        } catch (ClassNotFoundException e) {
            throw new AssertionError(e);
        }
    }
}
