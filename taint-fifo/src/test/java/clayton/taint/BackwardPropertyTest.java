package clayton.taint;

import static org.assertj.core.api.Assertions.assertThat;

import clayton.chain.ChainBuilder;
import clayton.chain.ChainBuilder.Built;
import clayton.chain.ChainBuilder.Coin;
import clayton.chain.MemoryGraph;
import clayton.chain.OutPoint;
import clayton.chain.Progress;
import clayton.chain.RandomChain;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/// Backward traces of random chains: fifo and lifo against their forward twins in both directions, poison against
/// its definition, haircut against a second writing.
final class BackwardPropertyTest {
    private static final int CHAINS = 600;
    private static final int CHAINS_PER_START = 100;

    /// What a test does with one random chain.
    interface Check {
        void check(SingleSatoshis chain, MemoryGraph graph, TraceSettings settings, Random random, String hint)
                throws IOException;
    }

    static void overRandomChains(int chains, Check check) throws IOException {
        ChainBuilder builder = new ChainBuilder(SecondWritingTest.POOR);
        Built start = builder.genesis();
        for (int seed = 0; seed < chains; seed++) {
            if (seed % CHAINS_PER_START == 0) {
                builder = new ChainBuilder(SecondWritingTest.POOR);
                start = new RandomChain(builder, builder.genesis(), RandomChain.random(seed))
                        .growQuietly(SecondWritingTest.QUIET_BLOCKS, 30);
            }
            Random random = RandomChain.random(seed);
            List<Built> chain = new RandomChain(builder, start, random)
                    .grow(1 + random.nextInt(12))
                    .chain();
            int tip = chain.getLast().height();
            int from = random.nextBoolean() ? 0 : random.nextInt(SecondWritingTest.QUIET_BLOCKS, tip);
            boolean undo = random.nextInt(3) > 0;
            MemoryGraph graph = MemoryGraph.of(
                    SecondWritingTest.POOR,
                    chain.subList(from, chain.size()).stream()
                            .map(block -> undo ? block.block() : block.blockWithoutUndo())
                            .toList());
            TraceSettings settings = new TraceSettings(
                    new Fifo(),
                    random.nextBoolean() ? CoinbaseOrder.SUBSIDY_FIRST : CoinbaseOrder.FEES_FIRST,
                    random.nextInt(3) > 0 ? FeeRule.FOLLOW : FeeRule.STOP,
                    OptionalInt.of(tip));
            SingleSatoshis model = new SingleSatoshis(SecondWritingTest.POOR, chain, from, undo, tip, settings);
            check.check(model, graph, settings, random, "seed " + seed + ", from " + from + ", " + settings);
        }
    }

    @Test
    void forwardFromTheOriginsGivesWhatWasAskedAndBackwardFromTheEndsGivesTheSeeds() throws IOException {
        int[] proofs = new int[2];
        overRandomChains(CHAINS, (chain, graph, settings, random, hint) -> {
            for (Policy policy : List.<Policy>of(new Fifo(), new Lifo())) {
                List<Seed> seeds = SecondWritingTest.seeds(chain.seedable(), random);
                if (seeds.isEmpty()) {
                    return;
                }
                Tracer tracer = new Tracer(graph);
                String place = hint + ", " + policy.name() + ", " + seeds;
                BackwardTrace back = tracer.backward(seeds, settings.with(policy), Progress.NONE);
                proofs[0] += proved(() -> tracer.prove(back, Progress.NONE), place) ? 1 : 0;
                ForwardTrace forth = tracer.forward(seeds, settings.with(policy), Progress.NONE);
                proofs[1] += proved(() -> tracer.prove(forth, Progress.NONE), place) ? 1 : 0;
            }
        });
        assertThat(proofs[0]).isGreaterThan(CHAINS / 2);
        assertThat(proofs[1]).isGreaterThan(CHAINS / 2);
    }

    /// A proof that may be run.
    private interface Proving {
        Proof run() throws IOException;
    }

    private static boolean proved(Proving proving, String place) throws IOException {
        try {
            assertThat(proving.run().failure()).as(place).isEmpty();
            return true;
        } catch (IllegalArgumentException e) {
            assertThat(e).as(place).hasMessageContaining("downstream");
            return false;
        }
    }

    @Test
    void poisonedAncestorsAreJustTheOutputsFromWhichPoisonComes() throws IOException {
        overRandomChains(CHAINS / 12, (chain, graph, settings, random, hint) -> {
            TraceSettings poison = settings.with(new Poison());
            Map<OutPoint, Coin> all = chain.seedable();
            List<OutPoint> names = List.copyOf(all.keySet());
            OutPoint asked = names.get(random.nextInt(names.size()));
            Tracer tracer = new Tracer(graph);
            BackwardTrace back = tracer.backward(List.of(Seed.whole(asked)), poison, Progress.NONE);
            long goal = back.seeds().getFirst().id();
            List<OutPoint> expected = new ArrayList<>();
            TraceSettings toGoal = poison.withStops(
                    new StopRule.Outputs("here", id -> id == goal ? Optional.of("here") : Optional.empty()));
            for (OutPoint name : names) {
                ForwardTrace forth = tracer.forward(List.of(Seed.whole(name)), toGoal, Progress.NONE);
                if (!forth.stopped().isEmpty()) {
                    expected.add(name);
                }
            }
            TreeSet<OutPoint> found = new TreeSet<>();
            back.outputs().forEach(ancestor -> found.add(ancestor.outPoint()));
            assertThat(List.copyOf(found)).as(hint + ", " + asked).isEqualTo(expected);
        });
    }

    @Test
    void theHaircutsWayBackIsThatOfItsSecondWriting() throws IOException {
        overRandomChains(CHAINS, (chain, graph, settings, random, hint) -> {
            TraceSettings haircut = settings.with(new Haircut());
            List<Coin> coins = List.copyOf(chain.seedable().values());
            Coin asked = coins.get(random.nextInt(coins.size()));
            BackwardTrace back =
                    new Tracer(graph).backward(List.of(Seed.whole(asked.outPoint())), haircut, Progress.NONE);
            PlainWayBack plain = chain.wayBack(haircut);
            plain.run(asked, asked.valueSats());
            SortedMap<String, Long> found = new TreeMap<>();
            for (Origin origin : back.origins()) {
                String name = switch (origin.kind()) {
                    case MINTED -> "minted " + origin.height();
                    case UNKNOWN -> "unknown " + origin.outPoint();
                    case FEE -> "fee " + new OutPoint(origin.outPoint().txid(), 0);
                    case OPEN -> "open";
                };
                found.merge(name, origin.amountSats().orElseThrow(), Long::sum);
            }
            assertThat(found).as(hint + ", " + asked.outPoint()).isEqualTo(plain.origins);
        });
    }
}
