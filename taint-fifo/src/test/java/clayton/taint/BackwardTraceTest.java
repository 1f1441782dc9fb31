package clayton.taint;

import static clayton.chain.Network.COIN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import clayton.chain.ChainBuilder.Coin;
import clayton.chain.ChainBuilder.Tx;
import clayton.chain.MemoryGraph;
import clayton.chain.OutPoint;
import clayton.chain.OutputId;
import clayton.chain.Progress;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

final class BackwardTraceTest {
    private final Scene scene = new Scene();

    private BackwardTrace trace(MemoryGraph graph, TraceSettings settings, Seed... asked) throws IOException {
        Tracer tracer = new Tracer(graph);
        BackwardTrace trace = tracer.backward(List.of(asked), settings, Progress.NONE);
        if (settings.policy() instanceof Policy.Places) {
            assertThat(tracer.prove(trace, Progress.NONE).failure()).isEmpty();
        }
        return trace;
    }

    private BackwardTrace trace(TraceSettings settings, Seed... asked) throws IOException {
        return trace(scene.graph(), settings, asked);
    }

    /// `kind height amount(offset, length)…`, in the order of the result.
    private static List<String> told(BackwardTrace trace) throws IOException {
        List<String> told = new ArrayList<>();
        for (Origin origin : trace.origins()) {
            StringBuilder text = new StringBuilder();
            text.append(origin.kind()).append(' ').append(origin.height()).append(' ');
            text.append(origin.amountSats().orElseThrow());
            for (Run run : origin.runs()) {
                text.append('(')
                        .append(run.offsetSats())
                        .append(", ")
                        .append(run.lengthSats())
                        .append(')');
            }
            told.add(text.toString());
        }
        return told;
    }

    @Test
    void satoshisComeFromWhereTheyWereMinted() throws IOException {
        Coin first = scene.mint(100).getFirst();
        Coin second = scene.mint(7, 100).get(1);
        Tx tx = new Tx().spend(first, second).pay(150).pay(50);
        scene.mine(tx);
        Seed asked = new Seed(tx.coin(0).outPoint(), 90, OptionalLong.of(20), "x");
        BackwardTrace fifo = trace(TraceSettings.FIFO, asked);
        assertThat(told(fifo)).containsExactly("minted 1 10(90, 10)", "minted 2 10(7, 10)");
        assertThat(fifo.transactions()).isEqualTo(3);
        assertThat(fifo.outputs())
                .extracting(ancestor -> ancestor.outPoint() + " " + ancestor.runs())
                .containsExactlyInAnyOrder(
                        first.outPoint() + " [Run[offsetSats=90, lengthSats=10, labels=[x], mixed=false]]",
                        second.outPoint() + " [Run[offsetSats=0, lengthSats=10, labels=[x], mixed=false]]");
        assertThat(fifo.askedSats()).containsEntry("x", 20L);
        assertThat(told(trace(TraceSettings.FIFO.with(new Lifo()), asked)))
                .containsExactly("minted 1 10(4999999900, 10)", "minted 2 10(4999999983, 10)");
        assertThat(told(trace(TraceSettings.FIFO.with(new Haircut()), asked)))
                .containsExactly("minted 1 10", "minted 2 10");
        assertThat(told(trace(TraceSettings.FIFO.with(new Poison()), asked)))
                .containsExactly("minted 1 5000000000", "minted 2 5000000000");
    }

    @Test
    void aRewardIsSubsidyAndFees() throws IOException {
        List<Coin> coins = scene.mint(100, 200);
        Tx first = new Tx().spend(coins.get(0)).pay(90);
        Tx free = new Tx().spend(first.coin(0)).pay(90);
        Tx second = new Tx().spend(coins.get(1)).pay(170);
        scene.mine(first, free, second);
        Coin reward = scene.chain.tip().coinbase().coin(0);
        Seed end = new Seed(reward.outPoint(), 50 * COIN - 5, OptionalLong.of(20), "x");
        assertThat(told(trace(TraceSettings.FIFO, end)))
                .containsExactly("minted 1 15(90, 10)(270, 5)", "minted 2 5(4999999995, 5)");
        BackwardTrace stopped = trace(TraceSettings.FIFO.with(FeeRule.STOP), end);
        assertThat(told(stopped))
                .containsExactlyInAnyOrder("minted 2 5(4999999995, 5)", "fee 2 10(0, 10)", "fee 2 5(0, 5)");
        assertThat(stopped.outputs()).isEmpty();
        Seed start = new Seed(reward.outPoint(), 0, OptionalLong.of(41), "x");
        assertThat(told(trace(TraceSettings.FIFO.with(CoinbaseOrder.FEES_FIRST), start)))
                .containsExactly("minted 1 40(90, 10)(270, 30)", "minted 2 1(0, 1)");
    }

    @Test
    void whatIsOlderThanTheRangeHasAnUnknownOrigin() throws IOException {
        Coin before = scene.mint(100).getFirst();
        Tx tx = new Tx().spend(before).pay(100);
        scene.mine(tx);
        Seed asked = new Seed(tx.coin(0).outPoint(), 10, OptionalLong.of(20), "x");
        BackwardTrace known = trace(scene.graph(2, true), TraceSettings.FIFO, asked);
        assertThat(told(known)).containsExactly("unknown 1 20(10, 20)");
        assertThat(known.origins().getFirst().outPoint()).isEqualTo(before.outPoint());
        assertThat(known.notes()).anyMatch(note -> note.contains("unknown origin"));
        BackwardTrace unresolved = trace(scene.graph(2, false), TraceSettings.FIFO, asked);
        assertThat(told(unresolved)).containsExactly("unknown 2 20(10, 20)");
        assertThat(unresolved.origins().getFirst().outPoint())
                .isEqualTo(tx.coin(0).outPoint());
        assertThat(unresolved.transactions()).isZero();
        Seed reward = Scene.seed(scene.chain.tip().coinbase().coin(0), "x");
        assertThat(told(trace(scene.graph(2, false), TraceSettings.FIFO, reward)))
                .containsExactly("unknown 2 5000000000(0, 5000000000)");
    }

    @Test
    void anUnknownOriginIsToldOnceThoughItWasAskedForToo() throws IOException {
        Coin before = scene.mint(100).getFirst();
        Tx tx = new Tx().spend(before).pay(100);
        scene.mine(tx);
        Seed upper = new Seed(before.outPoint(), 0, OptionalLong.of(50), "a");
        BackwardTrace both = trace(scene.graph(2, true), TraceSettings.FIFO, upper, Scene.seed(tx.coin(0), "b"));
        assertThat(told(both)).containsExactly("unknown 1 100(0, 50)(50, 50)");
        assertThat(told(trace(scene.graph(2, true), TraceSettings.FIFO, upper))).containsExactly("unknown 1 50(0, 50)");
    }

    @Test
    void labelsAreKeptApart() throws IOException {
        Coin coin = scene.mint(100).getFirst();
        Tx tx = new Tx().spend(coin).pay(60).pay(40);
        scene.mine(tx);
        BackwardTrace trace = trace(
                TraceSettings.FIFO, Scene.seed(tx.coin(0), "a"), Scene.seed(tx.coin(1), "b"), Scene.seed(coin, "c"));
        assertThat(trace.origins()).hasSize(1);
        assertThat(trace.origins().getFirst().labels())
                .containsEntry("a", 60L)
                .containsEntry("b", 40L)
                .containsEntry("c", 100L);
        assertThat(trace.origins().getFirst().runs())
                .containsExactly(new Run(0, 60, List.of("a", "c"), false), new Run(60, 40, List.of("b", "c"), false));
    }

    @Test
    void askingForAnAncestorUnderTheSameLabelCannotBeProved() throws IOException {
        Coin coin = scene.mint(100).getFirst();
        Tx tx = new Tx().spend(coin).pay(100);
        scene.mine(tx);
        Tracer tracer = new Tracer(scene.graph());
        BackwardTrace trace = tracer.backward(
                List.of(Scene.seed(coin, "x"), Scene.seed(tx.coin(0), "x")), TraceSettings.FIFO, Progress.NONE);
        assertThatThrownBy(() -> tracer.prove(trace, Progress.NONE))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("downstream");
    }

    @Test
    void whatIsPassedOnIsNotKept() throws IOException {
        Coin coin = scene.mint(100).getFirst();
        Tx one = new Tx().spend(coin).pay(100);
        Tx two = new Tx().spend(one.coin(0)).pay(100);
        scene.mine(one, two);
        List<Seed> asked = List.of(Scene.seed(two.coin(0), "x"));
        Tracer tracer = new Tracer(scene.graph());
        List<Ancestor> passed = new ArrayList<>();
        List<String> heads = new ArrayList<>();
        BackwardTrace trace = tracer.backward(
                asked,
                TraceSettings.FIFO,
                new AncestorSink() {
                    @Override
                    public void begins(TraceHead head) {
                        heads.add(head.until() + " before " + passed.size());
                    }

                    @Override
                    public void found(Ancestor ancestor) {
                        passed.add(ancestor);
                    }
                },
                Progress.NONE);
        assertThat(heads).containsExactly("2 before 0");
        assertThat(passed)
                .extracting(Ancestor::outPoint)
                .containsExactly(one.coin(0).outPoint(), coin.outPoint());
        assertThat(passed)
                .containsExactlyInAnyOrderElementsOf(tracer.backward(asked, TraceSettings.FIFO, Progress.NONE)
                        .outputs());
        assertThat(trace.size()).isZero();
        assertThat(trace.origins()).hasSize(1);
    }

    @Test
    void aCancelledTraceLeavesEndsOpen() throws IOException {
        Coin coin = scene.mint(100).getFirst();
        Tx tx = new Tx().spend(coin).pay(100);
        scene.mine(tx);
        Tracer tracer = new Tracer(scene.graph());
        BackwardTrace trace = tracer.backward(
                List.of(Scene.seed(tx.coin(0), "x")), TraceSettings.FIFO, (work, done, total) -> done == 0);
        assertThat(trace.cancelled()).isTrue();
        assertThat(told(trace)).containsExactly("open 1 100(0, 100)");
        assertThat(trace.notes()).anyMatch(note -> note.contains("cancelled"));
        assertThatThrownBy(() -> tracer.prove(trace, Progress.NONE)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void tihoIsRefusedWithItsReason() throws IOException {
        Coin coin = scene.mint(100).getFirst();
        assertThatThrownBy(() -> trace(TraceSettings.FIFO.with(new Tiho()), Scene.seed(coin, "x")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("tiho");
    }

    @Test
    void aPolicyThatPlacesNothingCannotBeProved() throws IOException {
        Coin coin = scene.mint(100).getFirst();
        Tracer tracer = new Tracer(scene.graph());
        TraceSettings haircut = TraceSettings.FIFO.with(new Haircut());
        BackwardTrace back = tracer.backward(List.of(Scene.seed(coin, "x")), haircut, Progress.NONE);
        ForwardTrace forth = tracer.forward(List.of(Scene.seed(coin, "x")), haircut, Progress.NONE);
        assertThatThrownBy(() -> tracer.prove(back, Progress.NONE)).hasMessageContaining("haircut");
        assertThatThrownBy(() -> tracer.prove(forth, Progress.NONE)).hasMessageContaining("haircut");
    }

    @Test
    void theGenesisOutputIsMinted() throws IOException {
        Seed asked = Scene.seed(scene.chain.genesis().coinbase().coin(0), "x");
        BackwardTrace trace = trace(TraceSettings.FIFO, asked);
        assertThat(told(trace)).containsExactly("minted 0 5000000000(0, 5000000000)");
        assertThat(trace.origins().getFirst().outPoint())
                .isEqualTo(new OutPoint(scene.chain.genesis().coinbase().txid(), 0));
        assertThat(trace.seeds().getFirst().id()).isEqualTo(OutputId.of(0, 0, 0));
    }
}
