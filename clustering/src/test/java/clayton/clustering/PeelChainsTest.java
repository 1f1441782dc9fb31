package clayton.clustering;

import static clayton.chain.Network.COIN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
import java.util.List;
import org.junit.jupiter.api.Test;

final class PeelChainsTest {
    private static final Progress STOP = (work, done, total) -> false;

    private final ChainBuilder chain = new ChainBuilder(Network.REGTEST);
    private int keys;

    private byte[] fresh() {
        byte[] script = new byte[22];
        script[1] = 20;
        script[20] = (byte) (++keys >> 8);
        script[21] = (byte) keys;
        return script;
    }

    private Coin mined() {
        return chain.next().reward(50 * COIN, fresh()).mine().coinbase().coin(0);
    }

    /// Takes one bitcoin and an odd amount off a coin, and leaves the rest in output 1.
    private Tx peel(Coin coin) {
        Tx hop = new Tx().spend(coin).pay(COIN + 7, fresh()).pay(coin.valueSats() - COIN - 7, fresh());
        chain.next().add(hop).mine();
        return hop;
    }

    private void mine(Tx... transactions) {
        chain.next().add(transactions).mine();
    }

    private TransactionGraph graph(int from) throws IOException {
        return MemoryGraph.of(
                Network.REGTEST,
                chain.tip().chain().stream().skip(from).map(Built::block).toList());
    }

    private PeelChain follow(Coin coin) throws IOException {
        return follow(graph(0), coin);
    }

    private static PeelChain follow(TransactionGraph graph, Coin coin) throws IOException {
        return new PeelChains(graph, graph.to()).follow(graph.outputs(coin.outPoint())[0], Progress.NONE);
    }

    @Test
    void aChainIsFollowedBothWaysFromAnyOfItsCoins() throws IOException {
        Coin coin = mined();
        Tx first = peel(coin);
        Tx second = peel(first.coin(1));
        Tx third = peel(second.coin(1));
        for (Coin start : List.of(coin, first.coin(1), second.coin(1), third.coin(1))) {
            PeelChain found = follow(start);
            assertThat(found.hops()).extracting(PeelHop::change).containsExactly(1, 1, 1);
            assertThat(found.hops()).extracting(PeelHop::peeledSats).containsOnly(COIN + 7);
            assertThat(found.hops().getLast().remainingSats())
                    .isEqualTo(third.coin(1).valueSats());
            assertThat(found.began()).isEqualTo(PeelEnd.COINBASE);
            assertThat(found.ended()).isEqualTo(PeelEnd.UNSPENT);
        }
    }

    @Test
    void whatWasPeeledOffIsNoPartOfTheChain() throws IOException {
        Tx first = peel(mined());
        peel(first.coin(1));
        PeelChain found = follow(first.coin(0));
        assertThat(found.hops()).isEmpty();
        assertThat(found.began()).isEqualTo(PeelEnd.PEELED_OFF);
        assertThat(found.ended()).isEqualTo(PeelEnd.UNSPENT);
    }

    private PeelEnd endOf(Tx last) throws IOException {
        mine(last);
        PeelChain found = follow(last.inputs().getFirst().coin().orElseThrow());
        assertThat(found.hops()).hasSize(1);
        return found.ended();
    }

    @Test
    void aChainEndsWhereTheNextTransactionIsNoHop() throws IOException {
        Coin rest = peel(mined()).coin(1);
        assertThat(endOf(new Tx().spend(rest).pay(5, fresh()))).isEqualTo(PeelEnd.WHOLE);
        rest = peel(mined()).coin(1);
        assertThat(endOf(new Tx().spend(rest).pay(5, fresh()).pay(6, fresh()).pay(7, fresh())))
                .isEqualTo(PeelEnd.SPREAD);
        rest = peel(mined()).coin(1);
        assertThat(endOf(new Tx().spend(rest, mined()).pay(5, fresh()).pay(6, fresh())))
                .isEqualTo(PeelEnd.BESIDE_LARGER);
        rest = peel(mined()).coin(1);
        assertThat(endOf(new Tx().spend(rest).pay(COIN, fresh()).pay(COIN, fresh())))
                .isEqualTo(PeelEnd.UNDECIDED);
        rest = peel(mined()).coin(1);
        Tx mix = new Tx().spend(rest, mined(), mined());
        mix.pay(COIN + 5, fresh()).pay(COIN + 5, fresh()).pay(COIN + 5, fresh()).pay(3 * COIN, fresh());
        assertThat(endOf(mix)).isEqualTo(PeelEnd.COINJOIN);
    }

    @Test
    void withAsManySignsForEitherTheLargerRemains() throws IOException {
        Coin coin = mined();
        byte[] other = {0x76, (byte) 0xa9, 1, 1, (byte) 0x88, (byte) 0xac};
        Tx torn = new Tx().spend(coin).pay(COIN + 7, fresh()).pay(2 * COIN + 7, other);
        mine(torn);
        PeelHop hop = follow(coin).hops().getFirst();
        assertThat(hop.change()).isEqualTo(1);
        assertThat(hop.confidence()).isEqualTo(0.5);
        assertThat(hop.vote().change()).isEmpty();
    }

    @Test
    void aChainBeginsWhereTheRangeDoes() throws IOException {
        Tx first = peel(mined());
        Tx second = peel(first.coin(1));
        TransactionGraph graph = graph(chain.tip().height());
        PeelChain found = follow(graph, second.coin(1));
        assertThat(found.hops()).hasSize(1);
        assertThat(found.began()).isEqualTo(PeelEnd.BEFORE_RANGE);
        assertThat(follow(graph, first.coin(1)).hops()).isEqualTo(found.hops());
    }

    @Test
    void nothingAboveTheHorizonIsSeen() throws IOException {
        Tx first = peel(mined());
        int horizon = chain.tip().height();
        peel(first.coin(1));
        TransactionGraph graph = graph(0);
        long rest = graph.outputs(first.coin(1).outPoint())[0];
        PeelChain found = new PeelChains(graph, horizon).follow(rest, Progress.NONE);
        assertThat(found.hops()).hasSize(1);
        assertThat(found.ended()).isEqualTo(PeelEnd.UNSPENT);
    }

    @Test
    void stoppedWorkSaysSo() throws IOException {
        Tx first = peel(mined());
        peel(first.coin(1));
        TransactionGraph graph = graph(0);
        PeelChain found = new PeelChains(graph, graph.to())
                .follow(graph.outputs(first.coin(1).outPoint())[0], STOP);
        assertThat(found).isEqualTo(new PeelChain(List.of(), PeelEnd.STOPPED, PeelEnd.STOPPED));
        assertThat(PeelChains.find(graph, 0, graph.to(), 2, STOP)).isEmpty();
    }

    @Test
    void aFoundChainSaysHowTheRemainderAndTheHeightGo() throws IOException {
        Coin coin = mined();
        Tx first = peel(coin);
        Tx hop = first;
        for (int i = 0; i < 4; i++) {
            chain.next().mine();
            hop = peel(hop.coin(1));
        }
        TransactionGraph graph = graph(0);
        FoundPeelChain found =
                PeelChains.find(graph, 0, graph.to(), 2, Progress.NONE).getFirst();
        assertThat(found.hops()).isEqualTo(5);
        assertThat(graph.txid(found.first())).isEqualTo(first.txid());
        assertThat(graph.txid(found.last())).isEqualTo(hop.txid());
        assertThat(found.remainder()).isEqualTo(graph.outputs(hop.coin(1).outPoint())[0]);
        assertThat(Math.round(found.remaining().slope())).isEqualTo(-COIN - 7);
        assertThat(found.remaining().rSquared()).isGreaterThan(0.999_999);
        assertThat(found.cadence().slope()).isEqualTo(2);
        assertThat(PeelChains.find(graph, 0, graph.to(), 6, Progress.NONE)).isEmpty();
        int middle = OutputId.height(found.first()) + 1;
        assertThat(PeelChains.find(graph, middle, graph.to(), 2, Progress.NONE)).hasSize(1);
        assertThatThrownBy(() -> PeelChains.find(graph, 0, graph.to(), 1, Progress.NONE))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void findingAndFollowingGiveTheSameChains() throws IOException {
        int chains = 0;
        for (int seed = 0; seed < 60; seed++) {
            ChainBuilder builder = new ChainBuilder(Network.REGTEST);
            Built tip = new RandomChain(builder, builder.genesis(), RandomChain.random(seed)).grow(60);
            int from = seed % 3 == 0 ? 20 : 0;
            TransactionGraph graph = MemoryGraph.of(
                    Network.REGTEST,
                    tip.chain().stream().skip(from).map(Built::block).toList());
            PeelChains peel = new PeelChains(graph, graph.to());
            List<FoundPeelChain> found = PeelChains.find(graph, graph.from(), graph.to(), 2, Progress.NONE);
            for (FoundPeelChain one : found) {
                List<PeelHop> hops = peel.follow(one.remainder(), Progress.NONE).hops();
                List<Long> ends = new ArrayList<>(
                        List.of(hops.getFirst().transaction(), hops.getLast().transaction()));
                assertThat(ends).as("seed " + seed).containsExactly(one.first(), one.last());
                assertThat(hops).as("seed " + seed).hasSize(one.hops());
            }
            chains += found.size();
        }
        assertThat(chains).isPositive();
    }

    @Test
    void collectedTraitsAreThoseThatAreRead() throws IOException {
        for (int seed = 0; seed < 30; seed++) {
            ChainBuilder builder = new ChainBuilder(Network.REGTEST);
            Built tip = new RandomChain(builder, builder.genesis(), RandomChain.random(seed)).grow(25);
            TransactionGraph graph = MemoryGraph.of(
                    Network.REGTEST, tip.chain().stream().map(Built::block).toList());
            GraphNeighbours read = new GraphNeighbours(graph);
            RangeNeighbours collected = RangeNeighbours.of(graph, 5, 20, Progress.NONE);
            for (int height = 0; height <= graph.to(); height++) {
                for (int index = 0; index < graph.transactionsIn(height); index++) {
                    long id = OutputId.of(height, index, OutputId.TRANSACTION);
                    assertThat(collected.traits(id)).as("seed " + seed).isEqualTo(read.traits(id));
                    int number = collected.number(id);
                    assertThat(number == RangeNeighbours.OUTSIDE).isEqualTo(height < 5 || height > 20);
                    if (number != RangeNeighbours.OUTSIDE) {
                        assertThat(collected.coordinate(number)).isEqualTo(id);
                    }
                }
            }
        }
    }
}
