package clayton.benchmarks;

import clayton.chain.ScriptKind;
import java.util.Set;

/// A round of Wasabi 1 (ZeroLink): everyone gets about 0.1 BTC, the same for all, those with enough another output of
/// twice as much, and change. The coordinator takes 0.003 % for each person that someone is mixed with, in one
/// output. P2WPKH only.
final class Wasabi1 {
    private static final int FEWEST = 12;
    private static final int MOST = 70;
    private static final int ATTEMPTS = 300;
    private static final int FEE_PER_100_000 = 3;
    private static final int INPUT_BYTES = 68;
    private static final int OUTPUT_BYTES = 31;
    private static final long LEAST_CHANGE = 600;
    private static final Set<ScriptKind> KINDS = Set.of(ScriptKind.P2WPKH);

    private final Party party;
    private final Population people;
    private final Dice dice;

    Wasabi1(Party party, Population people, Dice dice) {
        this.party = party;
        this.people = people;
        this.dice = dice;
    }

    /// Fills the draft, at the going rate of fees (satoshis a virtual byte), or answers that too few could be found.
    boolean tell(Draft draft, int feeRate) {
        draft.begin(Story.WASABI1, Look.WASABI_1);
        party.begin();
        long base = dice.between(9_900_000, 10_500_000);
        int wanted = dice.heavy(FEWEST, MOST);
        long most = base + base * wanted * FEE_PER_100_000 / 100_000 + minerFee(7, feeRate);
        boolean found = true;
        while (found && party.size() < wanted) {
            found = party.join(draft, KINDS, most, dice.heavy(1, 7), ATTEMPTS);
        }
        if (party.size() < FEWEST) {
            return party.giveUp(draft);
        }
        long coordination = pay(draft, base, feeRate) + payLevel(draft, 2 * base);
        draft.pay(coordination, people.freshAddress(people.coordinator(0)), Purpose.FEE);
        for (int member = 0; member < party.size(); member++) {
            party.payChange(draft, member, LEAST_CHANGE, ScriptKind.P2WPKH);
        }
        draft.shuffleInputs(dice);
        return true;
    }

    private static long minerFee(int inputs, int feeRate) {
        return (long) feeRate * (INPUT_BYTES * inputs + 3 * OUTPUT_BYTES);
    }

    /// Answers what the coordinator gets for it.
    private long pay(Draft draft, long sats, int feeRate) {
        long fee = sats * party.size() * FEE_PER_100_000 / 100_000;
        for (int member = 0; member < party.size(); member++) {
            party.payBack(draft, member, sats, ScriptKind.P2WPKH, Purpose.MIXED);
            party.charge(member, fee + minerFee(party.coinsOf(member), feeRate));
        }
        return fee * party.size();
    }

    /// As [#pay] for those who have enough left, if they are two at least.
    private long payLevel(Draft draft, long sats) {
        int able = 0;
        for (int member = 0; member < party.size(); member++) {
            able += isAble(member, sats) ? 1 : 0;
        }
        long fee = sats * able * FEE_PER_100_000 / 100_000;
        for (int member = 0; able >= 2 && member < party.size(); member++) {
            if (isAble(member, sats)) {
                party.payBack(draft, member, sats, ScriptKind.P2WPKH, Purpose.MIXED);
                party.charge(member, fee);
            }
        }
        return able >= 2 ? fee * able : 0;
    }

    private boolean isAble(int member, long sats) {
        return party.sats(member) >= sats + sats * party.size() * FEE_PER_100_000 / 100_000;
    }
}
