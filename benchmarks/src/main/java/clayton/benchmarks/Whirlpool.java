package clayton.benchmarks;

import clayton.chain.ScriptKind;

/// Whirlpool: a *tx0* cuts a user's coins into equal ones for a pool, pays the pool's fee once, carries data for the
/// coordinator and gives change; a *mix* takes five coins of five users, two to four of them new and the others mixed
/// before, and makes five of exactly the pool's amount. The new ones bring the miner's fee with them. What was mixed
/// mostly waits to be mixed again.
final class Whirlpool {
    private static final int MIXED = 5;
    private static final int FEWEST_NEW = 2;
    private static final int MOST_NEW = 4;
    private static final int MIX_BYTES = 510;
    private static final int MOST_CUT = 70;
    private static final int MOST_WAITING = 2_000;
    private static final int STAYS_PER_MILLE = 700;
    private static final int ATTEMPTS = 30;
    private static final long LEAST_CHANGE = 600;

    private final Coins coins;
    private final Population people;
    private final Dice dice;
    private final Funds funds;
    private final Pool[] pools = {new Pool(100_000, 5_000), new Pool(1_000_000, 50_000), new Pool(5_000_000, 175_000)};
    private final int[] chosen = new int[MIXED];

    Whirlpool(Coins coins, Population people, Dice dice) {
        this.coins = coins;
        this.people = people;
        this.dice = dice;
        funds = new Funds(coins);
    }

    /// Coins of one amount that wait for each other, new and mixed ones; all are taken.
    private static final class Pool {
        final long sats;
        final long feeSats;
        final Waiting fresh = new Waiting();
        final Waiting mixed = new Waiting();

        Pool(long sats, long feeSats) {
            this.sats = sats;
            this.feeSats = feeSats;
        }

        /// New coins are worth a little more than mixed ones.
        Waiting line(long coinSats) {
            return coinSats == sats ? mixed : fresh;
        }
    }

    /// Coins in no order.
    private static final class Waiting {
        private final int[] slots = new int[MOST_WAITING];
        private int count;

        boolean isFull() {
            return count == MOST_WAITING;
        }

        void add(int slot) {
            slots[count++] = slot;
        }

        int remove(int i) {
            int slot = slots[i];
            slots[i] = slots[--count];
            return slot;
        }
    }

    private Pool pool() {
        return pools[dice.below(pools.length)];
    }

    // ---- tx0

    /// Fills the draft with a tx0, at the going rate of fees, or answers that it cannot be done now.
    boolean cut(Draft draft, int feeRate) {
        draft.begin(Story.WHIRLPOOL_TX0, Look.WHIRLPOOL);
        Pool pool = pool();
        long cutSats = pool.sats + (long) feeRate * MIX_BYTES / FEWEST_NEW;
        long costs = pool.feeSats + feeRate * 400L;
        int slot = find(pool, cutSats + costs);
        if (slot == Coins.NONE) {
            return false;
        }
        int owner = coins.owner(slot);
        funds.take(draft, slot);
        funds.takeMore(draft, owner, dice.heavy(1, 4) - 1);
        int cuts = (int) Math.min(dice.heavy(3, MOST_CUT), (draft.inputSats - costs) / cutSats);
        draft.pay(0, Address.of(Address.NOBODY, dice.below(1 << 30), ScriptKind.OP_RETURN), Purpose.DATA);
        draft.pay(pool.feeSats, people.freshAddress(people.coordinator(2)), Purpose.FEE);
        for (int i = 0; i < cuts; i++) {
            draft.pay(cutSats, mixerAddress(owner), Purpose.OWN);
        }
        long change = draft.inputSats - draft.outputSats - feeRate * (200L + 68L * draft.inputs + 31L * cuts);
        if (change >= LEAST_CHANGE) {
            draft.pay(change, mixerAddress(owner), Purpose.CHANGE);
        }
        return true;
    }

    private int find(Pool pool, long leastSats) {
        for (int i = 0; i < ATTEMPTS && !pool.fresh.isFull(); i++) {
            int slot = coins.any(dice);
            if (slot != Coins.NONE && coins.sats(slot) >= leastSats && people.isUser(coins.owner(slot))) {
                return slot;
            }
        }
        return Coins.NONE;
    }

    private long mixerAddress(int owner) {
        return Address.of(owner, Address.index(people.freshAddress(owner)), ScriptKind.P2WPKH);
    }

    /// Keeps the new coins of a tx0 for the pool.
    void wasCut(Draft draft, int[] slots) {
        for (int i = 0; i < draft.outputs; i++) {
            if (draft.purpose[i] == Purpose.OWN) {
                await(slots[i]);
            }
        }
    }

    private void await(int slot) {
        Pool pool = pools[0];
        for (Pool larger : pools) {
            pool = larger.sats <= coins.sats(slot) ? larger : pool;
        }
        Waiting line = pool.line(coins.sats(slot));
        if (!line.isFull()) {
            coins.take(slot);
            line.add(slot);
        }
    }

    // ---- mix

    /// Fills the draft with a mix, or answers that too few wait.
    boolean mix(Draft draft) {
        draft.begin(Story.WHIRLPOOL_MIX, Look.WHIRLPOOL);
        Pool pool = pool();
        int fresh = choose(pool.fresh, 0, dice.heavy(FEWEST_NEW, MOST_NEW));
        int both = choose(pool.mixed, fresh, MIXED);
        // a pool begins with new coins only
        both = choose(pool.fresh, both, MIXED);
        if (fresh < FEWEST_NEW || both < MIXED) {
            putBack(pool, both);
            return false;
        }
        for (int slot : chosen) {
            draft.spend(slot, coins.sats(slot));
            draft.pay(pool.sats, mixerAddress(coins.owner(slot)), Purpose.MIXED);
        }
        draft.shuffle(dice);
        draft.shuffleInputs(dice);
        return true;
    }

    /// Adds waiting coins of owners not there yet to those chosen; answers how many there are then.
    private int choose(Waiting line, int had, int wanted) {
        int count = had;
        for (int i = 0; i < ATTEMPTS && count < wanted && line.count > 0; i++) {
            int place = dice.below(line.count);
            if (isNew(coins.owner(line.slots[place]), count)) {
                chosen[count++] = line.remove(place);
            }
        }
        return count;
    }

    private boolean isNew(int owner, int among) {
        for (int i = 0; i < among; i++) {
            if (coins.owner(chosen[i]) == owner) {
                return false;
            }
        }
        return true;
    }

    private void putBack(Pool pool, int count) {
        for (int i = 0; i < count; i++) {
            pool.line(coins.sats(chosen[i])).add(chosen[i]);
        }
    }

    /// Most of what was mixed waits for the next time.
    void wasMixed(Draft draft, int[] slots) {
        for (int i = 0; i < draft.outputs; i++) {
            if (dice.perMille(STAYS_PER_MILLE)) {
                await(slots[i]);
            }
        }
    }
}
