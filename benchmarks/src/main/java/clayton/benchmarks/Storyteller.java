package clayton.benchmarks;

import clayton.chain.ScriptKind;
import java.util.ArrayList;
import java.util.List;

/// Thinks up transactions: whose coins go where, and why. A story begins with a coin, not with a payer: the coin is
/// drawn (a new one or any), its owner pays, and what the owner pays depends on what it has, so that every
/// transaction is funded. Averages are steered, not hoped for: consolidations follow when there have been too few
/// inputs, batches when there have been too few outputs.
final class Storyteller {
    private static final int MANY = 400;
    private static final int MOST_JOINED = 60;
    private static final int MOST_PEELS = 2000;
    private static final int ATTEMPTS = 12;
    private static final int INPUTS_PER_100 = 240;
    private static final int OUTPUTS_PER_100 = 260;
    private static final long LEAST_COIN = 3_000;
    private static final long LEAST_SHARE = 4_000;
    private static final long LEAST_OUTPUT = 600;
    private static final long ANCHOR_SATS = 330;

    private final Coins coins;
    private final Population people;
    private final Dice dice;
    private final List<Peel> peels = new ArrayList<>();
    private final int[] joiners = new int[MOST_JOINED];
    private int peelsBegun;
    private int feeRate = 4;
    private long blockOutputs;

    private long transactions;
    private long inputs;
    private long outputs;

    Storyteller(Coins coins, Population people, Dice dice) {
        this.coins = coins;
        this.people = people;
        this.dice = dice;
    }

    /// A chain of payments off one coin that shrinks: the coin it has got to, and the steps left.
    private record Peel(int chain, int coin, int steps) {}

    /// Sets what changes from block to block: the going rate of fees.
    void nextBlock() {
        feeRate = dice.heavy(2, 40);
        blockOutputs = 0;
    }

    /// Fills the draft with a transaction, or answers that no coin could be found for one.
    boolean tell(Draft draft, boolean roomForMany) {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            if (tellOne(draft, roomForMany)) {
                transactions++;
                inputs += draft.inputs;
                outputs += draft.outputs;
                blockOutputs += draft.outputs;
                draft.shuffle(dice);
                return true;
            }
        }
        return false;
    }

    /// Says in which slots the draft's outputs stand now; [Coins#NONE] for those that are no coins.
    void told(Draft draft, int[] slots) {
        if (draft.peelChain != Draft.NO_CHAIN) {
            goOnPeeling(draft, slots);
        }
    }

    private boolean tellOne(Draft draft, boolean roomForMany) {
        int draw = dice.below(1000);
        if (roomForMany && draw < (inputs * 100 < INPUTS_PER_100 * transactions ? 80 : 5)) {
            return consolidation(draft);
        }
        draw = dice.below(1000);
        if (roomForMany && draw < (outputs * 100 < OUTPUTS_PER_100 * transactions ? 80 : 5)) {
            return batch(draft);
        }
        draw = dice.below(1000);
        if (draw < 5) {
            return roomForMany && coinJoin(draft);
        }
        if (draw < 110) {
            return peel(draft);
        }
        return draw < 260 ? sweep(draft) : payment(draft);
    }

    // ---- coins

    /// A coin to begin with: in the same block now and then, of the last days as often as any.
    private int draw() {
        int draw = dice.below(1000);
        if (draw < 110) {
            return coins.recent(dice.below((int) blockOutputs + 1));
        }
        return draw < 500 ? coins.recent(dice.heavy(7000, 1 << 17)) : coins.any(dice);
    }

    private void take(Draft draft, int slot) {
        coins.take(slot);
        draft.spend(slot, coins.sats(slot));
    }

    /// Takes up to so many of an owner's coins, oldest first.
    private void takeMore(Draft draft, int owner, int most) {
        for (int i = 0; i < most && coins.oldest(owner) != Coins.NONE; i++) {
            take(draft, coins.oldest(owner));
        }
    }

    /// Puts everything back; always answers that the story came to nothing.
    private boolean giveUp(Draft draft) {
        for (int i = draft.inputs - 1; i >= 0; i--) {
            coins.release(draft.coin[i]);
        }
        draft.begin(draft.story);
        return false;
    }

    /// Takes a drawn coin and perhaps more of its owner's; answers the owner, or NONE if that is too little to pay.
    private int fund(Draft draft) {
        int slot = draw();
        if (slot == Coins.NONE || people.isService(coins.owner(slot)) && dice.perMille(800)) {
            return Coins.NONE;
        }
        int owner = coins.owner(slot);
        take(draft, slot);
        takeMore(draft, owner, moreInputs());
        if (draft.inputSats < LEAST_COIN * 4) {
            takeMore(draft, owner, 3);
        }
        if (draft.inputSats < LEAST_COIN) {
            giveUp(draft);
            return Coins.NONE;
        }
        return owner;
    }

    private int moreInputs() {
        int draw = dice.below(1000);
        return draw < 820 ? 0 : draw < 940 ? 1 : dice.between(2, 4);
    }

    /// What the inputs leave after a fee of the going rate for so many outputs, which is never more than a tenth.
    private long afterFee(Draft draft, int outputsToCome) {
        long size = 11L + 70L * draft.inputs + 34L * outputsToCome;
        long fee = size * feeRate + dice.below(64);
        return draft.inputSats - Math.min(fee, draft.inputSats / 10);
    }

    // ---- whom to pay

    private long payee(int payer) {
        int draw = dice.below(1000);
        if (draw < 550) {
            return people.depositAddress(people.service(dice), payer);
        }
        return draw < 650 ? address(people.merchant(dice), 300) : address(people.user(dice), 200);
    }

    /// The owner's public address so many times in a thousand, else a new one.
    private long address(int owner, int reusePerMille) {
        return dice.perMille(reusePerMille) ? people.publicAddress(owner) : people.freshAddress(owner);
    }

    private long changeAddress(int owner) {
        return address(owner, people.isService(owner) ? 700 : 150);
    }

    // ---- stories

    private boolean payment(Draft draft) {
        draft.begin(Story.PAYMENT);
        int payer = fund(draft);
        if (payer == Coins.NONE) {
            return false;
        }
        long left = addOddities(draft, payer, afterFee(draft, 3));
        long paid = Math.max(LEAST_OUTPUT, (left >> dice.below(7)) / 1024 * dice.between(1, 1023));
        if (left - paid < LEAST_OUTPUT) {
            draft.pay(left, payee(payer), Purpose.PAYMENT);
            return true;
        }
        draft.pay(paid, payee(payer), Purpose.PAYMENT);
        draft.pay(left - paid, changeAddress(payer), Purpose.CHANGE);
        return true;
    }

    /// Data, an anchor or an unspendable output beside the payment, now and then; answers what is left to pay.
    private long addOddities(Draft draft, int payer, long left) {
        int draw = dice.below(1000);
        if (draw < 100) {
            draft.pay(0, Address.of(Address.NOBODY, dice.below(1 << 30), ScriptKind.OP_RETURN), Purpose.DATA);
        } else if (draw < 106) {
            draft.pay(ANCHOR_SATS, Address.of(payer, Address.PUBLIC, ScriptKind.ANCHOR), Purpose.OWN);
        } else if (draw < 108) {
            draft.pay(LEAST_OUTPUT, odd(), Purpose.BURN);
        }
        return left - draft.outputSats;
    }

    private long odd() {
        ScriptKind kind = dice.perMille(500) ? ScriptKind.NONSTANDARD : ScriptKind.WITNESS_UNKNOWN;
        return Address.of(Address.NOBODY, dice.below(1 << 30), kind);
    }

    private boolean sweep(Draft draft) {
        draft.begin(Story.SWEEP);
        int payer = fund(draft);
        if (payer == Coins.NONE) {
            return false;
        }
        boolean moves = dice.perMille(300);
        draft.pay(
                afterFee(draft, 1),
                moves ? people.freshAddress(payer) : payee(payer),
                moves ? Purpose.OWN : Purpose.PAYMENT);
        return true;
    }

    private boolean consolidation(Draft draft) {
        draft.begin(Story.CONSOLIDATION);
        int owner = consolidator();
        takeMore(draft, owner, dice.heavy(12, MANY));
        if (draft.inputs < 10 || draft.inputSats < LEAST_COIN) {
            return giveUp(draft);
        }
        draft.pay(afterFee(draft, 1), changeAddress(owner), Purpose.OWN);
        return true;
    }

    /// A service with many deposits, or else whoever a coin belongs to.
    private int consolidator() {
        int rich = richOwner();
        int slot = coins.any(dice);
        return coins.held(rich) >= 1000 || slot == Coins.NONE ? rich : coins.owner(slot);
    }

    private boolean batch(Draft draft) {
        draft.begin(Story.BATCH);
        int payer = dice.perMille(50) ? people.pool(dice) : richOwner();
        int wanted = dice.heavy(6, MANY);
        takeMore(draft, payer, dice.between(1, 3));
        for (int i = 0; i < 6 && draft.inputSats < wanted * LEAST_SHARE; i++) {
            takeMore(draft, payer, 1);
        }
        int paid = (int) Math.min(wanted, draft.inputSats / LEAST_SHARE);
        if (paid < 4) {
            return giveUp(draft);
        }
        long left = afterFee(draft, paid + 1);
        for (int i = 0; i < paid; i++) {
            long share = Math.max(LEAST_OUTPUT, left / (paid + 1) * dice.between(1, 1023) / 512);
            if (draft.outputSats + share + LEAST_OUTPUT > left) {
                break;
            }
            draft.pay(share, address(people.user(dice), 400), Purpose.PAYMENT);
        }
        draft.pay(left - draft.outputSats, changeAddress(payer), Purpose.CHANGE);
        return true;
    }

    /// Of some services the one with the most coins, so that none hoards them.
    private int richOwner() {
        int richest = people.service(dice);
        for (int i = 0; i < 5; i++) {
            int other = i == 0 ? people.merchant(dice) : people.service(dice);
            richest = coins.held(other) > coins.held(richest) ? other : richest;
        }
        return richest;
    }

    /// Five people mix in the small ones, up to sixty in the large ones.
    private boolean coinJoin(Draft draft) {
        draft.begin(Story.COINJOIN);
        int joining = dice.perMille(700) ? 5 : dice.heavy(12, MOST_JOINED);
        long equalSats = dice.perMille(500) ? 100_000 : 1_000_000;
        long feeSats = 100L * feeRate;
        for (int i = 0; i < 6 * joining && draft.inputs < joining; i++) {
            int slot = coins.any(dice);
            if (slot != Coins.NONE && coins.sats(slot) >= equalSats + feeSats && joins(draft, slot)) {
                take(draft, slot);
            }
        }
        if (draft.inputs < joining) {
            return giveUp(draft);
        }
        for (int i = 0; i < joining; i++) {
            payBack(draft, i, equalSats, feeSats);
        }
        return true;
    }

    /// Lets the coin's owner in once.
    private boolean joins(Draft draft, int slot) {
        int owner = coins.owner(slot);
        for (int i = 0; i < draft.inputs; i++) {
            if (joiners[i] == owner) {
                return false;
            }
        }
        joiners[draft.inputs] = owner;
        return true;
    }

    private void payBack(Draft draft, int joiner, long equalSats, long feeSats) {
        draft.pay(equalSats, mixAddress(joiners[joiner]), Purpose.EQUAL);
        long change = coins.sats(draft.coin[joiner]) - equalSats - feeSats;
        if (change >= LEAST_OUTPUT) {
            draft.pay(change, mixAddress(joiners[joiner]), Purpose.CHANGE);
        }
    }

    /// Whoever mixes uses the mixer's wallet.
    private long mixAddress(int owner) {
        long fresh = people.freshAddress(owner);
        return Address.of(owner, Address.index(fresh), ScriptKind.P2WPKH);
    }

    // ---- peel chains

    private boolean peel(Draft draft) {
        draft.begin(Story.PEEL);
        if (peels.size() < MOST_PEELS) {
            beginPeel();
        }
        if (peels.isEmpty()) {
            return false;
        }
        Peel peel = peels.remove(dice.below(peels.size()));
        draft.spend(peel.coin, coins.sats(peel.coin));
        draft.peelChain = peel.chain;
        int owner = coins.owner(peel.coin);
        long left = afterFee(draft, 2);
        long paid = Math.max(LEAST_OUTPUT, left / 1024 * dice.between(2, 40));
        draft.pay(paid, payee(owner), Purpose.PAYMENT);
        draft.pay(left - paid, people.freshAddress(owner), Purpose.CHANGE);
        draft.peelStepsLeft = peel.steps - 1;
        return true;
    }

    private void beginPeel() {
        int slot = coins.any(dice);
        if (slot != Coins.NONE && coins.sats(slot) >= 200 * LEAST_COIN) {
            coins.take(slot);
            peels.add(new Peel(peelsBegun++, slot, dice.heavy(8, 300)));
        }
    }

    /// Keeps the change of a step for the next one, unless the chain has come to its end.
    private void goOnPeeling(Draft draft, int[] slots) {
        for (int i = 0; i < draft.outputs; i++) {
            int slot = slots[i];
            if (draft.purpose[i] == Purpose.CHANGE && draft.peelStepsLeft > 0 && coins.sats(slot) >= 20 * LEAST_COIN) {
                coins.take(slot);
                peels.add(new Peel(draft.peelChain, slot, draft.peelStepsLeft));
            }
        }
    }
}
