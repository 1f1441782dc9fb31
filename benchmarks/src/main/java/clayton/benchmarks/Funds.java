package clayton.benchmarks;

/// Takes coins for drafts, and puts them back when a story comes to nothing.
final class Funds {
    private final Coins coins;

    Funds(Coins coins) {
        this.coins = coins;
    }

    void take(Draft draft, int slot) {
        coins.take(slot);
        draft.spend(slot, coins.sats(slot));
    }

    /// Takes up to so many of an owner's coins, oldest first.
    void takeMore(Draft draft, int owner, int most) {
        for (int i = 0; i < most && coins.oldest(owner) != Coins.NONE; i++) {
            take(draft, coins.oldest(owner));
        }
    }

    /// Puts everything back; always answers that the story came to nothing.
    boolean giveUp(Draft draft) {
        for (int i = draft.inputs - 1; i >= 0; i--) {
            coins.release(draft.coin[i]);
        }
        draft.begin(draft.story, draft.look);
        return false;
    }
}
