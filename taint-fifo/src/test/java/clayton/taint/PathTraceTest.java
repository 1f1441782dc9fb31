package clayton.taint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import clayton.chain.ChainBuilder.Coin;
import clayton.chain.ChainBuilder.Tx;
import clayton.chain.MemoryGraph;
import clayton.chain.OutPoint;
import clayton.chain.Progress;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;

final class PathTraceTest {
    private final Scene scene = new Scene();

    private PathTrace path(Coin from, Coin to, TraceSettings settings) throws IOException {
        return new Tracer(scene.graph()).path(from.outPoint(), to.outPoint(), settings, Progress.NONE);
    }

    private static List<String> places(Path path) {
        return path.places().stream().map(Place::name).toList();
    }

    private static String name(Coin coin) {
        return coin.outPoint().toString();
    }

    @Test
    void theWayWithTheFewestHopsComesFirst() throws IOException {
        Coin coin = scene.mint(100).getFirst();
        Tx split = new Tx().spend(coin).pay(30).pay(70);
        Tx detour = new Tx().spend(split.coin(1)).pay(70);
        Tx meet = new Tx().spend(detour.coin(0), split.coin(0)).pay(90).pay(10);
        scene.mine(split, detour, meet);
        PathTrace trace = path(coin, meet.coin(0), TraceSettings.FIFO);
        assertThat(trace.amountSats()).isEqualTo(90);
        assertThat(trace.paths())
                .extracting(PathTraceTest::places)
                .containsExactly(
                        List.of(name(coin), name(split.coin(0)), name(meet.coin(0))),
                        List.of(name(coin), name(split.coin(1)), name(detour.coin(0)), name(meet.coin(0))));
        assertThat(trace.paths().get(0))
                .extracting(Path::amountSats, Path::fromRanges, Path::toRanges)
                .containsExactly(20L, List.of(new Range(0, 20)), List.of(new Range(70, 20)));
        assertThat(trace.paths().get(1))
                .extracting(Path::amountSats, Path::fromRanges, Path::toRanges)
                .containsExactly(70L, List.of(new Range(30, 70)), List.of(new Range(0, 70)));
        assertThat(trace.hops())
                .extracting(hop ->
                        hop.txid() + " " + hop.amountSats() + " " + hop.from().name())
                .containsExactly(
                        split.txid() + " 20 " + name(coin),
                        split.txid() + " 70 " + name(coin),
                        detour.txid() + " 70 " + name(split.coin(1)),
                        meet.txid() + " 70 " + name(detour.coin(0)),
                        meet.txid() + " 20 " + name(split.coin(0)));
    }

    @Test
    void aFeeIsAPlaceOnTheWayIntoTheCoinbase() throws IOException {
        Coin coin = scene.mint(100).getFirst();
        Tx tx = new Tx().spend(coin).pay(90);
        scene.mine(tx);
        Coin reward = scene.chain.tip().coinbase().coin(0);
        PathTrace trace = path(coin, reward, TraceSettings.FIFO);
        assertThat(trace.paths())
                .extracting(PathTraceTest::places)
                .containsExactly(List.of(name(coin), tx.txid() + ":fee", name(reward)));
        assertThat(trace.paths().getFirst().toRanges()).containsExactly(new Range(5_000_000_000L, 10));
        assertThat(path(coin, reward, TraceSettings.FIFO.with(CoinbaseOrder.FEES_FIRST))
                        .paths()
                        .getFirst()
                        .toRanges())
                .containsExactly(new Range(0, 10));
        assertThat(path(coin, reward, TraceSettings.FIFO.with(FeeRule.STOP)).paths())
                .isEmpty();
    }

    @Test
    void aCoinJoinOnTheWayIsMarked() throws IOException {
        Coin coin = scene.mint(100).getFirst();
        Tx join = new Tx().spend(coin).pay(100);
        Tx onward = new Tx().spend(join.coin(0)).pay(100);
        scene.mine(join, onward);
        TraceSettings settings = TraceSettings.FIFO.with(
                (CoinJoins) transaction -> scene.graph().txid(transaction).equals(join.txid()));
        assertThat(path(coin, onward.coin(0), settings).hops())
                .extracting(Hop::coinJoin)
                .containsExactly(true, false);
    }

    @Test
    void thereIsNoWayAgainstTheStreamOrBeside() throws IOException {
        List<Coin> coins = scene.mint(100, 50);
        Tx tx = new Tx().spend(coins.get(0)).pay(100);
        scene.mine(tx);
        assertThat(path(tx.coin(0), coins.get(0), TraceSettings.FIFO))
                .extracting(PathTrace::amountSats, PathTrace::hops, PathTrace::paths)
                .containsExactly(0L, List.of(), List.of());
        assertThat(path(coins.get(1), tx.coin(0), TraceSettings.FIFO).paths()).isEmpty();
        assertThatThrownBy(() -> path(tx.coin(0), tx.coin(0), TraceSettings.FIFO))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("itself");
    }

    @Test
    void theWayBackGoesNoDeeperThanTheSource() throws IOException {
        Coin coin = scene.mint(100).getFirst();
        Tx early = new Tx().spend(coin).pay(100);
        scene.mine(early);
        Tx tx = new Tx().spend(early.coin(0)).pay(100);
        scene.mine(tx);
        CountingGraph graph = new CountingGraph(scene.graph());
        new Tracer(graph).path(early.coin(0).outPoint(), tx.coin(0).outPoint(), TraceSettings.FIFO, Progress.NONE);
        assertThat(graph.reads).isLessThanOrEqualTo(3);
    }

    @Test
    void theWaysToEveryUnspentOutputHoldJustWhatTheTraceFindsThere() throws IOException {
        MemoryGraph graph = SharedChain.regtest(0, true);
        OutPoint theft = OutPoint.parse("b4bf77dd5addc5a556c8d3b2c3eb63680f9ba92cbdee5341046c994b8c7ce3e1:1");
        Tracer tracer = new Tracer(graph);
        ForwardTrace trace = tracer.forward(List.of(Seed.whole(theft)), TraceSettings.FIFO, Progress.NONE);
        for (Holding holding : trace.outputs(State.UNSPENT)) {
            PathTrace ways = tracer.path(theft, holding.outPoint(), TraceSettings.FIFO, Progress.NONE);
            assertThat(ways.amountSats()).isEqualTo(holding.taintedSats().orElseThrow());
            List<Range> found = new ArrayList<>();
            ways.paths().forEach(path -> found.addAll(path.toRanges()));
            found.sort(Comparator.comparingLong(Range::offsetSats));
            assertThat(united(found))
                    .isEqualTo(holding.runs().stream()
                            .map(run -> new Range(run.offsetSats(), run.lengthSats()))
                            .toList());
        }
    }

    private static List<Range> united(List<Range> ranges) {
        List<Range> united = new ArrayList<>();
        for (Range range : ranges) {
            Range last = united.isEmpty() ? new Range(0, 0) : united.getLast();
            if (!united.isEmpty() && last.offsetSats() + last.lengthSats() == range.offsetSats()) {
                united.set(united.size() - 1, new Range(last.offsetSats(), last.lengthSats() + range.lengthSats()));
            } else {
                united.add(range);
            }
        }
        return united;
    }

    @Test
    void aSearchThatIsAskedToStopStops() throws IOException {
        Coin coin = scene.mint(100).getFirst();
        Tx tx = new Tx().spend(coin).pay(100);
        scene.mine(tx);
        Tracer tracer = new Tracer(scene.graph());
        for (String phase : List.of("tracing backward", "walking forward")) {
            assertThatThrownBy(() -> tracer.path(
                            coin.outPoint(),
                            tx.coin(0).outPoint(),
                            TraceSettings.FIFO,
                            (work, done, total) -> !work.equals(phase)))
                    .isInstanceOf(CancellationException.class);
        }
    }
}
