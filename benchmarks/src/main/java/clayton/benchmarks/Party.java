package clayton.benchmarks;

import clayton.chain.ScriptKind;
import java.util.Arrays;
import java.util.Set;

/// Those who make a CoinJoin together: users, each there once, with what each has put in and not yet taken out.
final class Party {
    private static final long WORTH_ITS_FEE = 5_000;

    private final Coins coins;
    private final Population people;
    private final Dice dice;
    private final Funds funds;
    private int[] owner = new int[64];
    private long[] sats = new long[64];
    private int[] coinsOf = new int[64];
    private int size;

    Party(Coins coins, Population people, Dice dice) {
        this.coins = coins;
        this.people = people;
        this.dice = dice;
        funds = new Funds(coins);
    }

    void begin() {
        size = 0;
    }

    int size() {
        return size;
    }

    int owner(int member) {
        return owner[member];
    }

    long sats(int member) {
        return sats[member];
    }

    int coinsOf(int member) {
        return coinsOf[member];
    }

    boolean has(int someone) {
        for (int member = 0; member < size; member++) {
            if (owner[member] == someone) {
                return true;
            }
        }
        return false;
    }

    /// Lets a user join whose coin is of one of these kinds and worth so much, and who may bring more such coins;
    /// answers false if none turns up.
    boolean join(Draft draft, Set<ScriptKind> kinds, long leastSats, int mostCoins, int attempts) {
        for (int i = 0; i < attempts; i++) {
            int slot = coins.any(dice);
            if (slot != Coins.NONE
                    && coins.sats(slot) >= leastSats
                    && kinds.contains(Address.kind(coins.address(slot)))
                    && people.isUser(coins.owner(slot))
                    && !has(coins.owner(slot))) {
                enter(coins.owner(slot));
                bring(draft, slot);
                bringMore(draft, kinds, mostCoins - 1);
                return true;
            }
        }
        return false;
    }

    private void bringMore(Draft draft, Set<ScriptKind> kinds, int most) {
        int slot = coins.oldest(owner[size - 1]);
        for (int i = 0; i < most && slot != Coins.NONE; i++) {
            if (coins.sats(slot) < WORTH_ITS_FEE || !kinds.contains(Address.kind(coins.address(slot)))) {
                return;
            }
            bring(draft, slot);
            slot = coins.oldest(owner[size - 1]);
        }
    }

    private void bring(Draft draft, int slot) {
        funds.take(draft, slot);
        put(coins.sats(slot));
    }

    /// A member who comes with nothing yet.
    private void enter(int someone) {
        if (size == owner.length) {
            owner = Arrays.copyOf(owner, 2 * size);
            sats = Arrays.copyOf(sats, 2 * size);
            coinsOf = Arrays.copyOf(coinsOf, 2 * size);
        }
        owner[size] = someone;
        sats[size] = 0;
        coinsOf[size++] = 0;
    }

    /// The last member puts in another coin.
    private void put(long valueSats) {
        sats[size - 1] += valueSats;
        coinsOf[size - 1]++;
    }

    /// Pays a member out of what it has left there.
    void payBack(Draft draft, int member, long valueSats, ScriptKind kind, Purpose why) {
        int index = Address.index(people.freshAddress(owner[member]));
        draft.pay(valueSats, Address.of(owner[member], index, kind), why);
        sats[member] -= valueSats;
    }

    /// Takes a fee off what a member has left; less than nothing is what it earns.
    void charge(int member, long feeSats) {
        sats[member] -= feeSats;
    }

    /// Gives a member the rest, unless that is not worth an output: then the miner has it.
    void payChange(Draft draft, int member, long leastSats, ScriptKind kind) {
        if (sats[member] >= leastSats) {
            payBack(draft, member, sats[member], kind, Purpose.CHANGE);
        }
    }

    boolean giveUp(Draft draft) {
        return funds.giveUp(draft);
    }
}
