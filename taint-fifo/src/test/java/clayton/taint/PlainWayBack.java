package clayton.taint;

import clayton.chain.ChainBuilder.Built;
import clayton.chain.ChainBuilder.Coin;
import clayton.chain.ChainBuilder.Spend;
import clayton.chain.ChainBuilder.Tx;
import clayton.chain.Network;
import clayton.chain.OutPoint;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;

/// A second writing of the haircut's way back, for one asked output, over the builder's own chain.
final class PlainWayBack {
    private final Network network;
    private final List<Built> chain;
    private final int from;
    private final boolean undo;
    private final TraceSettings settings;
    private final IdentityHashMap<Tx, Integer> heights = new IdentityHashMap<>();
    private final Map<Coin, Long> wanted = new HashMap<>();

    /// `kind height` or `unknown outpoint` to satoshis.
    final SortedMap<String, Long> origins = new TreeMap<>();

    PlainWayBack(Network network, List<Built> chain, int from, boolean undo, TraceSettings settings) {
        this.network = network;
        this.chain = chain;
        this.from = from;
        this.undo = undo;
        this.settings = settings;
        chain.forEach(block -> block.txs().forEach(tx -> heights.put(tx, block.height())));
    }

    void run(Coin asked, long sats) {
        wanted.put(asked, sats);
        for (Built block : chain.subList(from, chain.size()).reversed()) {
            IdentityHashMap<Tx, Long> fees = coinbase(block);
            for (Tx tx : block.txs().subList(1, block.txs().size()).reversed()) {
                ordinary(tx, fees.getOrDefault(tx, 0L));
            }
        }
        for (Coin coin : new HashSet<>(wanted.keySet())) {
            end("unknown " + coin.outPoint(), take(coin));
        }
    }

    private long take(Coin coin) {
        Long sats = wanted.remove(coin);
        return sats == null ? 0 : sats;
    }

    private void end(String origin, long sats) {
        if (sats > 0) {
            origins.merge(origin, sats, Long::sum);
        }
    }

    private boolean unresolved(Tx tx) {
        return !undo
                && tx.inputs().stream().anyMatch(input -> height(input.coin().orElseThrow()) < from);
    }

    private int height(Coin coin) {
        return Objects.requireNonNull(heights.get(coin.tx()));
    }

    /// Answers what is wanted of each fee.
    private IdentityHashMap<Tx, Long> coinbase(Built block) {
        IdentityHashMap<Tx, Long> fees = new IdentityHashMap<>();
        List<Tx> others = block.txs().subList(1, block.txs().size());
        if (others.stream().anyMatch(this::unresolved)) {
            block.coinbase().coins().forEach(coin -> end("unknown " + coin.outPoint(), take(coin)));
            return fees;
        }
        long sats = block.coinbase().coins().stream().mapToLong(this::take).sum();
        if (sats == 0) {
            return fees;
        }
        List<Long> parts = new ArrayList<>(others.stream().map(Tx::feeSats).toList());
        boolean subsidyFirst = settings.coinbaseOrder() == CoinbaseOrder.SUBSIDY_FIRST;
        parts.add(subsidyFirst ? 0 : parts.size(), network.subsidy(block.height()));
        List<Long> shares = new ArrayList<>(PlainAmounts.haircut(sats, parts));
        end("minted " + block.height(), shares.remove(subsidyFirst ? 0 : shares.size() - 1));
        for (int i = 0; i < others.size(); i++) {
            if (settings.fees() == FeeRule.STOP) {
                end("fee " + new OutPoint(others.get(i).txid(), 0), shares.get(i));
            } else {
                fees.put(others.get(i), shares.get(i));
            }
        }
        return fees;
    }

    private void ordinary(Tx tx, long feeSats) {
        if (unresolved(tx)) {
            tx.coins().forEach(coin -> end("unknown " + coin.outPoint(), take(coin)));
            return;
        }
        long sats = feeSats + tx.coins().stream().mapToLong(this::take).sum();
        if (sats > 0) {
            List<Coin> inputs = tx.inputs().stream()
                    .map(Spend::coin)
                    .map(coin -> coin.orElseThrow())
                    .toList();
            List<Long> shares = PlainAmounts.haircut(
                    sats, inputs.stream().map(Coin::valueSats).toList());
            for (int i = 0; i < inputs.size(); i++) {
                wanted.merge(inputs.get(i), shares.get(i), Long::sum);
            }
        }
    }
}
