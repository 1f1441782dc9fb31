package clayton.taint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import clayton.chain.ChainBuilder.Coin;
import clayton.chain.ChainBuilder.Tx;
import clayton.chain.OutPoint;
import clayton.chain.OutputId;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import org.junit.jupiter.api.Test;

final class StopRuleTest {
    private final Scene scene = new Scene();

    private static StopRule at(long... ids) {
        List<Long> list = Arrays.stream(ids).boxed().toList();
        return new StopRule.Outputs("tags", id -> list.contains(id) ? Optional.of("tag shop") : Optional.empty());
    }

    private SortedMap<String, String> told(StopRule rule, Seed... seeds) throws IOException {
        return Scene.told(scene.trace(TraceSettings.FIFO.withStops(rule), seeds), 1);
    }

    private static String name(Coin coin) {
        OutPoint outPoint = coin.outPoint();
        return outPoint.toString();
    }

    @Test
    void taintThatArrivesAtATaggedOutputEndsThereThoughItIsSpent() throws IOException {
        Coin coin = scene.mint(100).getFirst();
        Tx shop = new Tx().spend(coin).pay(60).pay(40);
        Tx onward = new Tx().spend(shop.coin(0)).pay(60);
        scene.mine(shop, onward);
        ForwardTrace trace = scene.trace(TraceSettings.FIFO.withStops(at(OutputId.of(2, 1, 0))), Scene.seed(coin, "x"));
        assertThat(Scene.told(trace, 1))
                .containsEntry(name(shop.coin(0)), "stopped(0, 60 x)")
                .containsEntry(name(shop.coin(1)), "unspent(0, 40 x)")
                .hasSize(3);
        assertThat(trace.buckets().get("x")).isEqualTo(new Buckets(100, 0, 40, 0, 0, 0, 60, 0));
        assertThat(trace.stopped()).isEqualTo(Map.of("tag shop", Map.of("x", 60L)));
        assertThat(trace.transactions()).isEqualTo(1);
    }

    @Test
    void seedsLaidOnATaggedOutputGoOn() throws IOException {
        Coin coin = scene.mint(100).getFirst();
        Tx shop = new Tx().spend(coin).pay(100);
        Tx onward = new Tx().spend(shop.coin(0)).pay(100);
        scene.mine(shop, onward);
        ForwardTrace trace = scene.trace(
                TraceSettings.FIFO.withStops(at(OutputId.of(2, 1, 0))),
                Scene.seed(coin, "x"),
                Scene.seed(shop.coin(0), "y"));
        assertThat(Scene.told(trace, 1)).containsEntry(name(onward.coin(0)), "unspent(0, 100 y)");
        assertThat(trace.buckets().get("x").stoppedSats()).isEqualTo(100);
        assertThat(trace.buckets().get("y").unspentSats()).isEqualTo(100);
    }

    @Test
    void taintEndsAtWhatAStoppingTransactionSpendsSeedsIncluded() throws IOException {
        Coin coin = scene.mint(100).getFirst();
        Tx join = new Tx().spend(coin).pay(100);
        scene.mine(join);
        ForwardTrace trace = scene.trace(
                TraceSettings.FIFO.withStops(new StopRule.Spenders(
                        "coinjoin",
                        id -> OutputId.text(id).startsWith("2x1x") ? Optional.of("CoinJoin") : Optional.empty())),
                Scene.seed(coin, "x"));
        assertThat(Scene.told(trace, 1)).containsOnly(Map.entry(name(coin), "stopped(0, 100 x)"));
        assertThat(trace.outputs().getFirst().spentBy()).contains(new OutPoint(join.txid(), 0));
        assertThat(trace.outputs().getFirst().reason()).contains("CoinJoin");
        assertThat(trace.transactions()).isZero();
    }

    @Test
    void hopsAreCountedFromTheNearestSeedOfEachLabel() throws IOException {
        Coin coin = scene.mint(100).getFirst();
        Tx one = new Tx().spend(coin).pay(100);
        Tx two = new Tx().spend(one.coin(0)).pay(100);
        Tx three = new Tx().spend(two.coin(0)).pay(100);
        scene.mine(one, two, three);
        SortedMap<String, String> told =
                told(new StopRule.HopLimit(2), Scene.seed(coin, "far"), Scene.seed(one.coin(0), "near"));
        assertThat(told)
                .containsEntry(name(one.coin(0)), "spent(0, 100 far+near)")
                .containsEntry(name(three.coin(0)), "stopped(0, 100 near)")
                .hasSize(4);
        ForwardTrace trace = scene.trace(
                TraceSettings.FIFO.withStops(new StopRule.HopLimit(2)),
                Scene.seed(coin, "far"),
                Scene.seed(one.coin(0), "near"));
        assertThat(trace.outputs().stream()
                        .filter(output -> output.outPoint().equals(two.coin(0).outPoint()))
                        .map(output -> output.state() + " " + output.labels().keySet()))
                .containsExactlyInAnyOrder("stopped [far]", "spent [near]");
        assertThat(trace.stopped()).isEqualTo(Map.of("hop limit of 2", Map.of("far", 100L, "near", 100L)));
    }

    @Test
    void aFeeIsAHopAndItsCoinbaseAnother() throws IOException {
        Coin coin = scene.mint(100).getFirst();
        Tx tx = new Tx().spend(coin).pay(90);
        scene.mine(tx);
        String coinbase = name(scene.chain.tip().coinbase().coin(0));
        assertThat(told(new StopRule.HopLimit(1), Scene.seed(coin, "x")))
                .containsEntry(name(tx.coin(0)), "stopped(0, 90 x)")
                .containsEntry(tx.txid() + ":fee", "stopped(0, 10 x)")
                .doesNotContainKey(coinbase);
        assertThat(told(new StopRule.HopLimit(2), Scene.seed(coin, "x")))
                .containsEntry(name(tx.coin(0)), "unspent(0, 90 x)")
                .containsEntry(coinbase, "stopped(5000000000, 10 x)");
        assertThat(told(new StopRule.HopLimit(3), Scene.seed(coin, "x")))
                .containsEntry(coinbase, "unspent(5000000000, 10 x)");
    }

    @Test
    void aLabelEndsWhereLessThanTheMinimumOfItArrives() throws IOException {
        Coin coin = scene.mint(100, 100).getFirst();
        Tx tx = new Tx().spend(coin, coin.tx().coin(1)).pay(30).pay(170);
        scene.mine(tx);
        assertThat(told(
                        new StopRule.MinimumAmount(40),
                        Scene.seed(coin, "x"),
                        Scene.seed(coin.tx().coin(1), "y")))
                .containsEntry(name(tx.coin(0)), "stopped(0, 30 x)")
                .containsEntry(name(tx.coin(1)), "unspent(0, 70 x)(70, 100 y)");
    }

    @Test
    void taintEndsAtTheHeightThatIsSet() throws IOException {
        Coin coin = scene.mint(100).getFirst();
        Tx two = new Tx().spend(coin).pay(100);
        Tx three = new Tx().spend(two.coin(0)).pay(100);
        scene.mine(two);
        scene.mine(three);
        assertThat(told(new StopRule.FromHeight(3), Scene.seed(coin, "x")))
                .containsEntry(name(two.coin(0)), "spent(0, 100 x)")
                .containsEntry(name(three.coin(0)), "stopped(0, 100 x)");
    }

    @Test
    void aLimitOfNoHopsIsRefused() {
        assertThatThrownBy(() -> new StopRule.HopLimit(0)).isInstanceOf(IllegalArgumentException.class);
    }
}
