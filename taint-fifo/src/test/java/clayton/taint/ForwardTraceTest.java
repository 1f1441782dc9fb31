package clayton.taint;

import static clayton.chain.Network.COIN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import clayton.chain.ChainBuilder.Coin;
import clayton.chain.ChainBuilder.Tx;
import clayton.chain.Hash256;
import clayton.chain.MemoryGraph;
import clayton.chain.Network;
import clayton.chain.OutPoint;
import clayton.chain.OutputId;
import clayton.chain.Progress;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

final class ForwardTraceTest {
    private static final byte[] OP_RETURN = {0x6a};

    private final Scene scene = new Scene();

    private static Seed part(Coin coin, long offset, long length, String label) {
        return new Seed(coin.outPoint(), offset, OptionalLong.of(length), label);
    }

    @Test
    void overlappingSeedsAreKeptAsSetsAndCountedApart() throws IOException {
        Coin coin = scene.mint(100).getFirst();
        ForwardTrace trace = scene.trace(
                TraceSettings.FIFO, part(coin, 0, 60, "a"), part(coin, 40, 60, "b"), part(coin, 10, 20, "a"));
        assertThat(Scene.told(trace, 1))
                .containsEntry(coin.outPoint().toString(), "unspent(0, 40 a)(40, 20 a+b)(60, 40 b)");
        assertThat(trace.buckets().get("a")).isEqualTo(new Buckets(60, 0, 60, 0, 0, 0, 0, 0));
        assertThat(trace.buckets().get("b")).isEqualTo(new Buckets(60, 0, 60, 0, 0, 0, 0, 0));
        assertThat(trace.anyLabel()).contains(new Buckets(100, 0, 100, 0, 0, 0, 0, 0));
        assertThat(trace.outputs().getFirst().taintedSats()).hasValue(100);
        assertThat(trace.outputs().getFirst().labels()).containsEntry("a", 60L).containsEntry("b", 60L);
    }

    @Test
    void runsThatMeetAgainAreMergedWhateverInputsTheyCameThrough() throws IOException {
        Coin coin = scene.mint(100).getFirst();
        Tx apart = new Tx().spend(coin).pay(30).pay(30).pay(40);
        Tx again = new Tx().spend(apart.coin(0), apart.coin(1), apart.coin(2)).pay(100);
        scene.mine(apart, again);
        ForwardTrace trace = scene.trace(TraceSettings.FIFO, part(coin, 10, 80, "x"));
        assertThat(Scene.told(trace, 1)).containsEntry(again.coin(0).outPoint().toString(), "unspent(10, 80 x)");
        assertThat(trace.transactions()).isEqualTo(2);
    }

    @Test
    void aSeedOnABurnedOutputIsBurned() throws IOException {
        Coin coin = scene.mint(100).getFirst();
        Tx burn = new Tx().spend(coin).pay(100, OP_RETURN);
        scene.mine(burn);
        ForwardTrace trace = scene.trace(TraceSettings.FIFO, Scene.seed(burn.coin(0), "x"));
        assertThat(trace.buckets().get("x")).isEqualTo(new Buckets(100, 0, 0, 100, 0, 0, 0, 0));
    }

    @Test
    void theGenesisRewardIsBurned() throws IOException {
        ForwardTrace trace = scene.trace(
                TraceSettings.FIFO, Scene.seed(scene.chain.genesis().coinbase().coin(0), "x"));
        assertThat(trace.outputs().getFirst().state()).isEqualTo(State.BURNED);
    }

    @Test
    void aSeedOfNothingIsListedButSeedsNothing() throws IOException {
        Coin nothing = scene.mint(0, 5).getFirst();
        scene.mine(new Tx().spend(nothing).pay(0));
        ForwardTrace trace = scene.trace(TraceSettings.FIFO, Scene.seed(nothing, "x"));
        assertThat(trace.seeds()).hasSize(1);
        assertThat(trace.buckets().get("x")).isEqualTo(new Buckets(0, 0, 0, 0, 0, 0, 0, 0));
        assertThat(Scene.told(trace, 1))
                .containsOnly(Map.entry(nothing.outPoint().toString(), "spent"));
        assertThat(trace.transactions()).isZero();
    }

    @Test
    void seedsThatDoNotFitAreRefusedByName() {
        Coin coin = scene.mint(100).getFirst();
        Coin later = scene.mint(50).getFirst();
        OutPoint unknown = new OutPoint(Hash256.parse("ab".repeat(32)), 1);
        String name = coin.outPoint().toString();
        assertThatThrownBy(() -> scene.trace(TraceSettings.FIFO, part(coin, 50, 51, "x")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(name);
        assertThatThrownBy(() -> scene.trace(TraceSettings.FIFO, part(coin, -1, 5, "x")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(name);
        assertThatThrownBy(() -> scene.trace(TraceSettings.FIFO, part(coin, 5, -1, "x")))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> scene.trace(TraceSettings.FIFO, part(coin, Long.MAX_VALUE, Long.MAX_VALUE, "x")))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() ->
                        scene.trace(TraceSettings.FIFO, new Seed(coin.outPoint(), 101, OptionalLong.empty(), "x")))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> scene.trace(TraceSettings.FIFO, Seed.whole(unknown)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(unknown + " is not loaded")
                .hasMessageContaining("0 to 2");
        assertThatThrownBy(() -> scene.trace(TraceSettings.FIFO.withUntil(1), Scene.seed(later, "x")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(later.outPoint() + " was created at height 2, above the horizon 1");
        assertThatThrownBy(() -> scene.trace(TraceSettings.FIFO.withUntil(3), Scene.seed(later, "x")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("horizon 3");
        assertThatThrownBy(() -> scene.trace(TraceSettings.FIFO)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void ofTwoNamesakesTheLastAtOrBelowTheHorizonIsTakenAndSaidSo() throws IOException {
        Tx original = new Tx().coinbaseData(new byte[] {7, 7}).pay(40 * COIN);
        Tx twin = original.namesake();
        scene.chain.next().coinbase(original).mine();
        scene.mint(1);
        scene.chain.next().coinbase(twin).mine();
        Seed seed = Scene.seed(original.coin(0), "x");
        ForwardTrace late = scene.trace(TraceSettings.FIFO, seed);
        assertThat(late.seeds().getFirst().id()).isEqualTo(OutputId.of(3, 0, 0));
        assertThat(late.notes()).anyMatch(note -> note.startsWith("2 outputs are named"));
        ForwardTrace early = scene.trace(TraceSettings.FIFO.withUntil(2), seed);
        assertThat(early.outputs().getFirst().state()).isEqualTo(State.UNSPENT);
        assertThat(early.outputs().getFirst().height()).isEqualTo(1);
        assertThat(early.notes()).anyMatch(note -> note.contains("height 1 was taken"));
    }

    @Test
    void aDisplacedOutputIsDestroyedWhereItsNamesakeStands() throws IOException {
        Coin coin = scene.mint(5, 5).getFirst();
        Tx fee = new Tx().spend(coin).pay(2);
        Tx original = new Tx().coinbaseData(new byte[] {7, 7}).pay(50 * COIN + 3);
        scene.chain.next().add(fee).coinbase(original).mine();
        scene.mint(1);
        Coin more = scene.mint(5).getFirst();
        scene.chain
                .next()
                .add(new Tx().spend(more).pay(0))
                .coinbase(original.namesake())
                .mine();
        ForwardTrace trace = scene.trace(TraceSettings.FIFO, Scene.seed(coin, "x"));
        Holding displaced = trace.outputs().stream()
                .filter(output -> output.state() == State.DISPLACED)
                .findFirst()
                .orElseThrow();
        assertThat(displaced.outPoint()).isEqualTo(original.coin(0).outPoint());
        assertThat(displaced.spentBy()).isEmpty();
        assertThat(displaced.reason())
                .hasValueSatisfying(text -> assertThat(text).contains("height 5"));
        assertThat(trace.destroyed())
                .containsExactly(new Destroyed(5, OptionalLong.of(3), new TreeMap<>(Map.of("x", 3L))));
        assertThat(trace.buckets().get("x")).isEqualTo(new Buckets(5, 0, 2, 0, 3, 0, 0, 0));
    }

    @Test
    void stoppedFeesStayWithTheTransactionThatPaidThem() throws IOException {
        Coin coin = scene.mint(100).getFirst();
        Tx tx = new Tx().spend(coin).pay(90);
        scene.mine(tx);
        ForwardTrace trace = scene.trace(TraceSettings.FIFO.with(FeeRule.STOP), Scene.seed(coin, "x"));
        assertThat(trace.buckets().get("x")).isEqualTo(new Buckets(100, 0, 90, 0, 0, 10, 0, 0));
        assertThat(trace.slots()).hasSize(1);
        assertThat(trace.slots().getFirst().name()).isEqualTo(tx.txid() + ":fee");
        assertThat(trace.outputs()).allMatch(Holding::isOutput).hasSize(2);
        assertThat(trace.transactions()).isEqualTo(1);
    }

    @Test
    void whatReachesAnUnresolvedTransactionIsBeyond() throws IOException {
        Coin before = scene.mint(100).getFirst();
        Coin coin = scene.mint(40, 60).getFirst();
        Tx mixed = new Tx().spend(coin, before).pay(140);
        Tx fee = new Tx().spend(coin.tx().coin(1)).pay(50);
        scene.mine(mixed, fee);
        MemoryGraph graph = scene.graph(2, false);
        ForwardTrace trace = new Tracer(graph)
                .forward(
                        List.of(
                                Scene.seed(coin, "x"),
                                Scene.seed(fee.inputs().getFirst().coin().orElseThrow(), "x")),
                        TraceSettings.FIFO,
                        Progress.NONE);
        assertThat(trace.buckets().get("x")).isEqualTo(new Buckets(100, 0, 50, 0, 0, 0, 0, 50));
        assertThat(trace.transactions()).isEqualTo(1);
        assertThat(trace.outputs().getFirst().reason()).isPresent();
        assertThat(trace.slots().getFirst().state()).isEqualTo(State.BEYOND);
        assertThat(trace.notes()).anyMatch(note -> note.contains("begins at height 2"));
        assertThatThrownBy(() ->
                        new Tracer(graph).forward(List.of(Scene.seed(before, "x")), TraceSettings.FIFO, Progress.NONE))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("not known");
    }

    @Test
    void aBoundaryOutputOfKnownValueCanBeSeeded() throws IOException {
        Coin before = scene.mint(100).getFirst();
        Tx tx = new Tx().spend(before).pay(100);
        scene.mine(tx);
        ForwardTrace trace = new Tracer(scene.graph(2, true))
                .forward(List.of(part(before, 20, 30, "x")), TraceSettings.FIFO, Progress.NONE);
        assertThat(Scene.told(trace, 1))
                .containsEntry(before.outPoint().toString(), "spent(20, 30 x)")
                .containsEntry(tx.coin(0).outPoint().toString(), "unspent(20, 30 x)");
        assertThat(trace.holding(0).height()).isEqualTo(1);
    }

    @Test
    void aCancelledTraceSaysSoAndIsWhatAShorterHorizonGives() throws IOException {
        Coin coin = scene.mint(100).getFirst();
        Tx halves = new Tx().spend(coin).pay(50).pay(50);
        scene.mine(halves);
        Tx fee = new Tx().spend(halves.coin(0)).pay(45);
        scene.mine(fee);
        scene.mine(new Tx().spend(fee.coin(0), halves.coin(1)).pay(90));
        MemoryGraph graph = scene.graph();
        ForwardTrace cancelled = new Tracer(graph)
                .forward(List.of(Scene.seed(coin, "x")), TraceSettings.FIFO, (work, done, total) -> done < 4);
        ForwardTrace shorter = new Tracer(graph)
                .forward(List.of(Scene.seed(coin, "x")), TraceSettings.FIFO.withUntil(3), Progress.NONE);
        assertThat(cancelled.cancelled()).isTrue();
        assertThat(cancelled.until()).isEqualTo(3);
        assertThat(cancelled.notes()).anyMatch(note -> note.contains("cancelled"));
        assertThat(cancelled.outputs()).isEqualTo(shorter.outputs());
        assertThat(cancelled.buckets()).isEqualTo(shorter.buckets());
        assertThat(shorter.cancelled()).isFalse();
    }

    @Test
    void progressIsReportedByHeight() throws IOException {
        Coin coin = scene.mint(100).getFirst();
        scene.mine(new Tx().spend(coin).pay(100));
        StringBuilder told = new StringBuilder();
        new Tracer(scene.graph()).forward(List.of(Scene.seed(coin, "x")), TraceSettings.FIFO, (work, done, total) -> {
            told.append(done).append('/').append(total).append(' ');
            return true;
        });
        assertThat(told.toString()).isEqualTo("1/3 2/3 ");
    }

    @Test
    void aResultNamesTheChainItRestsOn() throws IOException {
        Coin coin = scene.mint(100).getFirst();
        ForwardTrace trace = scene.trace(TraceSettings.FIFO, Scene.seed(coin, "x"));
        assertThat(trace.network()).isEqualTo(Network.REGTEST);
        assertThat(trace.from()).isZero();
        assertThat(trace.tip()).isEqualTo(1);
        assertThat(trace.until()).isEqualTo(1);
        assertThat(trace.tipHash()).isEqualTo(scene.chain.tip().hash());
    }

    @Test
    void onlyWhatIsReachedIsRead() throws IOException {
        Coin coin = scene.mint(100).getFirst();
        for (int i = 0; i < 50; i++) {
            scene.mint(1);
        }
        scene.mine(new Tx().spend(coin).pay(100));
        CountingGraph graph = new CountingGraph(scene.graph());
        new Tracer(graph).forward(List.of(Scene.seed(coin, "x")), TraceSettings.FIFO, Progress.NONE);
        assertThat(graph.reads).isEqualTo(2);
        assertThat(graph.announced).containsExactlyInAnyOrderElementsOf(graph.read);
    }

    @Test
    void aGraphWhoseSumsDoNotCloseStopsTheTrace() throws IOException {
        Coin coin = scene.mint(100).getFirst();
        scene.mine(new Tx().spend(coin).pay(90));
        CountingGraph lying = new CountingGraph(scene.graph());
        lying.twist = view -> view.fee += view.isCoinbase() ? 0 : 1;
        assertThatThrownBy(() ->
                        new Tracer(lying).forward(List.of(Scene.seed(coin, "x")), TraceSettings.FIFO, Progress.NONE))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("2x1x");
    }

    @Test
    void aPolicyThatLosesASatoshiStopsTheTrace() throws IOException {
        Coin coin = scene.mint(100).getFirst();
        scene.mine(new Tx().spend(coin).pay(100));
        TraceSettings leaky = TraceSettings.FIFO.with(new Policy.Places() {
            @Override
            public String name() {
                return "leaky";
            }

            @Override
            public void pour(Runs stream, Slots slots) {
                slots.put(0, 0, stream.length(0) - 1, stream.labels(0));
            }

            @Override
            public void gather(Slots slots, Runs stream) {}
        });
        assertThatThrownBy(() -> scene.trace(leaky, Scene.seed(coin, "x")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("2x1x");
    }

    @Test
    void whatPassedThroughACoinJoinIsMarkedAndMergesAllTheSame() throws IOException {
        List<Coin> coins = scene.mint(100, 100, 50);
        Tx join = new Tx().spend(coins.get(0)).pay(60).pay(40);
        Tx after = new Tx().spend(join.coin(0), coins.get(1), coins.get(2)).pay(210);
        scene.mine(join, after);
        Seed[] seeds = {Scene.seed(coins.get(0), "x"), Scene.seed(coins.get(1), "x"), Scene.seed(coins.get(2), "y")};
        TraceSettings marking = TraceSettings.FIFO.with((CoinJoins) id -> OutputId.index(id) == 1);
        ForwardTrace fifo = scene.trace(marking, seeds);
        assertThat(find(fifo, coins.get(0)).mixed()).isEmpty();
        assertThat(find(fifo, after.coin(0)).runs())
                .containsExactly(new Run(0, 160, List.of("x"), true), new Run(160, 50, List.of("y"), false));
        assertThat(find(fifo, after.coin(0)).mixed()).containsExactly("x");
        for (Policy policy : List.of(new Haircut(), new Tiho(), new Poison())) {
            ForwardTrace trace = scene.trace(marking.with(policy), seeds);
            assertThat(find(trace, after.coin(0)).mixed()).as(policy.name()).containsExactly("x");
            assertThat(find(trace, after.coin(0)).labels()).as(policy.name()).containsOnlyKeys("x", "y");
        }
        ForwardTrace poison = scene.trace(marking.with(new Poison()), seeds);
        assertThat(find(poison, after.coin(0)).taintedSats()).hasValue(210);
        assertThat(poison.anyLabel().orElseThrow().unspentSats()).isEqualTo(250);
        BackwardTrace back =
                new Tracer(scene.graph()).backward(List.of(Scene.seed(after.coin(0), "z")), marking, Progress.NONE);
        assertThat(back.outputs().stream()
                        .filter(ancestor -> !ancestor.mixed().isEmpty())
                        .map(Ancestor::outPoint))
                .containsExactly(coins.get(0).outPoint());
    }

    private static Holding find(ForwardTrace trace, Coin coin) throws IOException {
        return trace.outputs().stream()
                .filter(output -> output.outPoint().equals(coin.outPoint()))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void aSinkGetsEverythingAsItIsSettledAndTheResultKeepsNone() throws IOException {
        Coin coin = scene.mint(100).getFirst();
        Tx tx = new Tx().spend(coin).pay(60).pay(30, OP_RETURN);
        scene.mine(tx);
        for (Policy policy : Policies.ALL) {
            TraceSettings settings = TraceSettings.FIFO.with(policy);
            Tracer tracer = new Tracer(scene.graph());
            List<Holding> taken = new ArrayList<>();
            ForwardTrace passed = tracer.forward(List.of(Scene.seed(coin, "x")), settings, taken::add, Progress.NONE);
            ForwardTrace kept = tracer.forward(List.of(Scene.seed(coin, "x")), settings, Progress.NONE);
            assertThat(taken).containsExactlyInAnyOrderElementsOf(kept.outputs());
            assertThat(passed.outputs()).isEmpty();
            assertThat(passed.buckets()).isEqualTo(kept.buckets());
            assertThat(passed.anyLabel()).isEqualTo(kept.anyLabel());
            assertThat(passed.transactions()).isEqualTo(kept.transactions());
        }
    }
}
