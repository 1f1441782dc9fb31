package clayton.desktop.transaction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import clayton.chain.OutputId;
import clayton.chain.TransactionView;
import clayton.desktop.transaction.Sankey.Flow;
import clayton.desktop.transaction.Sankey.Part;
import clayton.taint.Run;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class SankeyTest {
    private static TransactionView view(long[] inputs, long[] outputs, long fee) {
        TransactionView view = new TransactionView();
        view.id = OutputId.of(5, 1, OutputId.TRANSACTION);
        view.resize(inputs.length, outputs.length);
        for (int i = 0; i < inputs.length; i++) {
            view.prevouts[i] = OutputId.of(1, 1, i);
            view.inputValues[i] = inputs[i];
        }
        System.arraycopy(outputs, 0, view.values, 0, outputs.length);
        view.fee = fee;
        return view;
    }

    @Test
    void outputsCutTheInputsStreamInOrderAndTheFeeIsItsEnd() {
        Sankey sankey = Sankey.of(view(new long[] {50, 30}, new long[] {60, 15}, 5), Map.of());
        assertThat(sankey.flows())
                .containsExactly(
                        new Flow(0, 0, 0, 50, List.of()),
                        new Flow(1, 0, 50, 10, List.of()),
                        new Flow(1, 1, 60, 15, List.of()),
                        new Flow(1, 2, 75, 5, List.of()));
    }

    @Test
    void taintedRangesAreCutWhereTheFlowsAre() {
        Map<Long, List<Run>> runs = Map.of(OutputId.of(1, 1, 1), List.of(new Run(5, 20, List.of("x"), false)));
        Sankey sankey = Sankey.of(view(new long[] {50, 30}, new long[] {60, 15}, 5), runs);
        assertThat(sankey.flows().get(0).tainted()).isEmpty();
        assertThat(sankey.flows().get(1).tainted()).containsExactly(new Part(55, 5));
        assertThat(sankey.flows().get(2).tainted()).containsExactly(new Part(60, 15));
        assertThat(sankey.flows().get(3).taintedSats()).isZero();
    }

    @Test
    void unknownValuesAreRefused() {
        TransactionView view = view(new long[] {1}, new long[] {1}, 0);
        view.unresolved = true;
        assertThatThrownBy(() -> Sankey.of(view, Map.of())).hasMessageContaining("not known");
    }

    @Test
    void everySatoshiIsInOneFlowHoweverManySlotsThereAre() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int round = 0; round < 200; round++) {
            long[] inputs = random.longs(1 + random.nextInt(40), 0, 9).toArray();
            long total = java.util.Arrays.stream(inputs).sum();
            long[] outputs = new long[1 + random.nextInt(40)];
            long left = total;
            for (int i = 0; i < outputs.length; i++) {
                outputs[i] = random.nextLong(left + 1);
                left -= outputs[i];
            }
            Sankey sankey = Sankey.of(view(inputs, outputs, left), Map.of());
            assertThat(sankey.totalSats()).as("seed %s", seed).isEqualTo(total);
            assertThat(sankey.flows().stream().mapToLong(Flow::sats).sum())
                    .as("seed %s", seed)
                    .isEqualTo(total);
            assertThat(sankey.inputs()).hasSizeLessThanOrEqualTo(Sankey.MOST_SLOTS);
        }
    }
}
