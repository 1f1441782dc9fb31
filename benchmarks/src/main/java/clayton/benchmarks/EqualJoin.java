package clayton.benchmarks;

import clayton.chain.ScriptKind;
import java.util.EnumSet;
import java.util.Set;

/// A few people who make one CoinJoin by themselves: an equal amount for each, and change, each in the own wallet's
/// kind of script.
final class EqualJoin {
    private static final int ATTEMPTS = 40;
    private static final long LEAST_SATS = 30_000;
    private static final long LEAST_CHANGE = 600;
    private static final Set<ScriptKind> ANY = EnumSet.allOf(ScriptKind.class);

    private final Party party;
    private final Population people;
    private final Dice dice;

    EqualJoin(Party party, Population people, Dice dice) {
        this.party = party;
        this.people = people;
        this.dice = dice;
    }

    /// Fills the draft, at the going rate of fees (satoshis a virtual byte), or answers that too few could be found.
    boolean tell(Draft draft, int feeRate) {
        draft.begin(Story.COINJOIN, Look.CORE);
        party.begin();
        int joining = dice.between(3, 12);
        long feeSats = 110L * feeRate;
        boolean found = party.join(draft, ANY, LEAST_SATS + feeSats, 1, ATTEMPTS);
        long equalSats = found ? (party.sats(0) - feeSats) / 1024 * dice.between(300, 1024) : 0;
        while (found && party.size() < joining) {
            found = party.join(draft, ANY, equalSats + feeSats, 2, ATTEMPTS);
        }
        if (party.size() < 3) {
            return party.giveUp(draft);
        }
        for (int member = 0; member < party.size(); member++) {
            ScriptKind kind = people.kind(party.owner(member));
            party.payBack(draft, member, equalSats, kind, Purpose.MIXED);
            party.charge(member, feeSats);
            party.payChange(draft, member, LEAST_CHANGE, kind);
        }
        draft.shuffleInputs(dice);
        return true;
    }
}
