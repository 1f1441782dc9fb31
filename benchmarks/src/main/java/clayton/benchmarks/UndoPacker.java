package clayton.benchmarks;

/// Packs what a block's transactions spend as Bitcoin Core's undo data (`undo.h`, `compressor.cpp`, `serialize.h`):
/// per transaction but the coinbase, per input, the height and coinbase flag, the amount without its decimal zeros,
/// and the script, of which only the hash or key is kept where its form is common.
final class UndoPacker {
    private static final int SPECIAL_SCRIPTS = 6;
    private static final int KEY_HASH_BYTES = 20;
    private static final int KEY_BYTES = 32;
    private static final int MOST_ZEROS = 9;

    private final Coins coins;
    private final Scripts scripts;
    private final WireBuffer script = new WireBuffer();
    private final WireBuffer inputs = new WireBuffer();
    private final WireBuffer data = new WireBuffer();
    private int transactions;

    UndoPacker(Coins coins, Scripts scripts) {
        this.coins = coins;
        this.scripts = scripts;
    }

    void begin() {
        transactions = 0;
        inputs.clear();
    }

    /// Adds the coins of the next transaction, which are not spent yet.
    void add(Draft draft) {
        transactions++;
        inputs.compactSize(draft.inputs);
        for (int i = 0; i < draft.inputs; i++) {
            add(draft.coin[i]);
        }
    }

    /// The block's data, of use until the next block begins.
    WireBuffer finish() {
        data.clear();
        data.compactSize(transactions);
        data.append(inputs);
        return data;
    }

    private void add(int slot) {
        inputs.varInt(coins.origin(slot));
        if (coins.origin(slot) > 1) {
            // where transactions' versions stood until Core 0.15
            inputs.int8(0);
        }
        inputs.varInt(packed(coins.sats(slot)));
        script.clear();
        scripts.lock(script, coins.address(slot));
        switch (Address.kind(coins.address(slot))) {
            case P2PKH -> special(0, 3, KEY_HASH_BYTES);
            case P2SH -> special(1, 2, KEY_HASH_BYTES);
            case P2PK -> special(script.bytes()[2], 2, KEY_BYTES);
            case MULTISIG, OP_RETURN, P2WPKH, P2WSH, P2TR, ANCHOR, WITNESS_UNKNOWN, NONSTANDARD -> whole();
        }
    }

    /// `from` counts from the script's own beginning, behind its length.
    private void special(int kind, int from, int length) {
        inputs.varInt(kind);
        inputs.append(script.bytes(), 1 + from, length);
    }

    private void whole() {
        int length = script.length() - 1;
        inputs.varInt(SPECIAL_SCRIPTS + length);
        inputs.append(script.bytes(), 1, length);
    }

    /// Core's `CompressAmount`.
    static long packed(long sats) {
        if (sats == 0) {
            return 0;
        }
        long digits = sats;
        int zeros = 0;
        while (digits % 10 == 0 && zeros < MOST_ZEROS) {
            digits /= 10;
            zeros++;
        }
        return zeros < MOST_ZEROS
                ? 1 + (digits / 10 * 9 + digits % 10 - 1) * 10 + zeros
                : 1 + (digits - 1) * 10 + MOST_ZEROS;
    }
}
