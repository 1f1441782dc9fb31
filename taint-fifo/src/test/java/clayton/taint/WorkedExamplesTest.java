package clayton.taint;

import static clayton.chain.Network.COIN;
import static org.assertj.core.api.Assertions.assertThat;

import clayton.chain.ChainBuilder.Built;
import clayton.chain.ChainBuilder.Coin;
import clayton.chain.ChainBuilder.Tx;
import clayton.chain.MemoryGraph;
import clayton.chain.OutPoint;
import clayton.chain.OutputId;
import clayton.chain.Progress;
import java.io.IOException;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/// The worked examples that the definition of the taint semantics ends with.
final class WorkedExamplesTest {
    private final Scene scene = new Scene();

    @Test
    void threeStolenCoinsLeadTheTenTheyAreSpentWith() throws IOException {
        List<Coin> coins = scene.mint(3 * COIN, 7 * COIN);
        Tx spend = new Tx().spend(coins.get(0), coins.get(1)).pay(10 * COIN);
        scene.mine(spend);
        Seed stolen = Scene.seed(coins.get(0), "stolen");
        String output = spend.coin(0).outPoint().toString();
        assertThat(Scene.told(scene.trace(TraceSettings.FIFO, stolen), COIN))
                .containsEntry(output, "unspent(0, 3 stolen)")
                .hasSize(2);
        assertThat(Scene.told(scene.trace(TraceSettings.FIFO.with(new Poison()), stolen), COIN))
                .containsEntry(output, "unspent{stolen=10}");
        assertThat(Scene.told(scene.trace(TraceSettings.FIFO.with(new Haircut()), stolen), COIN))
                .containsEntry(output, "unspent{stolen=3}");
    }

    @Test
    void aSplitGivesTheFirstSatoshisToTheFirstOutput() throws IOException {
        List<Coin> coins = scene.mint(3 * COIN, 7 * COIN);
        Tx split = new Tx().spend(coins.get(0), coins.get(1)).pay(4 * COIN).pay(5 * COIN);
        scene.mine(split);
        Seed stolen = Scene.seed(coins.get(0), "stolen");
        assertThat(Scene.told(scene.trace(TraceSettings.FIFO, stolen), COIN))
                .containsEntry(split.coin(0).outPoint().toString(), "unspent(0, 3 stolen)")
                .containsEntry(coins.get(0).outPoint().toString(), "spent(0, 3 stolen)")
                .hasSize(2);
        TraceSettings stopped = TraceSettings.FIFO.with(FeeRule.STOP);
        assertThat(Scene.told(scene.trace(stopped.with(new Lifo()), stolen), COIN))
                .containsEntry(split.coin(1).outPoint().toString(), "unspent(3, 2 stolen)")
                .containsEntry(split.txid() + ":fee", "fees(0, 1 stolen)")
                .hasSize(3);
        assertThat(Scene.told(scene.trace(stopped.with(new Haircut()), stolen), COIN / 10))
                .containsEntry(split.coin(0).outPoint().toString(), "unspent{stolen=12}")
                .containsEntry(split.coin(1).outPoint().toString(), "unspent{stolen=15}")
                .containsEntry(split.txid() + ":fee", "fees{stolen=3}")
                .hasSize(4);
        assertThat(Scene.told(scene.trace(stopped.with(new Tiho()), stolen), COIN))
                .containsEntry(split.coin(1).outPoint().toString(), "unspent{stolen=3}")
                .hasSize(2);
    }

    @Test
    void theLargestRemaindersTakeWhatRoundingLeft() {
        assertThat(shares(1, 1, 1, 1, 0)).containsExactly(1, 0, 0, 0);
        assertThat(shares(2, 2, 2, 1, 0)).containsExactly(1, 1, 0, 0);
    }

    private static long[] shares(long sats, long... sizes) {
        long[] shares = new long[sizes.length];
        new Haircut().share(sats, sizes, sizes.length, LongStream.of(sizes).sum(), shares, new long[2 * sizes.length]);
        return shares;
    }

    @Test
    void aTaintedFeeStandsAtItsPlaceInTheCoinbase() throws IOException {
        Seed stolen = blockWithFees(55 * COIN);
        String coinbase = scene.chain.tip().coinbase().coin(0).outPoint().toString();
        assertThat(Scene.told(scene.trace(TraceSettings.FIFO, stolen), COIN))
                .containsEntry(coinbase, "unspent(52, 3 stolen)");
        assertThat(Scene.told(scene.trace(TraceSettings.FIFO.with(CoinbaseOrder.FEES_FIRST), stolen), COIN))
                .containsEntry(coinbase, "unspent(2, 3 stolen)");
    }

    @Test
    void whatACoinbaseLeavesUnclaimedComesOffItsTail() throws IOException {
        Seed stolen = blockWithFees(54 * COIN);
        Tx coinbase = scene.chain.tip().coinbase();
        assertThat(Scene.told(scene.trace(TraceSettings.FIFO, stolen), COIN))
                .containsEntry(coinbase.coin(0).outPoint().toString(), "unspent(52, 2 stolen)")
                .containsEntry(coinbase.txid() + ":unclaimed", "destroyed(0, 1 stolen)");
        ForwardTrace feesFirst = scene.trace(TraceSettings.FIFO.with(CoinbaseOrder.FEES_FIRST), stolen);
        assertThat(Scene.told(feesFirst, COIN))
                .containsEntry(coinbase.coin(0).outPoint().toString(), "unspent(2, 3 stolen)");
        assertThat(feesFirst.destroyed()).isEmpty();
    }

    /// Subsidy 50, a clean fee of 2, a wholly tainted one of 3, and a coinbase that claims this much.
    private Seed blockWithFees(long claimedSats) {
        List<Coin> coins = scene.mint(10 * COIN, 3 * COIN);
        Tx clean = new Tx().spend(coins.get(0)).pay(8 * COIN);
        Tx tainted = new Tx().spend(coins.get(1)).pay(0);
        Built block = scene.chain.next().add(clean, tainted).reward(claimedSats).mine();
        assertThat(block.height()).isEqualTo(2);
        return Scene.seed(coins.get(1), "stolen");
    }

    @Test
    void theFirstTenCoinsOfBlockNineAreTheFirstPaymentEverMade() throws IOException {
        MemoryGraph graph = SharedChain.mainnet(255);
        OutPoint coinbase = new OutPoint(graph.txid(OutputId.of(9, 0, 0)), 0);
        ForwardTrace ten = new Tracer(graph)
                .forward(
                        List.of(new Seed(coinbase, 0, OptionalLong.of(10 * COIN), "ten")),
                        TraceSettings.FIFO.withUntil(170),
                        Progress.NONE);
        assertThat(Scene.told(ten, COIN))
                .containsEntry(
                        "f4184fc596403b9d638783cf57adfe4c75c605f6356fbc91338530e9831e9e16:0", "unspent(0, 10 ten)")
                .hasSize(2);
        ForwardTrace all = new Tracer(graph).forward(List.of(Seed.whole(coinbase)), TraceSettings.FIFO, Progress.NONE);
        assertThat(all.outputs().stream().map(Holding::height).distinct().sorted())
                .containsExactly(9, 170, 181, 182, 183, 187, 221, 248);
    }
}
