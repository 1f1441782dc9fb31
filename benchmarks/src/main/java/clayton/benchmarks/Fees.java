package clayton.benchmarks;

/// What wallets pay for a transaction: a rate times its size in virtual bytes (BIP 141), for which they take every
/// signature to be of its greatest length. Most ask what the going rate is; some phones and businesses always pay
/// the same.
final class Fees {
    private static final int BYTES_BESIDE = 11;
    private static final int[] FIXED_RATES = {5, 10, 20, 25};
    private static final int OUTPUT_BYTES_BESIDE = 9;

    private final Coins coins;
    private int goingRate = 4;

    Fees(Coins coins) {
        this.coins = coins;
    }

    /// Sets the rate of the next blocks, in satoshis a virtual byte.
    void setGoingRate(int rate) {
        goingRate = rate;
    }

    int goingRate() {
        return goingRate;
    }

    /// The rate that this owner pays now.
    int rate(int owner, Look look) {
        int draw = (int) (Dice.mix(owner + 1L) & 7);
        boolean isFixed = (look == Look.PHONE || look == Look.BUSINESS) && draw < FIXED_RATES.length;
        return isFixed ? FIXED_RATES[draw] : goingRate;
    }

    /// Makes the fee of a draft of one payer, whose change was added last, what its wallet pays, as far as the change
    /// allows it.
    void settle(Draft draft, long leastChange) {
        int last = draft.outputs - 1;
        if (draft.purpose[last] != Purpose.CHANGE) {
            return;
        }
        long wanted = (long) rate(coins.owner(draft.coin[0]), draft.look) * virtualBytes(draft);
        long more = draft.inputSats - draft.outputSats - wanted;
        if (draft.sats[last] + more >= leastChange && wanted <= draft.inputSats / 10) {
            draft.sats[last] += more;
            draft.outputSats += more;
        }
    }

    private int virtualBytes(Draft draft) {
        int size = BYTES_BESIDE;
        for (int i = 0; i < draft.inputs; i++) {
            size += inputBytes(coins.address(draft.coin[i]));
        }
        for (int i = 0; i < draft.outputs; i++) {
            size += outputBytes(draft.address[i]);
        }
        return size;
    }

    private static int inputBytes(long address) {
        return switch (Address.kind(address)) {
            case P2PK -> 114;
            case P2PKH -> 148;
            case P2SH -> Scripts.isNested(address) ? 91 : 297;
            case MULTISIG -> 115;
            case P2WPKH -> 68;
            case P2WSH -> 105;
            case P2TR -> 58;
            case OP_RETURN, ANCHOR, WITNESS_UNKNOWN, NONSTANDARD -> 41;
        };
    }

    private static int outputBytes(long address) {
        return OUTPUT_BYTES_BESIDE
                + switch (Address.kind(address)) {
                    case P2PK -> 35;
                    case P2PKH -> 25;
                    case P2SH -> 23;
                    case MULTISIG -> 71;
                    case P2WPKH -> 22;
                    case P2WSH, P2TR, WITNESS_UNKNOWN -> 34;
                    case OP_RETURN -> 46;
                    case ANCHOR -> 4;
                    case NONSTANDARD -> 20;
                };
    }
}
