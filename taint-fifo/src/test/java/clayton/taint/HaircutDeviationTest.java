package clayton.taint;

import static org.assertj.core.api.Assertions.assertThat;

import clayton.chain.ChainBuilder;
import clayton.chain.ChainBuilder.Built;
import clayton.chain.ChainBuilder.Coin;
import clayton.chain.ChainBuilder.Tx;
import clayton.chain.Hash256;
import clayton.chain.MemoryGraph;
import clayton.chain.OutPoint;
import clayton.chain.Progress;
import clayton.chain.RandomChain;
import java.io.IOException;
import java.math.BigInteger;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.commons.math3.fraction.BigFraction;
import org.junit.jupiter.api.Test;

/// How far the haircut's whole satoshis are from the shares in proportion, in exact fractions. By transaction: from
/// the share of what came in. In all: from the ideal that never rounds, in which one satoshi for each slot on the
/// way, diluted like taint itself, is the most that can come together.
final class HaircutDeviationTest {
    private static final int CHAINS = 300;
    private static final int CHAINS_PER_START = 100;

    /// An output or slot in the integers of the trace, in the ideal, and how far these may be apart.
    private record Share(long sats, BigFraction ideal, BigFraction bound) {
        static final Share NONE = new Share(0, BigFraction.ZERO, BigFraction.ZERO);

        Share plus(Share other) {
            return new Share(sats + other.sats, ideal.add(other.ideal), bound.add(other.bound));
        }

        BigFraction deviation() {
            return ideal.subtract(sats).abs();
        }
    }

    private BigFraction furthestByHop = BigFraction.ZERO;
    private BigFraction furthest = BigFraction.ZERO;
    private long slots;

    @Test
    void aShareIsLessThanASatoshiFromItsProportionAndRoundingAddsUpToNoMoreThanASatoshiForEachSlotOnTheWay()
            throws IOException {
        ChainBuilder builder = new ChainBuilder(SecondWritingTest.POOR);
        Built start = builder.genesis();
        for (int seed = 0; seed < CHAINS; seed++) {
            if (seed % CHAINS_PER_START == 0) {
                builder = new ChainBuilder(SecondWritingTest.POOR);
                start = new RandomChain(builder, builder.genesis(), RandomChain.random(seed))
                        .growQuietly(SecondWritingTest.QUIET_BLOCKS, 1000);
            }
            Random random = RandomChain.random(seed);
            Built tip = new RandomChain(builder, start, random).grow(1 + random.nextInt(14));
            new Chain(tip.chain(), random, "seed " + seed).check();
        }
        System.out.printf(
                Locale.ROOT,
                "haircut: of %,d slots the furthest is %.4f satoshis from its proportion, and %.4f from the ideal%n",
                slots,
                furthestByHop.doubleValue(),
                furthest.doubleValue());
        assertThat(furthestByHop).isGreaterThan(new BigFraction(1, 2)).isLessThan(BigFraction.ONE);
        assertThat(furthest).isGreaterThan(BigFraction.ONE);
    }

    /// One chain, traced by the engine and followed here in fractions. Seeds lie on coinbases that nothing reaches.
    private final class Chain {
        private final List<Built> blocks;
        private final String hint;
        private final List<Seed> seeds;
        private final Map<OutPoint, Map<Integer, Long>> traced = new HashMap<>();
        private final Map<Coin, Share> purse = new HashMap<>();

        Chain(List<Built> blocks, Random random, String hint) {
            this.blocks = blocks;
            this.hint = hint;
            Set<Hash256> repeated = blocks.stream()
                    .skip(SecondWritingTest.QUIET_BLOCKS + 1)
                    .map(block -> block.coinbase().txid())
                    .collect(Collectors.toSet());
            seeds = blocks.stream()
                    .skip(1)
                    .limit(SecondWritingTest.QUIET_BLOCKS)
                    .map(Built::coinbase)
                    .filter(tx -> !repeated.contains(tx.txid()) && random.nextInt(8) == 0)
                    .map(tx -> Seed.whole(tx.coin(0).outPoint(), "x"))
                    .toList();
        }

        void check() throws IOException {
            if (seeds.isEmpty()) {
                return;
            }
            MemoryGraph graph = MemoryGraph.of(
                    SecondWritingTest.POOR, blocks.stream().map(Built::block).toList());
            TraceSettings settings = TraceSettings.FIFO.with(new Haircut());
            for (Holding holding :
                    new Tracer(graph).forward(seeds, settings, Progress.NONE).outputs()) {
                traced.computeIfAbsent(holding.outPoint(), name -> new HashMap<>())
                        .put(holding.height(), holding.taintedSats().orElseThrow());
            }
            blocks.stream().skip(1).forEach(this::block);
        }

        private void block(Built block) {
            Share fees = Share.NONE;
            long rewardSats = SecondWritingTest.POOR.subsidy(block.height());
            for (Tx tx : block.txs().subList(1, block.txs().size())) {
                Share in = tx.inputs().stream()
                        .map(spend -> purse.remove(spend.coin().orElseThrow()))
                        .filter(Objects::nonNull)
                        .reduce(Share.NONE, Share::plus);
                fees = fees.plus(pour(block, tx, in, tx.inputSats()));
                rewardSats += tx.feeSats();
            }
            pour(block, block.coinbase(), fees, rewardSats);
        }

        /// Checks every slot; answers the last, which holds what the outputs leave.
        private Share pour(Built block, Tx tx, Share in, long totalSats) {
            long left = in.sats;
            for (Coin coin : tx.coins()) {
                long sats = traced.getOrDefault(coin.outPoint(), Map.of()).getOrDefault(block.height(), 0L);
                if (seeds.stream().anyMatch(seed -> seed.outPoint().equals(coin.outPoint()))) {
                    purse.put(coin, new Share(sats, new BigFraction(coin.valueSats()), BigFraction.ZERO));
                } else {
                    left -= sats;
                    purse.put(coin, share(in, sats, coin.valueSats(), totalSats));
                }
            }
            return share(in, left, totalSats - tx.outputSats(), totalSats);
        }

        private Share share(Share in, long sats, long slotSats, long totalSats) {
            if (totalSats == 0 || in.equals(Share.NONE)) {
                assertThat(sats).as(hint).isZero();
                return Share.NONE;
            }
            BigFraction part = new BigFraction(slotSats).divide(BigInteger.valueOf(totalSats));
            BigFraction proportion = part.multiply(in.sats);
            BigFraction byHop = proportion.subtract(sats).abs();
            assertThat(byHop).as(hint).isLessThan(BigFraction.ONE);
            BigFraction rounding = byHop.equals(BigFraction.ZERO) ? BigFraction.ZERO : BigFraction.ONE;
            Share share = new Share(
                    sats, part.multiply(in.ideal), part.multiply(in.bound).add(rounding));
            assertThat(share.deviation()).as(hint).isLessThanOrEqualTo(share.bound);
            furthestByHop = furthestByHop.compareTo(byHop) < 0 ? byHop : furthestByHop;
            furthest = furthest.compareTo(share.deviation()) < 0 ? share.deviation() : furthest;
            slots++;
            return share;
        }
    }
}
