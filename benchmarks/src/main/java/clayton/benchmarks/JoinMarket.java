package clayton.benchmarks;

import clayton.chain.ScriptKind;
import java.util.Set;

/// JoinMarket: a taker picks an amount and some makers, pays each of them a fee and the miner for all. Every maker
/// gets the amount and the rest of its coins plus its fee; the taker's amount may go to somebody else, and a taker
/// who sweeps has no change. All wallets are P2WPKH.
final class JoinMarket {
    private static final int ATTEMPTS = 40;
    private static final long LEAST_SATS = 60_000;
    private static final long LEAST_CHANGE = 2_730;
    private static final int INPUT_BYTES = 68;
    private static final int OUTPUT_BYTES = 31;
    private static final Set<ScriptKind> KINDS = Set.of(ScriptKind.P2WPKH);

    private final Party party;
    private final Population people;
    private final Dice dice;

    JoinMarket(Party party, Population people, Dice dice) {
        this.party = party;
        this.people = people;
        this.dice = dice;
    }

    /// Fills the draft, at the going rate of fees (satoshis a virtual byte), or answers that too few could be found.
    boolean tell(Draft draft, int feeRate) {
        draft.begin(Story.JOINMARKET, Look.JOINMARKET);
        party.begin();
        int makers = dice.between(4, 9);
        if (!party.join(draft, KINDS, LEAST_SATS, 3, ATTEMPTS)) {
            return false;
        }
        long makerFee = dice.between(100, 2_000);
        long minerFee = (long) feeRate * (makers + 1) * (INPUT_BYTES * 3 / 2 + 2 * OUTPUT_BYTES);
        long spendable = party.sats(0) - makers * makerFee - minerFee;
        boolean sweeps = dice.perMille(100);
        long amount = sweeps ? spendable : spendable / 1024 * dice.between(50, 900);
        if (amount < LEAST_CHANGE) {
            return party.giveUp(draft);
        }
        for (int i = 0; i < makers; i++) {
            if (!party.join(draft, KINDS, amount + LEAST_CHANGE, 2, ATTEMPTS)) {
                return party.giveUp(draft);
            }
        }
        payTaker(draft, amount, minerFee + makers * makerFee);
        for (int maker = 1; maker <= makers; maker++) {
            party.payBack(draft, maker, amount, ScriptKind.P2WPKH, Purpose.MIXED);
            party.charge(maker, -makerFee);
            party.payChange(draft, maker, LEAST_CHANGE, ScriptKind.P2WPKH);
        }
        draft.shuffleInputs(dice);
        return true;
    }

    private void payTaker(Draft draft, long amount, long fees) {
        if (dice.perMille(300)) {
            draft.pay(amount, people.freshAddress(people.user(dice)), Purpose.PAYMENT);
            party.charge(0, amount);
        } else {
            party.payBack(draft, 0, amount, ScriptKind.P2WPKH, Purpose.MIXED);
        }
        party.charge(0, fees);
        party.payChange(draft, 0, LEAST_CHANGE, ScriptKind.P2WPKH);
    }
}
