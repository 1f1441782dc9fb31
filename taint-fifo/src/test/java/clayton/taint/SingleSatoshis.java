package clayton.taint;

import clayton.chain.ChainBuilder.Built;
import clayton.chain.ChainBuilder.Coin;
import clayton.chain.ChainBuilder.Spend;
import clayton.chain.ChainBuilder.Tx;
import clayton.chain.Network;
import clayton.chain.OutPoint;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/// A second forward trace that shares nothing with the first: every satoshi of every output is an object with its
/// labels, moved one by one. Reads the builder's own chain, no graph. For chains of few satoshis.
final class SingleSatoshis {
    /// One satoshi; it keeps its labels wherever it goes.
    private static final class Satoshi {
        final SortedSet<String> labels = new TreeSet<>();
    }

    private final List<Built> chain;
    private final Network network;
    private final int from;
    private final boolean undo;
    private final int until;
    private final TraceSettings settings;
    private final boolean lastFirst;
    private final Map<Coin, List<Seed>> seeds = new HashMap<>();

    private final IdentityHashMap<Tx, String> places = new IdentityHashMap<>();
    private final IdentityHashMap<Tx, Integer> heights = new IdentityHashMap<>();
    private final Map<Coin, List<Satoshi>> purse = new HashMap<>();
    private final Map<OutPoint, Coin> live = new HashMap<>();

    final SortedMap<String, String> outputs = new TreeMap<>();
    final SortedMap<String, SortedMap<String, Long>> buckets = new TreeMap<>();
    final SortedMap<Integer, Long> destroyed = new TreeMap<>();
    long transactions;

    SingleSatoshis(Network network, List<Built> chain, int from, boolean undo, int until, TraceSettings settings) {
        this.network = network;
        this.chain = chain;
        this.from = from;
        this.undo = undo;
        this.until = until;
        this.settings = settings;
        this.lastFirst = settings.policy().name().equals("lifo");
        for (Built block : chain) {
            for (int index = 0; index < block.txs().size(); index++) {
                places.put(block.txs().get(index), block.height() + "x" + index);
                heights.put(block.txs().get(index), block.height());
            }
        }
    }

    /// All outputs that can be seeded, by name: the last namesake at or below the horizon.
    Map<OutPoint, Coin> seedable() {
        Map<OutPoint, Coin> found = new TreeMap<>();
        for (Built block : chain.subList(from, chain.size())) {
            for (Tx tx : block.txs()) {
                for (Spend spend : tx.inputs()) {
                    Coin coin = spend.coin().orElseThrow();
                    if (undo && isBoundary(coin)) {
                        found.putIfAbsent(coin.outPoint(), coin);
                    }
                }
            }
        }
        for (Built block : chain.subList(from, until + 1)) {
            block.txs().forEach(tx -> tx.coins().forEach(coin -> found.put(coin.outPoint(), coin)));
        }
        return found;
    }

    /// The second writing of the way back on the same chain.
    PlainWayBack wayBack(TraceSettings other) {
        return new PlainWayBack(network, chain, from, undo, other);
    }

    void run(List<Seed> given) {
        Map<OutPoint, Coin> named = seedable();
        for (Seed seed : given) {
            Coin coin = Objects.requireNonNull(named.get(seed.outPoint()));
            seeds.computeIfAbsent(coin, c -> new ArrayList<>()).add(seed);
            buckets.computeIfAbsent(seed.label(), label -> new TreeMap<>());
        }
        for (Coin coin : List.copyOf(seeds.keySet())) {
            if (isBoundary(coin)) {
                lay(coin);
                live.put(coin.outPoint(), coin);
            }
        }
        for (Built block : chain.subList(from, until + 1)) {
            block(block);
        }
        purse.keySet().stream()
                .filter(coin -> coin.equals(live.get(coin.outPoint())))
                .forEach(coin -> settle(coin, "unspent", "unspent"));
    }

    private void block(Built block) {
        List<Satoshi> fees = new ArrayList<>();
        boolean unresolved = false;
        for (Tx tx : block.txs().subList(1, block.txs().size())) {
            boolean unknown = tx.inputs().stream()
                    .anyMatch(input -> !undo && isBoundary(input.coin().orElseThrow()));
            unresolved |= unknown;
            List<Satoshi> stream = spend(tx, unknown);
            if (unknown) {
                tx.coins().forEach(coin -> create(coin, fresh(coin.valueSats())));
            } else {
                transactions += tainted(stream) ? 1 : 0;
                List<Satoshi> rest = fill(tx, lastFirst ? stream.reversed() : stream);
                if (settings.fees() == FeeRule.STOP) {
                    count(rest, "fees");
                    fees.addAll(fresh(rest.size()));
                } else {
                    fees.addAll(rest);
                }
            }
        }
        coinbase(block, fees, unresolved);
    }

    private List<Satoshi> spend(Tx tx, boolean unknown) {
        List<Satoshi> stream = new ArrayList<>();
        for (Spend spend : tx.inputs()) {
            Coin coin = spend.coin().orElseThrow();
            settle(coin, unknown ? "beyond" : "spent", unknown ? "beyond" : "");
            List<Satoshi> satoshis = purse.remove(coin);
            stream.addAll(satoshis == null ? fresh(coin.valueSats()) : satoshis);
            live.remove(coin.outPoint());
        }
        return stream;
    }

    /// The subsidy is not laid out where no output reaches it, and the genesis block not at all: far too many
    /// satoshis.
    private void coinbase(Built block, List<Satoshi> fees, boolean unresolved) {
        Tx tx = block.coinbase();
        if (block.parent().isEmpty()) {
            return;
        }
        if (unresolved) {
            count(fees, "beyond");
            tx.coins().forEach(coin -> create(coin, fresh(coin.valueSats())));
            return;
        }
        transactions += tainted(fees) ? 1 : 0;
        long subsidy = network.subsidy(block.height());
        long claimed = tx.outputSats();
        boolean subsidyFirst = (settings.coinbaseOrder() == CoinbaseOrder.SUBSIDY_FIRST) != lastFirst;
        List<Satoshi> ordered = lastFirst ? fees.reversed() : fees;
        List<Satoshi> stream = new ArrayList<>();
        if (!subsidyFirst) {
            stream.addAll(ordered);
        }
        long reached = Math.max(0, Math.min(subsidy, claimed - stream.size()));
        stream.addAll(fresh(reached));
        if (subsidyFirst) {
            stream.addAll(ordered);
        }
        List<Satoshi> tail = fill(tx, stream);
        count(tail, "destroyed");
        destroyed(block.height(), tail);
    }

    private List<Satoshi> fill(Tx tx, List<Satoshi> stream) {
        int at = 0;
        for (Coin coin : tx.coins()) {
            int end = at + (int) coin.valueSats();
            create(coin, stream.subList(at, end));
            at = end;
        }
        return stream.subList(at, stream.size());
    }

    private void create(Coin coin, List<Satoshi> satoshis) {
        Coin displaced = live.get(coin.outPoint());
        boolean spendable = !unspendable(coin);
        if (displaced != null && spendable) {
            settle(displaced, "displaced", "destroyed");
            destroyed(heights(coin), purse.getOrDefault(displaced, List.of()));
            purse.remove(displaced);
        }
        purse.put(coin, List.copyOf(satoshis));
        lay(coin);
        if (spendable) {
            live.put(coin.outPoint(), coin);
        } else {
            settle(coin, "burned", "burned");
            purse.remove(coin);
        }
    }

    private void lay(Coin coin) {
        List<Satoshi> satoshis = purse.computeIfAbsent(coin, c -> fresh(c.valueSats()));
        for (Seed seed : seeds.getOrDefault(coin, List.of())) {
            long end = seed.offsetSats() + seed.lengthSats().orElse(coin.valueSats() - seed.offsetSats());
            for (long i = seed.offsetSats(); i < end; i++) {
                if (satoshis.get((int) i).labels.add(seed.label())) {
                    add(seed.label(), "seeded", 1);
                }
            }
        }
    }

    /// Writes down what an output holds, as `state[offset+length labels]…`.
    private void settle(Coin coin, String state, String bucket) {
        List<Satoshi> satoshis = purse.getOrDefault(coin, List.of());
        if (!tainted(satoshis) && !seeds.containsKey(coin)) {
            return;
        }
        if (!bucket.isEmpty()) {
            count(satoshis, bucket);
        }
        StringBuilder text = new StringBuilder(state);
        int start = 0;
        for (int i = 1; i <= satoshis.size(); i++) {
            Set<String> labels = satoshis.get(start).labels;
            if (i == satoshis.size() || !satoshis.get(i).labels.equals(labels)) {
                if (!labels.isEmpty()) {
                    text.append('[')
                            .append(start)
                            .append('+')
                            .append(i - start)
                            .append(' ')
                            .append(labels)
                            .append(']');
                }
                start = i;
            }
        }
        outputs.put(name(coin), text.toString());
    }

    private void count(List<Satoshi> satoshis, String bucket) {
        satoshis.forEach(satoshi -> satoshi.labels.forEach(label -> add(label, bucket, 1)));
    }

    private void destroyed(int height, List<Satoshi> satoshis) {
        long sats =
                satoshis.stream().filter(satoshi -> !satoshi.labels.isEmpty()).count();
        if (sats > 0) {
            destroyed.merge(height, sats, Long::sum);
        }
    }

    private void add(String label, String bucket, long sats) {
        buckets.computeIfAbsent(label, l -> new TreeMap<>()).merge(bucket, sats, Long::sum);
    }

    private static boolean tainted(List<Satoshi> satoshis) {
        return satoshis.stream().anyMatch(satoshi -> !satoshi.labels.isEmpty());
    }

    private static List<Satoshi> fresh(long count) {
        List<Satoshi> satoshis = new ArrayList<>();
        for (long i = 0; i < count; i++) {
            satoshis.add(new Satoshi());
        }
        return satoshis;
    }

    private boolean isBoundary(Coin coin) {
        return heights(coin) < from;
    }

    private int heights(Coin coin) {
        return Objects.requireNonNull(heights.get(coin.tx()));
    }

    private static boolean unspendable(Coin coin) {
        byte[] script = coin.script();
        return script.length > 10_000 || script.length > 0 && script[0] == 0x6a;
    }

    private String name(Coin coin) {
        return isBoundary(coin) ? "before " + coin.outPoint() : places.get(coin.tx()) + "x" + coin.vout();
    }
}
