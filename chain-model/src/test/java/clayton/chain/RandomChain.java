package clayton.chain;

import clayton.chain.ChainBuilder.Built;
import clayton.chain.ChainBuilder.Coin;
import clayton.chain.ChainBuilder.Pay;
import clayton.chain.ChainBuilder.Plan;
import clayton.chain.ChainBuilder.Spend;
import clayton.chain.ChainBuilder.Tx;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;

/// Grows chains of random blocks that love edges: zero values, one-satoshi splits, equal values, zero fees, chains
/// inside a block, coinbases that claim less or pay several outputs, unspendable outputs, many inputs, many
/// outputs, duplicate coinbases and duplicate spends of them (BIP 30). The same seed grows the same chain.
public final class RandomChain {
    private static final int SCRIPTS = 12;

    private final ChainBuilder chain;
    private final Random random;
    private final Map<OutPoint, Coin> spendable = new LinkedHashMap<>();
    private final List<Tx> history = new ArrayList<>();
    private Built tip;

    public RandomChain(ChainBuilder chain, Built tip, Random random) {
        this.chain = chain;
        this.random = random;
        this.tip = tip;
        tip.chain().forEach(block -> block.txs().forEach(tx -> happened(tx, block.height())));
    }

    /// A generator whose first numbers differ between neighbouring seeds, which those of `new Random(seed)` do not.
    public static Random random(long seed) {
        return new Random((seed + 1) * 0x9e3779b97f4a7c15L);
    }

    /// Adds blocks and answers the last.
    public Built grow(int blocks) {
        for (int i = 0; i < blocks; i++) {
            mine();
        }
        return tip;
    }

    /// Adds blocks with nothing but a coinbase that pays this much.
    public Built growQuietly(int blocks, long rewardSats) {
        for (int i = 0; i < blocks; i++) {
            Plan plan = chain.on(tip);
            tip = plan.reward(Math.min(rewardSats, plan.allowedSats())).mine();
            happened(tip.coinbase(), tip.height());
        }
        return tip;
    }

    private void mine() {
        Plan plan = chain.on(tip);
        List<Tx> affordable = history.stream()
                .skip(1)
                .filter(tx -> tx.isCoinbase() && tx.outputSats() <= plan.allowedSats())
                .toList();
        boolean wantsNamesake = !affordable.isEmpty() && random.nextInt(6) == 0;
        Tx original = wantsNamesake ? affordable.get(random.nextInt(affordable.size())) : history.getFirst();
        List<Coin> endangered = new ArrayList<>();
        if (wantsNamesake) {
            original.coins().forEach(coin -> {
                Coin taken = spendable.remove(coin.outPoint());
                if (taken != null) {
                    endangered.add(taken);
                }
            });
        }
        transactions(plan);
        if (wantsNamesake && original.outputSats() <= plan.allowedSats()) {
            plan.coinbase(original.namesake());
        } else {
            endangered.forEach(coin -> spendable.put(coin.outPoint(), coin));
            rewards(plan);
        }
        tip = plan.mine();
        happened(tip.coinbase(), tip.height());
    }

    private void transactions(Plan plan) {
        int count = random.nextInt(3) == 0 ? 0 : random.nextInt(7);
        for (int i = 0; i < count && !spendable.isEmpty(); i++) {
            Tx tx = random.nextInt(6) == 0 ? repeated() : ordinary();
            plan.add(tx);
            happened(tx, plan.height());
        }
    }

    /// Spends a duplicate coinbase just as its namesake was spent, if there is such a case.
    private Tx repeated() {
        for (Tx earlier : history) {
            List<Coin> again = new ArrayList<>();
            for (Spend spend : earlier.inputs()) {
                Coin coin = spendable.get(spend.outPoint());
                if (coin != null) {
                    again.add(coin);
                }
            }
            if (!again.isEmpty() && again.size() == earlier.inputs().size()) {
                Tx tx = new Tx()
                        .version(earlier.version())
                        .lockTime(earlier.lockTime())
                        .sequence(earlier.sequence())
                        .spend(again.toArray(Coin[]::new));
                earlier.outputs().forEach(pay -> tx.pay(pay.valueSats(), pay.script()));
                return tx;
            }
        }
        return ordinary();
    }

    private Tx ordinary() {
        Tx tx = new Tx();
        int inputs = random.nextInt(15) == 0 ? 1 + random.nextInt(40) : 1 + random.nextInt(3);
        for (int i = 0; i < inputs && !spendable.isEmpty(); i++) {
            tx.spend(take());
        }
        if (random.nextInt(4) == 0) {
            tx.witness(new byte[] {1, 2, 3}, new byte[0]);
        }
        int turn = history.size();
        tx.version(1 + turn % 2).lockTime(turn % 3).sequence(-1 - turn % 4);
        long fee = random.nextInt(3) == 0 ? 0 : amount(tx.inputSats());
        int outputs = random.nextInt(15) == 0 ? 1 + random.nextInt(40) : 1 + random.nextInt(4);
        split(tx.inputSats() - fee, outputs).forEach(pay -> tx.pay(pay.valueSats(), pay.script()));
        return tx;
    }

    private void rewards(Plan plan) {
        long allowed = plan.allowedSats();
        long claimed = random.nextInt(3) == 0 ? amount(allowed) : allowed;
        split(claimed, random.nextInt(3) == 0 ? 1 + random.nextInt(5) : 1)
                .forEach(pay -> plan.reward(pay.valueSats(), pay.script()));
    }

    private Coin take() {
        List<OutPoint> names = List.copyOf(spendable.keySet());
        int back = random.nextBoolean() ? Math.min(names.size(), 4) : names.size();
        return Objects.requireNonNull(spendable.remove(names.get(names.size() - 1 - random.nextInt(back))));
    }

    private List<Pay> split(long total, int parts) {
        long[] cuts = new long[parts + 1];
        cuts[parts] = total;
        int manner = random.nextInt(4);
        for (int i = 1; i < parts; i++) {
            cuts[i] = switch (manner) {
                case 0 -> Math.min(i, total);
                case 1 -> total / parts * i;
                case 2 -> amount(total);
                default -> total == 0 ? 0 : random.nextLong(total + 1);
            };
        }
        Arrays.sort(cuts);
        List<Pay> pays = new ArrayList<>();
        for (int i = 0; i < parts; i++) {
            pays.add(new Pay(cuts[i + 1] - cuts[i], script()));
        }
        return pays;
    }

    /// 0 to `most`, both ends and their neighbours often.
    private long amount(long most) {
        return switch (random.nextInt(5)) {
            case 0 -> 0;
            case 1 -> Math.min(1, most);
            case 2 -> most;
            case 3 -> Math.max(0, most - 1);
            default -> most == 0 ? 0 : random.nextLong(most);
        };
    }

    private byte[] script() {
        int number = random.nextInt(SCRIPTS);
        if (random.nextInt(300) == 0) {
            byte[] tooLong = new byte[ScriptKind.MAX_SCRIPT_BYTES + random.nextInt(2)];
            Arrays.fill(tooLong, (byte) 0x51);
            return tooLong;
        }
        return switch (number) {
            case 0 -> new byte[0];
            case 1 -> new byte[] {0x6a, 1, (byte) random.nextInt(3)};
            case 2 -> ChainBuilder.opTrue();
            default -> {
                byte[] keyHash = new byte[22];
                keyHash[1] = 20;
                keyHash[21] = (byte) number;
                yield keyHash;
            }
        };
    }

    private void happened(Tx tx, int height) {
        tx.inputs().forEach(input -> spendable.remove(input.outPoint()));
        for (Coin coin : tx.coins()) {
            byte[] script = coin.script();
            if (height > 0 && !ScriptKind.isUnspendable(script, 0, script.length)) {
                spendable.put(coin.outPoint(), coin);
            }
        }
        history.add(tx);
    }
}
