package clayton.taint;

import static org.assertj.core.api.Assertions.assertThat;

import clayton.chain.ChainBuilder;
import clayton.chain.ChainBuilder.Built;
import clayton.chain.ChainBuilder.Coin;
import clayton.chain.MemoryGraph;
import clayton.chain.Network;
import clayton.chain.OutPoint;
import clayton.chain.OutputId;
import clayton.chain.Progress;
import clayton.chain.RandomChain;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/// Random chains of few satoshis, traced twice: by the engine, and by a second writing of the same rules (for fifo
/// and lifo one that moves every satoshi singly).
final class SecondWritingTest {
    private static final int CHAINS = 1000;
    private static final int CHAINS_PER_START = 100;
    static final int QUIET_BLOCKS = 52;

    /// Regtest, but that the subsidy halves at every second block: 74 satoshis where the random blocks begin, then
    /// less.
    static final Network POOR = new Network(
            "regtest", Network.REGTEST.magic(), Network.REGTEST.genesis(), Network.REGTEST.powLimitBits(), 2, 1);

    @Test
    void bothWritingsAgree() throws IOException {
        Set<State> states = EnumSet.noneOf(State.class);
        ChainBuilder builder = new ChainBuilder(POOR);
        Built start = builder.genesis();
        for (int seed = 0; seed < CHAINS; seed++) {
            if (seed % CHAINS_PER_START == 0) {
                builder = new ChainBuilder(POOR);
                start = new RandomChain(builder, builder.genesis(), RandomChain.random(seed))
                        .growQuietly(QUIET_BLOCKS, 30);
            }
            Random random = RandomChain.random(seed);
            List<Built> chain = new RandomChain(builder, start, random)
                    .grow(1 + random.nextInt(14))
                    .chain();
            int tip = chain.getLast().height();
            int from = random.nextBoolean() ? 0 : random.nextInt(QUIET_BLOCKS, tip);
            boolean undo = random.nextInt(3) > 0;
            MemoryGraph graph = graph(chain, from, undo);
            for (Policy policy : Policies.ALL) {
                compare(graph, chain, undo, random, policy, "seed " + seed + ", " + policy.name(), states);
            }
        }
        assertThat(states).containsAll(EnumSet.complementOf(EnumSet.of(State.STOPPED)));
    }

    private static MemoryGraph graph(List<Built> chain, int from, boolean undo) throws IOException {
        return MemoryGraph.of(
                POOR,
                chain.subList(from, chain.size()).stream()
                        .map(block -> undo ? block.block() : block.blockWithoutUndo())
                        .toList());
    }

    private static void compare(
            MemoryGraph graph,
            List<Built> chain,
            boolean undo,
            Random random,
            Policy policy,
            String hint,
            Set<State> states)
            throws IOException {
        int from = graph.from();
        int tip = graph.to();
        int until = random.nextInt(3) > 0 ? tip : random.nextInt(Math.max(from, QUIET_BLOCKS), tip + 1);
        TraceSettings settings = new TraceSettings(
                policy,
                random.nextBoolean() ? CoinbaseOrder.SUBSIDY_FIRST : CoinbaseOrder.FEES_FIRST,
                random.nextInt(3) > 0 ? FeeRule.FOLLOW : FeeRule.STOP,
                OptionalInt.of(until));
        SingleSatoshis expected = new SingleSatoshis(POOR, chain, from, undo, until, settings);
        List<Seed> seeds = seeds(expected.seedable(), random);
        if (seeds.isEmpty()) {
            return;
        }
        ForwardTrace trace = new Tracer(graph).forward(seeds, settings, Progress.NONE);
        String place = hint + ", from " + from + (undo ? "" : " without undo") + ", " + settings + ", " + seeds;
        if (policy instanceof Policy.Places) {
            expected.run(seeds);
            assertThat(outputs(trace)).as(place).isEqualTo(expected.outputs);
            assertThat(buckets(trace)).as(place).isEqualTo(expected.buckets);
            assertThat(trace.destroyed().stream()
                            .map(destroyed -> destroyed.height() + "="
                                    + destroyed.amountSats().orElseThrow())
                            .toList()
                            .toString())
                    .as(place)
                    .isEqualTo(expected.destroyed.entrySet().toString());
            assertThat(trace.transactions()).as(place).isEqualTo(expected.transactions);
        } else {
            PlainAmounts plain = new PlainAmounts(POOR, chain, from, undo, settings);
            plain.run(seeds, expected.seedable());
            assertThat(outputs(trace)).as(place).isEqualTo(plain.outputs);
            assertThat(buckets(trace)).as(place).isEqualTo(plain.buckets);
            assertThat(trace.destroyed().stream()
                            .map(destroyed -> destroyed.height() + "=" + destroyed.labels())
                            .toList()
                            .toString())
                    .as(place)
                    .isEqualTo(plain.destroyed.entrySet().toString());
            assertThat(trace.transactions()).as(place).isEqualTo(plain.transactions);
        }
        for (int i = 0; i < trace.size(); i++) {
            states.add(trace.holding(i).state());
        }
    }

    static List<Seed> seeds(Map<OutPoint, Coin> seedable, Random random) {
        List<Coin> coins = List.copyOf(seedable.values()).stream()
                .filter(coin -> coin.valueSats() < 1000)
                .toList();
        List<Seed> seeds = new ArrayList<>();
        int count = coins.isEmpty() ? 0 : 1 + random.nextInt(5);
        for (int i = 0; i < count; i++) {
            Coin coin = coins.get(random.nextInt(coins.size()));
            long value = coin.valueSats();
            long offset = random.nextBoolean() ? 0 : random.nextLong(value + 1);
            OptionalLong length =
                    random.nextBoolean() ? OptionalLong.empty() : OptionalLong.of(random.nextLong(value - offset + 1));
            seeds.add(new Seed(coin.outPoint(), offset, length, "label " + random.nextInt(3)));
        }
        return seeds;
    }

    private static SortedMap<String, String> outputs(ForwardTrace trace) throws IOException {
        SortedMap<String, String> found = new TreeMap<>();
        for (Holding holding : trace.outputs()) {
            StringBuilder text = new StringBuilder(holding.state().toString());
            if (!(trace.settings().policy() instanceof Policy.Places)) {
                text.append(holding.labels());
            }
            holding.runs()
                    .forEach(run -> text.append('[')
                            .append(run.offsetSats())
                            .append('+')
                            .append(run.lengthSats())
                            .append(' ')
                            .append(run.labels())
                            .append(']'));
            found.put(
                    OutputId.isBoundary(holding.id()) ? "before " + holding.outPoint() : OutputId.text(holding.id()),
                    text.toString());
        }
        return found;
    }

    private static SortedMap<String, SortedMap<String, Long>> buckets(ForwardTrace trace) {
        SortedMap<String, SortedMap<String, Long>> found = new TreeMap<>();
        trace.buckets().forEach((label, buckets) -> {
            SortedMap<String, Long> sats = new TreeMap<>();
            sats.put("seeded", buckets.seededSats());
            sats.put("unspent", buckets.unspentSats());
            sats.put("burned", buckets.burnedSats());
            sats.put("destroyed", buckets.destroyedSats());
            sats.put("fees", buckets.feesSats());
            sats.put("beyond", buckets.beyondSats());
            sats.values().removeIf(amount -> amount == 0);
            found.put(label, sats);
        });
        return found;
    }
}
