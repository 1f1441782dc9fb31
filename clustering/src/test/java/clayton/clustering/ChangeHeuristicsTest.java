package clayton.clustering;

import static clayton.chain.Network.COIN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import clayton.chain.BlockSweep;
import clayton.chain.BlockView;
import clayton.chain.ChainBuilder;
import clayton.chain.ChainBuilder.Built;
import clayton.chain.ChainBuilder.Coin;
import clayton.chain.ChainBuilder.Tx;
import clayton.chain.MemoryGraph;
import clayton.chain.Network;
import clayton.chain.OutputId;
import clayton.chain.RandomChain;
import clayton.chain.TransactionGraph;
import java.io.IOException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class ChangeHeuristicsTest {
    private static final byte[] OP_RETURN = {0x6a, 1, 7};

    private final ChainBuilder chain = new ChainBuilder(Network.REGTEST);
    private int keys;

    /// A P2WPKH script that no output has yet.
    private byte[] fresh() {
        byte[] script = new byte[22];
        script[1] = 20;
        script[20] = (byte) (++keys >> 8);
        script[21] = (byte) keys;
        return script;
    }

    private byte[] freshP2pkh() {
        byte[] script = new byte[25];
        script[0] = 0x76;
        script[1] = (byte) 0xa9;
        script[2] = 20;
        script[3] = (byte) ++keys;
        script[23] = (byte) 0x88;
        script[24] = (byte) 0xac;
        return script;
    }

    /// Coins of these values, each with a script of its own, from one transaction.
    private Coin[] coins(long... values) {
        Coin reward = chain.next().mine().coinbase().coin(0);
        Tx split = new Tx().spend(reward);
        for (long value : values) {
            split.pay(value, fresh());
        }
        chain.next().add(split).mine();
        return split.coins().toArray(Coin[]::new);
    }

    private void mine(Tx... transactions) {
        chain.next().add(transactions).mine();
    }

    private TransactionGraph graph() throws IOException {
        return MemoryGraph.of(
                Network.REGTEST, chain.tip().chain().stream().map(Built::block).toList());
    }

    private BitSet candidates(ChangeEvidence evidence, Tx tx) throws IOException {
        TransactionGraph graph = graph();
        return evidence.candidates(payment(graph, tx, graph.to()));
    }

    private static Payment payment(TransactionGraph graph, Tx tx, int until) throws IOException {
        Payment payment = new Payment(graph, until);
        payment.read(graph.transactions(tx.txid())[0]);
        return payment;
    }

    private static ChangeHeuristic named(String name) {
        return ChangeHeuristics.named(name).orElseThrow();
    }

    private static BitSet outputs(int... numbers) {
        BitSet outputs = new BitSet();
        for (int number : numbers) {
            outputs.set(number);
        }
        return outputs;
    }

    @Test
    void theOnlyAddressThatIsNewIsFresh() throws IOException {
        Coin[] coins = coins(COIN, COIN, COIN, COIN);
        Tx payment = new Tx().spend(coins[0]).pay(3, coins[1].script()).pay(4, fresh());
        Tx twoFresh = new Tx().spend(coins[1]).pay(3, fresh()).pay(4, fresh());
        Tx selfChange = new Tx().spend(coins[2]).pay(3, coins[2].script()).pay(4, fresh());
        Tx withData = new Tx().spend(coins[3]).pay(0, OP_RETURN).pay(3, fresh()).pay(4, coins[0].script());
        mine(payment, twoFresh, selfChange, withData);
        assertThat(candidates(named("fresh-address"), payment)).isEqualTo(outputs(1));
        assertThat(candidates(named("fresh-address"), twoFresh)).isEqualTo(outputs());
        assertThat(candidates(named("fresh-address"), selfChange)).isEqualTo(outputs());
        assertThat(candidates(named("fresh-address"), withData)).isEqualTo(outputs(1));
        assertThat(candidates(named("new-address"), twoFresh)).isEqualTo(outputs(0, 1));
        assertThat(candidates(named("new-address"), selfChange)).isEqualTo(outputs(1));
    }

    @Test
    void anAddressOfAnEarlierTransactionOfTheBlockIsNotFresh() throws IOException {
        Coin[] coins = coins(COIN, COIN);
        byte[] shared = fresh();
        Tx first = new Tx().spend(coins[0]).pay(3, shared).pay(4, fresh());
        Tx second = new Tx().spend(coins[1]).pay(3, shared).pay(4, fresh());
        mine(first, second);
        assertThat(candidates(named("fresh-address"), first)).isEqualTo(outputs());
        assertThat(candidates(named("fresh-address"), second)).isEqualTo(outputs(1));
    }

    @Test
    void freshnessIsThatOfAPlainSecondWriting() throws IOException {
        for (int seed = 0; seed < 60; seed++) {
            ChainBuilder builder = new ChainBuilder(Network.REGTEST);
            Built tip = new RandomChain(builder, builder.genesis(), RandomChain.random(seed)).grow(25);
            TransactionGraph graph = MemoryGraph.of(
                    Network.REGTEST, tip.chain().stream().map(Built::block).toList());
            Map<Integer, Long> firstSeen = new HashMap<>();
            Payment swept = new Payment(graph, graph.to());
            Payment read = new Payment(graph, graph.to());
            BlockView block = new BlockView();
            BlockSweep sweep = graph.sweep();
            for (int height = 0; height <= graph.to(); height++) {
                sweep.read(height, block);
                for (int t = 0; t < block.transactions; t++) {
                    long id = block.id(t);
                    swept.show(block, t);
                    read.read(id);
                    for (int output = 0; output < block.outputs(t); output++) {
                        int script = swept.script(output);
                        if (script != BlockView.NO_SCRIPT) {
                            firstSeen.putIfAbsent(script, id);
                            String hint = "seed " + seed + ", " + OutputId.text(id) + ", output " + output;
                            assertThat(swept.isFresh(output)).as(hint).isEqualTo(firstSeen.get(script) == id);
                            assertThat(read.isFresh(output)).as(hint).isEqualTo(firstSeen.get(script) == id);
                        }
                    }
                }
            }
        }
    }

    @Test
    void anAddressThatWasSpentFromIsReused() throws IOException {
        Coin[] coins = coins(COIN, COIN);
        Tx payment = new Tx().spend(coins).pay(3, fresh()).pay(4, coins[1].script());
        mine(payment);
        assertThat(candidates(named("address-reuse"), payment)).isEqualTo(outputs(1));
    }

    @Test
    void changeIsOfTheTypeOfAllInputs() throws IOException {
        Coin[] coins = coins(COIN, COIN);
        Tx payment = new Tx().spend(coins[0]).pay(3, freshP2pkh()).pay(4, fresh());
        Tx mixed = new Tx()
                .spend(payment.coin(0), payment.coin(1))
                .pay(1, freshP2pkh())
                .pay(2, fresh());
        mine(payment, mixed);
        assertThat(candidates(named("address-type"), payment)).isEqualTo(outputs(1));
        assertThat(candidates(named("address-type"), mixed)).isEqualTo(outputs());
    }

    @Test
    void aRoundAmountIsNoChange() throws IOException {
        Coin[] coins = coins(COIN);
        Tx payment = new Tx()
                .spend(coins)
                .pay(3_000_000, fresh())
                .pay(3_000_001, fresh())
                .pay(100_000, fresh());
        mine(payment);
        assertThat(candidates(named("power-of-ten"), payment)).isEqualTo(outputs(1, 2));
    }

    @Test
    void theLargerOfTwoIsWhatAPeelChainKeeps() throws IOException {
        Coin[] coins = coins(COIN, COIN, COIN);
        Tx two = new Tx().spend(coins[0]).pay(3, fresh()).pay(0, OP_RETURN).pay(4, fresh());
        Tx three = new Tx().spend(coins[1]).pay(3, fresh()).pay(4, fresh()).pay(5, fresh());
        Tx equal = new Tx().spend(coins[2]).pay(3, fresh()).pay(3, fresh());
        mine(two, three, equal);
        assertThat(candidates(named("larger-output"), two)).isEqualTo(outputs(2));
        assertThat(candidates(named("larger-output"), three)).isEqualTo(outputs());
        assertThat(candidates(named("larger-output"), equal)).isEqualTo(outputs(0, 1));
    }

    @Test
    void changeIsSmallerThanEveryInput() throws IOException {
        Coin[] coins = coins(COIN, 3 * COIN);
        Tx payment = new Tx().spend(coins).pay(COIN, fresh()).pay(COIN - 1, fresh());
        mine(payment);
        assertThat(candidates(named("optimal-change"), payment)).isEqualTo(outputs(1));
    }

    /// A payment of two outputs that are spent by these.
    private Tx spentBy(Tx payment, Tx... spenders) {
        Coin[] coins = coins(COIN);
        payment.spend(coins).pay(COIN / 2, fresh()).pay(COIN / 3, fresh());
        for (int output = 0; output < spenders.length; output++) {
            spenders[output].spend(payment.coin(output));
        }
        mine(payment);
        mine(spenders);
        return payment;
    }

    @Test
    void changeIsSpentByATransactionWithTheSameFingerprint() throws IOException {
        Tx versions = spentBy(
                new Tx().version(2),
                new Tx().version(1).pay(5),
                new Tx().version(2).pay(6));
        Tx lockTimes = spentBy(
                new Tx().lockTime(7),
                new Tx().lockTime(9).pay(7),
                new Tx().lockTime(0).pay(8));
        Tx signals = spentBy(
                new Tx().sequence(-3),
                new Tx().sequence(-2).pay(9),
                new Tx().sequence(0).pay(10));
        assertThat(candidates(named("version"), versions)).isEqualTo(outputs(1));
        assertThat(candidates(named("lock-time"), lockTimes)).isEqualTo(outputs(0));
        assertThat(candidates(named("replace-by-fee"), signals)).isEqualTo(outputs(1));
    }

    @Test
    void changeIsSpentAtTheSameFeeRate() throws IOException {
        Coin[] coins = coins(COIN);
        Tx payment = new Tx().version(1).spend(coins).pay(COIN / 2, fresh());
        payment.pay(COIN / 2 - payment.weight(), fresh());
        Tx same = new Tx().spend(payment.coin(0));
        same.pay(COIN / 2 - (payment.feeSats() * (60 + 22) / (payment.weight() / 4)), fresh());
        Tx other = new Tx().spend(payment.coin(1)).pay(1000, fresh());
        mine(payment);
        mine(same, other);
        long expected = payment.feeSats() * 1000 / (payment.weight() / 4);
        assertThat(same.feeSats() * 1000 / (same.weight() / 4)).isEqualTo(expected);
        assertThat(candidates(named("fixed-fee-rate"), payment)).isEqualTo(outputs(0));
    }

    @Test
    void aConsumersChangeIsNotSpentByALargerTransaction() throws IOException {
        Tx payment = spentBy(
                new Tx(), new Tx().pay(11, fresh()).pay(12, fresh()).pay(13, fresh()), new Tx().pay(14, fresh()));
        assertThat(candidates(named("consumer-wallet"), payment)).isEqualTo(outputs(1));
    }

    @Test
    void changeStandsBehindWhatIsPaid() throws IOException {
        Coin[] coins = coins(COIN, COIN);
        Tx payment = new Tx().spend(coins[0]).pay(20, fresh()).pay(21, fresh()).pay(0, OP_RETURN);
        Tx whole = new Tx().spend(coins[1]).pay(22, fresh());
        mine(payment, whole);
        assertThat(candidates(named("output-position"), payment)).isEqualTo(outputs(1));
        assertThat(candidates(named("output-position"), whole)).isEqualTo(outputs(0));
    }

    @Test
    void changeInAPeelChainIsSpentByItsNextHop() throws IOException {
        Tx payment = spentBy(
                new Tx(), new Tx().pay(15, fresh()), new Tx().pay(16, fresh()).pay(17, fresh()));
        assertThat(candidates(named("peeling-chain"), payment)).isEqualTo(outputs(1));
        Tx lone = spentBy(new Tx(), new Tx().pay(18, fresh()), new Tx().pay(19, fresh()));
        assertThat(candidates(named("peeling-chain"), lone)).isEqualTo(outputs());
    }

    @Test
    void spendersSayNothingUnlessAllOutputsAreSpentUpToTheHorizon() throws IOException {
        Tx payment = spentBy(
                new Tx().version(2),
                new Tx().version(1).pay(5),
                new Tx().version(2).pay(6));
        Tx half = spentBy(new Tx().version(2), new Tx().version(1).pay(7));
        TransactionGraph graph = graph();
        ChangeHeuristic version = named("version");
        assertThat(version.candidates(payment(graph, payment, graph.to()))).isEqualTo(outputs(1));
        assertThat(version.candidates(payment(graph, payment, OutputId.height(graph.transactions(payment.txid())[0]))))
                .isEqualTo(outputs());
        assertThat(version.candidates(payment(graph, half, graph.to()))).isEqualTo(outputs());
    }

    @Test
    void nothingIsSaidOfACoinbase() throws IOException {
        Built block = chain.next().reward(COIN, fresh()).reward(7, fresh()).mine();
        for (ChangeHeuristic heuristic : ChangeHeuristics.ALL) {
            assertThat(candidates(heuristic, block.coinbase()))
                    .as(heuristic.name())
                    .isEqualTo(outputs());
        }
    }

    @Test
    void evidenceIsCombinedAsSetsAre() throws IOException {
        Coin[] coins = coins(COIN);
        Tx payment = new Tx()
                .spend(coins)
                .pay(3_000_000, fresh())
                .pay(3_000_001, freshP2pkh())
                .pay(3_000_002, fresh());
        mine(payment);
        ChangeHeuristic type = named("address-type");
        ChangeHeuristic round = named("power-of-ten");
        assertThat(candidates(type, payment)).isEqualTo(outputs(0, 2));
        assertThat(candidates(round, payment)).isEqualTo(outputs(1, 2));
        assertThat(candidates(type.and(round), payment)).isEqualTo(outputs(2));
        assertThat(candidates(type.or(round), payment)).isEqualTo(outputs(0, 1, 2));
        assertThat(candidates(type.minus(round), payment)).isEqualTo(outputs(0));
    }

    @Test
    void aVoteCountsTheSignsThatTellOutputsApart() throws IOException {
        Coin[] coins = coins(COIN);
        Tx payment = new Tx().spend(coins).pay(4_000_000, freshP2pkh()).pay(3_000_002, fresh());
        mine(payment);
        TransactionGraph graph = graph();
        ChangeVote vote = ChangeVote.of(payment(graph, payment, graph.to()), ChangeHeuristics.ALL);
        assertThat(vote.change()).hasValue(1);
        assertThat(names(vote.signs()))
                .containsExactly("address-type", "power-of-ten", "output-position", "larger-output");
        assertThat(names(vote.signsFor(1))).containsExactly("address-type", "power-of-ten", "output-position");
        assertThat(names(vote.signsFor(0))).containsExactly("larger-output");
    }

    @Test
    void aVoteWithoutSignsOrWithEquallyManyHasNoChange() throws IOException {
        Coin[] coins = coins(COIN, COIN);
        Tx torn = new Tx()
                .spend(coins[0])
                .pay(3_000_000, fresh())
                .pay(0, OP_RETURN)
                .pay(5_000_000, freshP2pkh());
        Tx silent = new Tx().spend(coins[1]).pay(3_000_003, fresh()).pay(3_000_003, fresh());
        mine(torn, silent);
        TransactionGraph graph = graph();
        List<ChangeHeuristic> two = List.of(named("address-type"), named("larger-output"));
        ChangeVote vote = ChangeVote.of(payment(graph, torn, graph.to()), two);
        assertThat(vote.candidates()).isEqualTo(outputs(0, 2));
        assertThat(vote.change()).isEmpty();
        ChangeVote none = ChangeVote.of(payment(graph, silent, graph.to()), two);
        assertThat(none.signs()).isEmpty();
        assertThat(none.change()).isEmpty();
    }

    private static List<String> names(List<ChangeVote.Sign> signs) {
        List<String> names = new ArrayList<>();
        signs.forEach(sign -> names.add(sign.heuristic().name()));
        return names;
    }

    @Test
    void aPartOfABlockIsRefused() throws IOException {
        mine(new Tx().spend(coins(COIN)).pay(1));
        TransactionGraph graph = graph();
        BlockView part = new BlockView();
        graph.read(OutputId.of(graph.to(), 1, OutputId.TRANSACTION), 1, part);
        Payment payment = new Payment(graph, graph.to());
        assertThatThrownBy(() -> payment.show(part, 0)).isInstanceOf(IllegalArgumentException.class);
    }
}
