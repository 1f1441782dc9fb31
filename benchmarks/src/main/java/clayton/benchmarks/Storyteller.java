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
    private static final int MOST_PEELS = 2000;
    private static final int ATTEMPTS = 12;
    private static final int INPUTS_PER_100 = 240;
    private static final int OUTPUTS_PER_100 = 260;
    private static final long LEAST_COIN = 3_000;
    private static final long LEAST_SHARE = 4_000;
    private static final long LEAST_OUTPUT = 600;
    private static final long ANCHOR_SATS = 330;
    private static final int EQUAL_BATCH_PER_MILLE = 150;
    private static final int SPLIT_PER_MILLE = 50;
    private static final int ROUND_PER_MILLE = 300;
    private static final int OTHER_FORM_PER_MILLE = 20;

    private final Coins coins;
    private final Population people;
    private final Dice dice;
    private final Funds funds;
    private final Fees fees;
    private final EqualJoin equalJoin;
    private final JoinMarket joinMarket;
    private final Wasabi1 wasabi1;
    private final Wasabi2 wasabi2;
    private final Whirlpool whirlpool;
    private final List<Peel> peels = new ArrayList<>();
    private int peelsBegun;
    private long blockOutputs;

    private long transactions;
    private long inputs;
    private long outputs;

    Storyteller(Coins coins, Population people, Dice dice) {
        this.coins = coins;
        this.people = people;
        this.dice = dice;
        funds = new Funds(coins);
        fees = new Fees(coins);
        Party party = new Party(coins, people, dice);
        equalJoin = new EqualJoin(party, people, dice);
        joinMarket = new JoinMarket(party, people, dice);
        wasabi1 = new Wasabi1(party, people, dice);
        wasabi2 = new Wasabi2(party, people, dice);
        whirlpool = new Whirlpool(coins, people, dice);
    }

    /// A chain of payments off one coin that shrinks: the coin it has got to, the hops behind it and those left.
    private record Peel(int chain, int coin, int hops, int left) {}

    /// Sets what changes from block to block: the going rate of fees.
    void nextBlock() {
        fees.setGoingRate(dice.heavy(2, 40));
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
                draft.look.arrange(draft, dice);
                return true;
            }
        }
        return false;
    }

    /// Says in which slots the draft's outputs stand now; [Coins#NONE] for those that are no coins.
    void told(Draft draft, int[] slots) {
        switch (draft.story) {
            case PEEL -> goOnPeeling(draft, slots);
            case WHIRLPOOL_TX0 -> whirlpool.wasCut(draft, slots);
            case WHIRLPOOL_MIX -> whirlpool.wasMixed(draft, slots);
            default -> {}
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
        if (draw < 7) {
            return roomForMany && mix(draft, dice.below(70));
        }
        if (draw < 110) {
            return peel(draft);
        }
        return draw < 260 ? sweep(draft) : payment(draft);
    }

    /// Most CoinJoins are small, most of their coins are in the large ones.
    private boolean mix(Draft draft, int draw) {
        int feeRate = fees.goingRate();
        if (draw < 4) {
            return wasabi1.tell(draft, feeRate);
        }
        if (draw < 8) {
            return wasabi2.tell(draft, feeRate);
        }
        if (draw < 16) {
            return equalJoin.tell(draft, feeRate);
        }
        if (draw < 30) {
            return joinMarket.tell(draft, feeRate);
        }
        return draw < 42 ? whirlpool.cut(draft, feeRate) : whirlpool.mix(draft);
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

    /// Takes a drawn coin and perhaps more of its owner's; answers the owner, or NONE if that is too little to pay.
    private int fund(Draft draft) {
        int slot = draw();
        if (slot == Coins.NONE || people.isService(coins.owner(slot)) && dice.perMille(800)) {
            return Coins.NONE;
        }
        int owner = coins.owner(slot);
        funds.take(draft, slot);
        funds.takeMore(draft, owner, moreInputs());
        if (draft.inputSats < LEAST_COIN * 4) {
            funds.takeMore(draft, owner, 3);
        }
        if (draft.inputSats < LEAST_COIN) {
            funds.giveUp(draft);
            return Coins.NONE;
        }
        draft.look = look(owner);
        return owner;
    }

    private Look look(int owner) {
        return Look.of(owner, !people.isUser(owner));
    }

    private int moreInputs() {
        int draw = dice.below(1000);
        return draw < 820 ? 0 : draw < 940 ? 1 : dice.between(2, 4);
    }

    /// What the inputs leave after a fee of the going rate for so many outputs, which is never more than a tenth.
    private long afterFee(Draft draft, int outputsToCome) {
        long size = 11L + 70L * draft.inputs + 34L * outputsToCome;
        long fee = size * fees.goingRate() + dice.below(64);
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

    /// The owner's public address so many times in a thousand, now and then in another form, else a new one.
    private long address(int owner, int reusePerMille) {
        if (!dice.perMille(reusePerMille)) {
            return people.freshAddress(owner);
        }
        long address = people.publicAddress(owner);
        // a bare key has no address of its own, so that people mostly know its hash's
        int otherPerMille = Address.kind(address) == ScriptKind.P2PK ? 700 : OTHER_FORM_PER_MILLE;
        return dice.perMille(otherPerMille) ? Population.otherForm(address) : address;
    }

    private long changeAddress(int owner) {
        return address(owner, people.isService(owner) ? 700 : 150);
    }

    // ---- stories

    private boolean payment(Draft draft) {
        draft.begin(Story.PAYMENT, Look.CORE);
        int payer = fund(draft);
        if (payer == Coins.NONE) {
            return false;
        }
        long left = addOddities(draft, payer, afterFee(draft, 3));
        long paid = paid(draft, left);
        if (left - paid < LEAST_OUTPUT) {
            draft.pay(left, payee(payer), Purpose.PAYMENT);
            return true;
        }
        draft.pay(paid, payee(payer), Purpose.PAYMENT);
        draft.pay(left - paid, changeAddress(payer), Purpose.CHANGE);
        fees.settle(draft, LEAST_OUTPUT);
        return true;
    }

    /// A wallet mostly takes no coin that it does not need: without its smallest one it could not pay. People like
    /// round amounts.
    private long paid(Draft draft, long left) {
        long needed = draft.inputs > 1 && dice.perMille(800) ? draft.inputSats - smallest(draft) : 0;
        long above = Math.max(0, left - needed);
        long paid = needed + Math.max(LEAST_OUTPUT, (above >> dice.below(7)) / 1024 * dice.between(1, 1023));
        return dice.perMille(ROUND_PER_MILLE) ? Math.max(rounded(paid), needed + LEAST_OUTPUT) : paid;
    }

    private long smallest(Draft draft) {
        long smallest = Long.MAX_VALUE;
        for (int i = 0; i < draft.inputs; i++) {
            smallest = Math.min(smallest, coins.sats(draft.coin[i]));
        }
        return smallest;
    }

    /// Two digits and zeros.
    private static long rounded(long sats) {
        long unit = 1;
        while (sats / unit >= 100) {
            unit *= 10;
        }
        return sats / unit * unit;
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
        draft.begin(Story.SWEEP, Look.CORE);
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
        int owner = consolidator();
        draft.begin(Story.CONSOLIDATION, look(owner));
        funds.takeMore(draft, owner, dice.heavy(12, MANY));
        if (draft.inputs < 10 || draft.inputSats < LEAST_COIN) {
            return funds.giveUp(draft);
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
        int payer = dice.perMille(50) ? people.pool(dice) : richOwner();
        if (dice.perMille(SPLIT_PER_MILLE)) {
            return split(draft, payer);
        }
        draft.begin(Story.BATCH, look(payer));
        int wanted = dice.heavy(6, MANY);
        funds.takeMore(draft, payer, dice.between(1, 3));
        for (int i = 0; i < 6 && draft.inputSats < wanted * LEAST_SHARE; i++) {
            funds.takeMore(draft, payer, 1);
        }
        int paid = (int) Math.min(wanted, draft.inputSats / LEAST_SHARE);
        if (paid < 4) {
            return funds.giveUp(draft);
        }
        long left = afterFee(draft, paid + 1);
        long usual = Math.max(LEAST_OUTPUT, rounded(left / (paid + 1)));
        int usualPerMille = dice.perMille(EQUAL_BATCH_PER_MILLE) ? dice.between(200, 1000) : 0;
        for (int i = 0; i < paid; i++) {
            long share = dice.perMille(usualPerMille)
                    ? usual
                    : Math.max(LEAST_OUTPUT, left / (paid + 1) * dice.between(1, 1023) / 512);
            if (draft.outputSats + share + LEAST_OUTPUT > left) {
                break;
            }
            draft.pay(share, address(people.user(dice), 400), Purpose.PAYMENT);
        }
        draft.pay(left - draft.outputSats, changeAddress(payer), Purpose.CHANGE);
        fees.settle(draft, LEAST_OUTPUT);
        return true;
    }

    /// Cuts coins into equal ones, so that many withdrawals can be made at a time.
    private boolean split(Draft draft, int owner) {
        draft.begin(Story.SPLIT, look(owner));
        funds.takeMore(draft, owner, dice.between(2, 12));
        int parts = dice.between(3, 30);
        long left = afterFee(draft, parts);
        long part = rounded(left / parts);
        if (draft.inputs == 0 || part < LEAST_SHARE) {
            return funds.giveUp(draft);
        }
        while (left - draft.outputSats >= part) {
            draft.pay(part, people.freshAddress(owner), Purpose.OWN);
        }
        if (left - draft.outputSats >= LEAST_OUTPUT) {
            draft.pay(left - draft.outputSats, changeAddress(owner), Purpose.CHANGE);
            fees.settle(draft, LEAST_OUTPUT);
        }
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

    // ---- peel chains

    private boolean peel(Draft draft) {
        draft.begin(Story.PEEL, Look.CORE);
        if (peels.size() < MOST_PEELS) {
            beginPeel();
        }
        if (peels.isEmpty()) {
            return false;
        }
        Peel peel = peels.remove(dice.below(peels.size()));
        draft.spend(peel.coin, coins.sats(peel.coin));
        draft.peelChain = peel.chain;
        draft.peelHop = peel.hops + 1;
        int owner = coins.owner(peel.coin);
        draft.look = look(owner);
        long left = afterFee(draft, 2);
        long paid = Math.max(LEAST_OUTPUT, left / 1024 * dice.between(2, 40));
        draft.pay(paid, payee(owner), Purpose.PAYMENT);
        draft.pay(left - paid, people.freshAddress(owner), Purpose.CHANGE);
        fees.settle(draft, LEAST_OUTPUT);
        draft.peelStepsLeft = peel.left - 1;
        return true;
    }

    private void beginPeel() {
        int slot = coins.any(dice);
        if (slot != Coins.NONE && coins.sats(slot) >= 200 * LEAST_COIN) {
            coins.take(slot);
            peels.add(new Peel(peelsBegun++, slot, 0, dice.heavy(8, 300)));
        }
    }

    /// Keeps the change of a step for the next one, unless the chain has come to its end.
    private void goOnPeeling(Draft draft, int[] slots) {
        for (int i = 0; i < draft.outputs; i++) {
            int slot = slots[i];
            if (draft.purpose[i] == Purpose.CHANGE && draft.peelStepsLeft > 0 && coins.sats(slot) >= 20 * LEAST_COIN) {
                coins.take(slot);
                peels.add(new Peel(draft.peelChain, slot, draft.peelHop, draft.peelStepsLeft));
            }
        }
    }
}
