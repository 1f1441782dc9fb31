package clayton.benchmarks;

/// What a transaction shows of the software that made it: version, lock time, sequence numbers and the order of its
/// outputs. Bitcoin Core and Electrum lock to the tip so that a fee is not worth a reorganisation, one time in ten to
/// a block before it; Electrum, Wasabi 1 and Whirlpool sort by amount (BIP 69), Wasabi 2 the other way round; many
/// phones and exchanges put the change last and lock nothing.
enum Look {
    CORE(2, true, 0xffff_fffd, Order.ANY),
    ELECTRUM(2, true, 0xffff_fffd, Order.RISING),
    PHONE(1, false, 0xffff_ffff, Order.CHANGE_LAST),
    BUSINESS(2, false, 0xffff_ffff, Order.CHANGE_LAST),
    JOINMARKET(2, true, 0xffff_fffe, Order.ANY),
    WASABI_1(1, false, 0xffff_ffff, Order.RISING),
    WASABI_2(1, false, 0xffff_ffff, Order.FALLING),
    WHIRLPOOL(1, false, 0xffff_ffff, Order.RISING);

    private static final int LATE_PER_MILLE = 100;
    private static final int LATEST = 100;

    /// How outputs are put in order.
    private enum Order {
        ANY,
        RISING,
        FALLING,
        CHANGE_LAST
    }

    final int version;
    final int sequence;
    private final boolean lockedToTip;
    private final Order order;

    Look(int version, boolean lockedToTip, int sequence, Order order) {
        this.version = version;
        this.lockedToTip = lockedToTip;
        this.sequence = sequence;
        this.order = order;
    }

    /// The wallet that an owner keeps to.
    static Look of(int owner, boolean business) {
        int draw = (int) (Dice.mix(~owner) & 0xff);
        return draw < 80 ? CORE : draw < 140 ? ELECTRUM : business ? BUSINESS : PHONE;
    }

    /// The lock time of a transaction that is made when `tip` is the last block.
    int lockTime(int tip, Dice dice) {
        if (!lockedToTip) {
            return 0;
        }
        return dice.perMille(LATE_PER_MILLE) ? Math.max(0, tip - dice.below(LATEST)) : tip;
    }

    /// Puts a draft's outputs, whose change was added last, into this software's order.
    void arrange(Draft draft, Dice dice) {
        switch (order) {
            case ANY -> draft.shuffle(dice);
            case RISING -> draft.sort(1);
            case FALLING -> draft.sort(-1);
            case CHANGE_LAST -> {}
        }
    }
}
