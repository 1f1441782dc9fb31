package clayton.chain;

/// The one coordinate of every output, packed into a non-negative `long`: height (24 bits) · index in block (19) ·
/// vout (20), in the spirit of Lightning's short channel id. It sorts in chain order, and people read it as
/// `170x1x0`.
///
/// Reserved vouts name what is not an output: [#TRANSACTION] the transaction itself, [#FEE] its fee slot,
/// [#UNCLAIMED] a coinbase's unclaimed tail. A *spender* is the coordinate of a spending input: the vout bits hold
/// the input's number, or [#TRANSACTION] if the transaction displaced the output (BIP 30) instead of spending it.
///
/// Outputs from before the loaded range have negative ids, −1 − (number in order of first spend), private to one
/// store.
public final class OutputId {
    public static final int TRANSACTION = (1 << 20) - 1;
    public static final int FEE = (1 << 20) - 2;
    public static final int UNCLAIMED = (1 << 20) - 3;

    public static final int MAX_HEIGHT = (1 << 24) - 1;
    public static final int MAX_INDEX = (1 << 19) - 1;

    /// The spender of an output that nothing has spent (0x0x0 is the genesis coinbase, which spends nothing).
    public static final long UNSPENT = 0;

    private OutputId() {}

    public static long of(int height, int index, int vout) {
        if ((height & ~MAX_HEIGHT) != 0 || (index & ~MAX_INDEX) != 0 || (vout & ~TRANSACTION) != 0) {
            throw new IllegalArgumentException(
                    "no coordinate has height " + height + ", index " + index + ", vout " + vout);
        }
        return (long) height << 39 | (long) index << 20 | vout;
    }

    public static int height(long id) {
        return (int) (id >>> 39);
    }

    public static int index(long id) {
        return (int) (id >>> 20) & MAX_INDEX;
    }

    public static int vout(long id) {
        return (int) id & TRANSACTION;
    }

    /// The coordinate of the transaction that an output, slot or spender belongs to.
    public static long transaction(long id) {
        return id | TRANSACTION;
    }

    /// The same transaction's coordinate with another vout.
    public static long withVout(long id, int vout) {
        return id & ~(long) TRANSACTION | vout;
    }

    public static boolean isCoinbase(long id) {
        return index(id) == 0;
    }

    public static long boundary(int number) {
        return -1L - number;
    }

    public static boolean isBoundary(long id) {
        return id < 0;
    }

    public static int boundaryNumber(long id) {
        return (int) (-1L - id);
    }

    public static String text(long id) {
        return height(id) + "x" + index(id) + "x" + vout(id);
    }

    /// Parses `170x1x0`; throws `IllegalArgumentException` for anything else.
    public static long parse(String text) {
        String[] parts = text.split("x", -1);
        if (parts.length == 3) {
            try {
                long id = of(Integer.parseInt(parts[0]), Integer.parseInt(parts[1]), Integer.parseInt(parts[2]));
                if (text(id).equals(text)) {
                    return id;
                }
            } catch (IllegalArgumentException e) {
                // said below
            }
        }
        throw new IllegalArgumentException("'" + text + "' is not a coordinate: write it as HEIGHTxINDEXxVOUT");
    }
}
