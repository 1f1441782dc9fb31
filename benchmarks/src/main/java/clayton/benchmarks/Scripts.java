package clayton.benchmarks;

import clayton.chain.ScriptKind;

/// Writes what stands on the wire for an address: its scriptPubKey, and the input script and witness that spend it.
/// Keys are derived from address and seed, the same for all forms of an address, and hashes are those of the keys and
/// scripts that spending shows; signatures are random, of their true form and length, and none verifies.
final class Scripts {
    private static final int OP_0 = 0x00;
    private static final int PUSHDATA1 = 0x4c;
    private static final int PUSHDATA2 = 0x4d;
    private static final int OP_1 = 0x51;
    private static final int OP_2 = 0x52;
    private static final int OP_3 = 0x53;
    private static final int OP_IF = 0x63;
    private static final int OP_ENDIF = 0x68;
    private static final int OP_RETURN = 0x6a;
    private static final int OP_DUP = 0x76;
    private static final int OP_EQUAL = 0x87;
    private static final int OP_EQUALVERIFY = 0x88;
    private static final int OP_HASH160 = 0xa9;
    private static final int CHECKSIG = 0xac;
    private static final int CHECKMULTISIG = 0xae;

    private static final int HASH = 20;
    private static final int KEY_HASH = 0;
    private static final int XONLY = 32;
    private static final int KEY = 33;
    private static final int SCHNORR = 64;
    private static final int TWO_OF_THREE = 3 + 3 * (1 + KEY);
    private static final int MOST_PUSHED = 520;
    private static final int INSCRIPTIONS_PER_MILLE = 40;

    private final long seed;
    private final Dice dice;
    private final ScriptHashes hashes = new ScriptHashes();
    private final WireBuffer hashed = new WireBuffer();
    private final WireBuffer nested = new WireBuffer();

    Scripts(long seed, Dice dice) {
        this.seed = Dice.mix(seed);
        this.dice = dice;
    }

    /// The scriptPubKey, its length before it.
    void lock(WireBuffer out, long address) {
        switch (Address.kind(address)) {
            case P2PK -> payToKey(out, address);
            case P2PKH -> payToKeyHash(out, address);
            case P2SH -> payToScriptHash(out, address);
            case MULTISIG -> oneOfTwo(out, address);
            case OP_RETURN -> data(out, address);
            case P2WPKH -> keyProgram(out, address);
            case P2WSH -> scriptProgram(out, address);
            case P2TR -> program(out, address, OP_1, XONLY);
            case ANCHOR -> anchor(out);
            case WITNESS_UNKNOWN -> program(out, address, OP_3, XONLY);
            case NONSTANDARD -> odd(out, address);
        }
    }

    boolean hasWitness(long address) {
        return switch (Address.kind(address)) {
            case P2WPKH, P2WSH, P2TR -> true;
            case P2SH -> isNested(address);
            case P2PK, P2PKH, MULTISIG, OP_RETURN, ANCHOR, WITNESS_UNKNOWN, NONSTANDARD -> false;
        };
    }

    /// The input script, its length before it.
    void unlock(WireBuffer out, long address) {
        switch (Address.kind(address)) {
            case P2PK -> {
                int signature = signatureLength();
                out.compactSize(1 + signature);
                push(out, signature);
            }
            case P2PKH -> {
                int signature = signatureLength();
                out.compactSize(2 + signature + KEY);
                push(out, signature);
                out.int8(KEY);
                key(out, address, 1);
            }
            case MULTISIG -> {
                int signature = signatureLength();
                out.compactSize(2 + signature);
                out.int8(OP_0);
                push(out, signature);
            }
            case P2SH -> unlockScriptHash(out, address);
            case OP_RETURN, P2WPKH, P2WSH, P2TR, ANCHOR, WITNESS_UNKNOWN, NONSTANDARD -> out.int8(0);
        }
    }

    /// The stack of an input's witness; empty for a script that has none.
    void witness(WireBuffer out, long address) {
        ScriptKind kind = Address.kind(address);
        if (!hasWitness(address)) {
            out.int8(0);
        } else if (kind == ScriptKind.P2TR) {
            taproot(out, address);
        } else if (kind == ScriptKind.P2WSH) {
            out.int8(4);
            out.int8(0);
            push(out, signatureLength());
            push(out, signatureLength());
            out.int8(TWO_OF_THREE);
            twoOfThree(out, address);
        } else {
            out.int8(2);
            push(out, signatureLength());
            out.int8(KEY);
            key(out, address, 1);
        }
    }

    private void payToKey(WireBuffer out, long address) {
        out.int8(KEY + 2);
        out.int8(KEY);
        key(out, address, 1);
        out.int8(CHECKSIG);
    }

    private void payToKeyHash(WireBuffer out, long address) {
        out.int8(HASH + 5);
        out.int8(OP_DUP);
        out.int8(OP_HASH160);
        out.int8(HASH);
        keyHash(out, address);
        out.int8(OP_EQUALVERIFY);
        out.int8(CHECKSIG);
    }

    private void payToScriptHash(WireBuffer out, long address) {
        out.int8(HASH + 3);
        out.int8(OP_HASH160);
        out.int8(HASH);
        if (isNested(address)) {
            nested.clear();
            keyProgram(nested, address);
            hashes.append160(out, nested.bytes(), 1, nested.length() - 1);
        } else {
            hashed.clear();
            twoOfThree(hashed, address);
            hashes.append160(out, hashed.bytes(), 0, hashed.length());
        }
        out.int8(OP_EQUAL);
    }

    private void oneOfTwo(WireBuffer out, long address) {
        out.int8(3 + 2 * (1 + KEY));
        out.int8(OP_1);
        out.int8(KEY);
        key(out, address, 1);
        out.int8(KEY);
        key(out, address, 2);
        out.int8(OP_2);
        out.int8(CHECKMULTISIG);
    }

    /// 8 to 80 bytes that mean nothing to Bitcoin.
    private void data(WireBuffer out, long address) {
        int length = 8 + (Address.index(address) & 0x7fff_ffff) % 73;
        boolean isLong = length >= PUSHDATA1;
        out.int8(length + (isLong ? 3 : 2));
        out.int8(OP_RETURN);
        if (isLong) {
            out.int8(PUSHDATA1);
        }
        out.int8(length);
        derive(out, address, KEY_HASH, length);
    }

    private void program(WireBuffer out, long address, int version, int length) {
        out.int8(length + 2);
        out.int8(version);
        out.int8(length);
        derive(out, address, KEY_HASH, length);
    }

    private void keyProgram(WireBuffer out, long address) {
        out.int8(HASH + 2);
        out.int8(OP_0);
        out.int8(HASH);
        keyHash(out, address);
    }

    private void scriptProgram(WireBuffer out, long address) {
        out.int8(XONLY + 2);
        out.int8(OP_0);
        out.int8(XONLY);
        hashed.clear();
        twoOfThree(hashed, address);
        hashes.append256(out, hashed.bytes(), 0, hashed.length());
    }

    private void keyHash(WireBuffer out, long address) {
        hashed.clear();
        key(hashed, address, 1);
        hashes.append160(out, hashed.bytes(), 0, hashed.length());
    }

    private static void anchor(WireBuffer out) {
        out.int8(4);
        out.int8(OP_1);
        out.int8(2);
        out.int16(0x734e);
    }

    /// Scripts as people have made them by mistake: empty, a push without an end, a key hash that is none.
    private void odd(WireBuffer out, long address) {
        switch (Address.index(address) & 3) {
            case 0 -> out.int8(0);
            case 1 -> {
                out.int8(2);
                out.int8(PUSHDATA1);
                out.int8(HASH);
            }
            case 2 -> {
                out.int8(HASH + 1);
                out.int8(HASH);
                derive(out, address, KEY_HASH, HASH);
            }
            default -> {
                out.int8(KEY);
                derive(out, address, KEY_HASH, KEY);
            }
        }
    }

    /// Most of today's script hashes hide a witness program, one in eight the older two of three keys.
    static boolean isNested(long address) {
        return (Dice.mix(address) & 7) != 0;
    }

    private void unlockScriptHash(WireBuffer out, long address) {
        if (isNested(address)) {
            out.int8(HASH + 3);
            keyProgram(out, address);
            return;
        }
        int first = signatureLength();
        int second = signatureLength();
        out.compactSize(1 + 1 + first + 1 + second + 2 + TWO_OF_THREE);
        out.int8(OP_0);
        push(out, first);
        push(out, second);
        out.int8(PUSHDATA1);
        out.int8(TWO_OF_THREE);
        twoOfThree(out, address);
    }

    private void twoOfThree(WireBuffer out, long address) {
        out.int8(OP_2);
        for (int key = 1; key <= 3; key++) {
            out.int8(KEY);
            key(out, address, key);
        }
        out.int8(OP_3);
        out.int8(CHECKMULTISIG);
    }

    private void taproot(WireBuffer out, long address) {
        if (dice.perMille(INSCRIPTIONS_PER_MILLE)) {
            inscription(out, address);
            return;
        }
        out.int8(1);
        out.int8(SCHNORR);
        out.random(dice, SCHNORR);
    }

    /// A script that carries data in a branch that is never taken, as inscriptions do.
    private void inscription(WireBuffer out, long address) {
        int length = dice.heavy(80, 12_000);
        int pushes = (length + MOST_PUSHED - 1) / MOST_PUSHED;
        out.int8(3);
        out.int8(SCHNORR);
        out.random(dice, SCHNORR);
        out.compactSize(1 + XONLY + 3 + 3 * pushes + length + 1);
        out.int8(XONLY);
        derive(out, address, 1, XONLY);
        out.int8(CHECKSIG);
        out.int8(OP_0);
        out.int8(OP_IF);
        for (int left = length; left > 0; left -= MOST_PUSHED) {
            int pushed = Math.min(left, MOST_PUSHED);
            out.int8(PUSHDATA2);
            out.int16(pushed);
            out.random(dice, pushed);
        }
        out.int8(OP_ENDIF);
        out.int8(KEY);
        key(out, address, 2);
    }

    /// 71 bytes, or 72 if the signer did not look for a short one; with its hash type.
    private int signatureLength() {
        return dice.perMille(300) ? 72 : 71;
    }

    /// A length byte and a signature in DER form.
    private void push(WireBuffer out, int length) {
        boolean isLong = length == 72;
        out.int8(length);
        out.int8(0x30);
        out.int8(length - 3);
        out.int8(0x02);
        out.int8(isLong ? 33 : 32);
        if (isLong) {
            out.int8(0);
        }
        out.random(dice, 32);
        out.int8(0x02);
        out.int8(32);
        out.random(dice, 32);
        out.int8(0x01);
    }

    private void key(WireBuffer out, long address, int number) {
        long key = Address.key(address);
        out.int8(2 + (int) (Dice.mix(key + number) & 1));
        derive(out, key, number, XONLY);
    }

    private void derive(WireBuffer out, long address, int number, int length) {
        int at = out.room(length);
        byte[] bytes = out.bytes();
        long word = Dice.mix(seed ^ Dice.mix(address) + number);
        for (int i = 0; i < length; i++) {
            if (i % Long.BYTES == 0) {
                word = Dice.mix(word + i);
            }
            bytes[at + i] = (byte) (word >>> (Byte.SIZE * (i % Long.BYTES)));
        }
    }
}
