package clayton.taint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import clayton.chain.ChainBuilder.Coin;
import clayton.chain.ChainBuilder.Tx;
import clayton.chain.Progress;
import clayton.chain.TransactionView;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Proofs over a graph that tells them something else than it told the trace.
final class ProofTest {
    private final Scene scene = new Scene();
    private Coin first;
    private Coin second;
    private Tx tx;
    private CountingGraph graph;
    private Tracer tracer;

    @BeforeEach
    void mine() throws IOException {
        List<Coin> coins = scene.mint(100, 100);
        first = coins.get(0);
        second = coins.get(1);
        tx = new Tx().spend(first, second).pay(150).pay(50);
        scene.mine(tx);
        graph = new CountingGraph(scene.graph());
        tracer = new Tracer(graph);
    }

    private static boolean isSpending(TransactionView view) {
        return view.inputs == 2;
    }

    @Test
    void waysBackThatPassTheSeedsByAreNamed() throws IOException {
        ForwardTrace trace = tracer.forward(List.of(Scene.seed(first, "x")), TraceSettings.FIFO, Progress.NONE);
        assertThat(tracer.prove(trace, Progress.NONE)).isEqualTo(Proof.held(1));
        graph.twist = view -> {
            if (isSpending(view)) {
                long prevout = view.prevouts[0];
                view.prevouts[0] = view.prevouts[1];
                view.prevouts[1] = prevout;
            }
        };
        Proof proof = tracer.prove(trace, Progress.NONE);
        assertThat(proof.held()).isFalse();
        assertThat(proof.failure().orElseThrow()).contains("label x", "height 1");
    }

    @Test
    void seedsThatNoWayBackReachesAreNamed() throws IOException {
        ForwardTrace trace = tracer.forward(
                List.of(Scene.seed(first, "x"), Scene.seed(second, "x")), TraceSettings.FIFO, Progress.NONE);
        graph.twist = view -> {
            if (isSpending(view)) {
                view.prevouts[1] = view.prevouts[0];
            }
        };
        assertThat(tracer.prove(trace, Progress.NONE).failure().orElseThrow())
                .contains(second.outPoint().toString());
    }

    @Test
    void satoshisThatGoAstrayAreNamedByWhereTheyCome() throws IOException {
        BackwardTrace trace = tracer.backward(List.of(Scene.seed(tx.coin(0), "x")), TraceSettings.FIFO, Progress.NONE);
        assertThat(tracer.prove(trace, Progress.NONE)).isEqualTo(Proof.held(1));
        graph.twist = view -> {
            if (isSpending(view)) {
                view.values[0]--;
                view.values[1]++;
            }
        };
        Proof proof = tracer.prove(trace, Progress.NONE);
        assertThat(proof.held()).isFalse();
        assertThat(proof.failure().orElseThrow())
                .contains("label x", tx.coin(1).outPoint().toString());
    }

    @Test
    void aProofThatIsAskedToStopStops() throws IOException {
        ForwardTrace trace = tracer.forward(List.of(Scene.seed(first, "x")), TraceSettings.FIFO, Progress.NONE);
        assertThatThrownBy(() -> tracer.prove(trace, (work, done, total) -> false))
                .isInstanceOf(CancellationException.class);
    }
}
