package clayton.taint;

import clayton.chain.ChainBuilder.Built;
import clayton.chain.ChainBuilder.Coin;
import clayton.chain.ChainBuilder.Spend;
import clayton.chain.ChainBuilder.Tx;
import clayton.chain.Network;
import clayton.chain.OutPoint;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;

/// A second writing of poison, haircut and tiho over the builder's own chain: maps of labels to amounts, big
/// integers, sorted lists, one label after another.
final class PlainAmounts {
    private final List<Built> chain;
    private final Network network;
    private final int from;
    private final boolean undo;
    private final TraceSettings settings;
    private final String rule;
    private final IdentityHashMap<Tx, String> places = new IdentityHashMap<>();
    private final IdentityHashMap<Tx, Integer> heights = new IdentityHashMap<>();
    private final Map<Coin, List<Seed>> seeds = new HashMap<>();
    private final Map<Coin, SortedMap<String, Long>> purse = new HashMap<>();
    private final Map<OutPoint, Coin> live = new HashMap<>();

    final SortedMap<String, String> outputs = new TreeMap<>();
    final SortedMap<String, SortedMap<String, Long>> buckets = new TreeMap<>();
    final SortedMap<Integer, SortedMap<String, Long>> destroyed = new TreeMap<>();
    long transactions;

    PlainAmounts(Network network, List<Built> chain, int from, boolean undo, TraceSettings settings) {
        this.network = network;
        this.chain = chain;
        this.from = from;
        this.undo = undo;
        this.settings = settings;
        this.rule = settings.policy().name();
        for (Built block : chain) {
            for (int index = 0; index < block.txs().size(); index++) {
                places.put(block.txs().get(index), block.height() + "x" + index);
                heights.put(block.txs().get(index), block.height());
            }
        }
    }

    void run(List<Seed> given, Map<OutPoint, Coin> named) {
        for (Seed seed : given) {
            Coin coin = Objects.requireNonNull(named.get(seed.outPoint()));
            seeds.computeIfAbsent(coin, c -> new ArrayList<>()).add(seed);
            buckets.computeIfAbsent(seed.label(), label -> new TreeMap<>());
        }
        for (Coin coin : seeds.keySet()) {
            if (height(coin) < from) {
                create(coin, new TreeMap<>());
            }
        }
        int until = settings.until().orElseThrow();
        for (Built block : chain.subList(from, until + 1)) {
            List<SortedMap<String, Long>> feeTaint = new ArrayList<>();
            boolean unresolved = false;
            for (Tx tx : block.txs().subList(1, block.txs().size())) {
                boolean unknown = tx.inputs().stream()
                        .anyMatch(input -> !undo && height(input.coin().orElseThrow()) < from);
                unresolved |= unknown;
                SortedMap<String, Long> in = spend(tx, unknown);
                transactions += !in.isEmpty() ? 1 : 0;
                SortedMap<String, Long> fee = pour(tx, in, tx.feeSats());
                if (settings.fees() == FeeRule.STOP) {
                    count(fee, "fees");
                } else {
                    feeTaint.add(fee);
                }
            }
            coinbase(block, feeTaint, unresolved);
        }
        purse.keySet().stream()
                .filter(coin -> coin.equals(live.get(coin.outPoint())))
                .forEach(coin -> settle(coin, "unspent", "unspent"));
    }

    private SortedMap<String, Long> spend(Tx tx, boolean unknown) {
        SortedMap<String, Long> in = new TreeMap<>();
        for (Spend spend : tx.inputs()) {
            Coin coin = spend.coin().orElseThrow();
            settle(coin, unknown ? "beyond" : "spent", unknown ? "beyond" : "");
            SortedMap<String, Long> held = purse.remove(coin);
            live.remove(coin.outPoint());
            if (held != null && !unknown) {
                held.forEach((label, sats) -> in.merge(label, sats, Long::sum));
            }
        }
        return in;
    }

    private void coinbase(Built block, List<SortedMap<String, Long>> fees, boolean unresolved) {
        SortedMap<String, Long> in = new TreeMap<>();
        for (SortedMap<String, Long> fee : fees) {
            if (unresolved) {
                count(fee, "beyond");
            } else {
                fee.forEach((label, sats) -> in.merge(label, sats, Long::sum));
            }
        }
        transactions += !in.isEmpty() ? 1 : 0;
        long reward = network.subsidy(block.height())
                + block.txs().stream().skip(1).mapToLong(Tx::feeSats).sum();
        SortedMap<String, Long> tail =
                pour(block.coinbase(), in, reward - block.coinbase().outputSats());
        count(tail, "destroyed");
        destroyed(block.height(), tail);
    }

    /// Creates the outputs; answers what falls to the last slot.
    private SortedMap<String, Long> pour(Tx tx, SortedMap<String, Long> in, long lastSats) {
        List<Long> sizes =
                new ArrayList<>(tx.coins().stream().map(Coin::valueSats).toList());
        sizes.add(Math.max(0, lastSats));
        List<SortedMap<String, Long>> out = new ArrayList<>();
        sizes.forEach(size -> out.add(new TreeMap<>()));
        in.forEach((label, sats) -> {
            List<Long> shares = shares(sats, sizes);
            for (int slot = 0; slot < shares.size(); slot++) {
                if (shares.get(slot) > 0) {
                    out.get(slot).put(label, shares.get(slot));
                }
            }
        });
        for (int vout = 0; vout < tx.coins().size(); vout++) {
            create(tx.coin(vout), out.get(vout));
        }
        return out.getLast();
    }

    private List<Long> shares(long sats, List<Long> sizes) {
        return switch (rule) {
            case "poison" -> sizes;
            case "haircut" -> haircut(sats, sizes);
            default -> tiho(sats, sizes);
        };
    }

    static List<Long> haircut(long sats, List<Long> sizes) {
        BigInteger total =
                BigInteger.valueOf(sizes.stream().mapToLong(Long::longValue).sum());
        List<Long> shares = new ArrayList<>();
        List<BigInteger> remainders = new ArrayList<>();
        for (long size : sizes) {
            BigInteger[] parts =
                    BigInteger.valueOf(sats).multiply(BigInteger.valueOf(size)).divideAndRemainder(total);
            shares.add(parts[0].longValueExact());
            remainders.add(parts[1]);
        }
        List<Integer> order = new ArrayList<>();
        for (int slot = 0; slot < sizes.size(); slot++) {
            order.add(slot);
        }
        order.sort(Comparator.comparing((Integer slot) -> remainders.get(slot)).reversed());
        long left = sats - shares.stream().mapToLong(Long::longValue).sum();
        for (int i = 0; i < left; i++) {
            shares.set(order.get(i), shares.get(order.get(i)) + 1);
        }
        return shares;
    }

    private static List<Long> tiho(long sats, List<Long> sizes) {
        List<Long> shares = new ArrayList<>(Collections.nCopies(sizes.size(), 0L));
        List<Integer> order = new ArrayList<>();
        for (int slot = 0; slot < sizes.size() - 1; slot++) {
            order.add(slot);
        }
        order.sort(Comparator.comparing((Integer slot) -> sizes.get(slot)).reversed());
        order.add(sizes.size() - 1);
        long left = sats;
        for (int slot : order) {
            shares.set(slot, Math.min(left, sizes.get(slot)));
            left -= shares.get(slot);
        }
        return shares;
    }

    private void create(Coin coin, SortedMap<String, Long> arriving) {
        byte[] script = coin.script();
        boolean spendable = script.length <= 10_000 && (script.length == 0 || script[0] != 0x6a);
        Coin displaced = spendable ? live.get(coin.outPoint()) : null;
        if (displaced != null) {
            settle(displaced, "displaced", "destroyed");
            destroyed(height(coin), purse.getOrDefault(displaced, new TreeMap<>()));
            purse.remove(displaced);
        }
        purse.put(coin, arriving);
        lay(coin, arriving);
        if (spendable) {
            live.put(coin.outPoint(), coin);
        } else {
            settle(coin, "burned", "burned");
            purse.remove(coin);
        }
    }

    private void lay(Coin coin, SortedMap<String, Long> held) {
        Map<String, BitSet> ranges = new TreeMap<>();
        for (Seed seed : seeds.getOrDefault(coin, List.of())) {
            long length = seed.lengthSats().orElse(coin.valueSats() - seed.offsetSats());
            int start = (int) seed.offsetSats();
            ranges.computeIfAbsent(seed.label(), label -> new BitSet()).set(start, start + (int) length);
        }
        ranges.forEach((label, range) -> {
            long had = held.getOrDefault(label, 0L);
            long wanted = rule.equals("poison") && !range.isEmpty() ? coin.valueSats() : range.cardinality();
            long has = Math.min(coin.valueSats(), had + wanted);
            if (has > had) {
                held.put(label, has);
                add(label, "seeded", has - had);
            }
        });
    }

    private void settle(Coin coin, String state, String bucket) {
        SortedMap<String, Long> held = purse.getOrDefault(coin, new TreeMap<>());
        if (!held.isEmpty() || seeds.containsKey(coin)) {
            outputs.put(
                    height(coin) < from ? "before " + coin.outPoint() : places.get(coin.tx()) + "x" + coin.vout(),
                    state + held);
            if (!bucket.isEmpty()) {
                count(held, bucket);
            }
        }
    }

    private void count(SortedMap<String, Long> held, String bucket) {
        held.forEach((label, sats) -> add(label, bucket, sats));
    }

    private void add(String label, String bucket, long sats) {
        buckets.computeIfAbsent(label, l -> new TreeMap<>()).merge(bucket, sats, Long::sum);
    }

    private void destroyed(int height, SortedMap<String, Long> held) {
        held.forEach((label, sats) ->
                destroyed.computeIfAbsent(height, h -> new TreeMap<>()).merge(label, sats, Long::sum));
    }

    private int height(Coin coin) {
        return Objects.requireNonNull(heights.get(coin.tx()));
    }
}
