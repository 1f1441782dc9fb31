package clayton.benchmarks;

import clayton.chain.ScriptKind;
import java.util.List;

/// An address of the generated chain in one `long`: its owner (24 bits), which of the owner's addresses it is (32),
/// and the kind of its script (8). Everything else about it, its script and keys, follows from that number, so that
/// no table of addresses is needed.
final class Address {
    /// The index of the one address that an owner shows everyone.
    static final int PUBLIC = 0;

    /// Indices from here on are deposit addresses: a service has one for each customer.
    static final int DEPOSITS = 1 << 30;

    /// Owner of what nobody can spend.
    static final int NOBODY = (1 << 24) - 1;

    /// Numbered here, so that a chain's bytes do not hang on the order of an enum elsewhere.
    private static final List<ScriptKind> KINDS = List.of(
            ScriptKind.P2WPKH,
            ScriptKind.P2TR,
            ScriptKind.P2PKH,
            ScriptKind.P2SH,
            ScriptKind.P2WSH,
            ScriptKind.OP_RETURN,
            ScriptKind.MULTISIG,
            ScriptKind.P2PK,
            ScriptKind.ANCHOR,
            ScriptKind.WITNESS_UNKNOWN,
            ScriptKind.NONSTANDARD);

    private Address() {}

    static long of(int owner, int index, ScriptKind kind) {
        return (long) owner << 40 | (index & 0xffff_ffffL) << 8 | KINDS.indexOf(kind);
    }

    static int owner(long address) {
        return (int) (address >>> 40);
    }

    /// The address without its kind: what keys follow from, so that one key can be paid to in several forms.
    static long key(long address) {
        return address >>> 8 << 8;
    }

    static int index(long address) {
        return (int) (address >>> 8);
    }

    static ScriptKind kind(long address) {
        return KINDS.get((int) (address & 0xff));
    }

    /// Whether an output to this address becomes a coin that is spent one day.
    static boolean isSpendable(long address) {
        return owner(address) != NOBODY;
    }

    /// Whether the owner gives this address to more than one payer, or to one again and again.
    static boolean isReused(long address) {
        return isSpendable(address) && (index(address) == PUBLIC || index(address) >= DEPOSITS);
    }
}
