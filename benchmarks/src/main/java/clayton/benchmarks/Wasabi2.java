package clayton.benchmarks;

import clayton.chain.ScriptKind;
import java.util.Set;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/// A round of Wasabi 2 (WabiSabi): fifty inputs or more, and everyone's sum broken up into at most eight standard
/// denominations, as P2WPKH or P2TR; what is too little for another one goes to the miner, what is too much for
/// eight is change. The coordinator takes 0.3 % of coins of more than a million satoshis. Outputs are not equal by
/// agreement, only because the denominations are few: powers of two, of three and twice those, of ten, twice and five
/// times those, from 5,000 satoshis on.
final class Wasabi2 {
    private static final int FEWEST_INPUTS = 50;
    private static final int MOST_INPUTS = 300;
    private static final int MOST_COINS = 10;
    private static final int ATTEMPTS = 60;
    private static final int MOST_OUTPUTS = 8;
    private static final long LEAST_COIN = 15_000;
    private static final long LEAST_SATS = 5_000;
    private static final long MOST_SATS = 134_375_000_000L;
    private static final long FREE_SATS = 1_000_000;
    private static final int INPUT_BYTES = 68;
    private static final int OUTPUT_BYTES = 43;
    private static final Set<ScriptKind> KINDS = Set.of(ScriptKind.P2WPKH, ScriptKind.P2TR);

    /// The standard denominations, the smallest first.
    private static final long[] DENOMINATIONS = Stream.of(
                    powers(1, 2), powers(1, 3), powers(2, 3), powers(1, 10), powers(2, 10), powers(5, 10))
            .flatMapToLong(powers -> powers)
            .distinct()
            .sorted()
            .toArray();

    private final Party party;
    private final Population people;
    private final Dice dice;

    Wasabi2(Party party, Population people, Dice dice) {
        this.party = party;
        this.people = people;
        this.dice = dice;
    }

    private static LongStream powers(long times, long base) {
        return LongStream.iterate(times, power -> power <= MOST_SATS, power -> power * base)
                .filter(power -> power >= LEAST_SATS);
    }

    /// Fills the draft, at the going rate of fees (satoshis a virtual byte), or answers that too few could be found.
    boolean tell(Draft draft, int feeRate) {
        draft.begin(Story.WASABI2, Look.WASABI_2);
        party.begin();
        int wanted = dice.heavy(FEWEST_INPUTS + 5, MOST_INPUTS);
        long least = LEAST_COIN + (long) feeRate * (INPUT_BYTES + OUTPUT_BYTES);
        boolean found = true;
        while (found && draft.inputs < wanted) {
            found = party.join(draft, KINDS, least, dice.heavy(1, MOST_COINS), ATTEMPTS);
        }
        if (draft.inputs < FEWEST_INPUTS) {
            return party.giveUp(draft);
        }
        long coordination = 0;
        for (int member = 0; member < party.size(); member++) {
            coordination += charge(member, feeRate);
            decompose(draft, member, (long) feeRate * OUTPUT_BYTES);
        }
        if (coordination >= LEAST_SATS) {
            draft.pay(coordination, people.freshAddress(people.coordinator(1)), Purpose.FEE);
        }
        draft.shuffleInputs(dice);
        return true;
    }

    /// Answers the coordinator's part.
    private long charge(int member, int feeRate) {
        long fee = party.sats(member) / party.coinsOf(member) > FREE_SATS ? party.sats(member) * 3 / 1000 : 0;
        party.charge(member, fee + (long) feeRate * INPUT_BYTES * party.coinsOf(member));
        return fee;
    }

    /// Mostly the largest denomination that fits comes first, now and then a smaller one, so that not everyone with
    /// the same sum gets the same outputs.
    private void decompose(Draft draft, int member, long outputFee) {
        for (int i = 0; i < MOST_OUTPUTS && party.sats(member) >= LEAST_SATS + outputFee; i++) {
            long sats = denomination(party.sats(member) - outputFee);
            party.payBack(draft, member, sats, kind(), Purpose.MIXED);
            party.charge(member, outputFee);
        }
        party.charge(member, outputFee);
        party.payChange(draft, member, LEAST_SATS, kind());
    }

    private long denomination(long mostSats) {
        int i = DENOMINATIONS.length - 1;
        while (i > 0 && DENOMINATIONS[i] > mostSats) {
            i--;
        }
        return DENOMINATIONS[Math.max(0, i - (dice.perMille(300) ? dice.between(1, 4) : 0))];
    }

    private ScriptKind kind() {
        return dice.perMille(500) ? ScriptKind.P2WPKH : ScriptKind.P2TR;
    }
}
