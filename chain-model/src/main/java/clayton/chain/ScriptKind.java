package clayton.chain;

/// The standard forms of a scriptPubKey, told from raw bytes so that no odd script can stop a reader. The forms and
/// `coreName` are those of Bitcoin Core (`script/solver.cpp`). Ledgers keep a kind by its place here: new ones come
/// last.
public enum ScriptKind {
    P2PK("pubkey"),
    P2PKH("pubkeyhash"),
    P2SH("scripthash"),
    MULTISIG("multisig"),
    OP_RETURN("nulldata"),
    P2WPKH("witness_v0_keyhash"),
    P2WSH("witness_v0_scripthash"),
    P2TR("witness_v1_taproot"),
    ANCHOR("anchor"),
    WITNESS_UNKNOWN("witness_unknown"),
    NONSTANDARD("nonstandard");

    /// Longest script that can ever be run (Core, `script/script.h`, MAX_SCRIPT_SIZE).
    public static final int MAX_SCRIPT_BYTES = 10_000;

    private static final int RETURN = 0x6a;
    private static final int CHECKSIG = 0xac;
    private static final int CHECKMULTISIG = 0xae;
    private static final int PUSHDATA4 = 0x4e;

    private final String coreName;

    ScriptKind(String coreName) {
        this.coreName = coreName;
    }

    public String coreName() {
        return coreName;
    }

    /// Whether an output with this script can never be spent: it begins with OP_RETURN or is longer than 10,000
    /// bytes.
    public static boolean isUnspendable(byte[] bytes, int offset, int length) {
        return isOpReturn(bytes, offset, length) || length > MAX_SCRIPT_BYTES;
    }

    /// Whether the script begins with OP_RETURN, whatever follows.
    public static boolean isOpReturn(byte[] bytes, int offset, int length) {
        return length > 0 && bytes[offset] == RETURN;
    }

    public static ScriptKind of(byte[] script) {
        return of(script, 0, script.length);
    }

    public static ScriptKind of(byte[] b, int offset, int length) {
        if (length == 23 && at(b, offset) == 0xa9 && at(b, offset + 1) == 20 && at(b, offset + 22) == 0x87) {
            return P2SH;
        }
        if (length >= 4 && length <= 42 && at(b, offset + 1) == length - 2 && witnessVersion(at(b, offset)) >= 0) {
            return witness(b, offset, length);
        }
        if (isOpReturn(b, offset, length) && pushesOnly(b, offset + 1, offset + length)) {
            return OP_RETURN;
        }
        if (length == 25
                && at(b, offset) == 0x76
                && at(b, offset + 1) == 0xa9
                && at(b, offset + 2) == 20
                && at(b, offset + 23) == 0x88
                && at(b, offset + 24) == CHECKSIG) {
            return P2PKH;
        }
        if ((length == 35 || length == 67)
                && at(b, offset) == length - 2
                && at(b, offset + length - 1) == CHECKSIG
                && isKeyPrefix(at(b, offset + 1), length - 2)) {
            return P2PK;
        }
        return isMultisig(b, offset, length) ? MULTISIG : NONSTANDARD;
    }

    /// 0 to 16 for OP_0 and OP_1 to OP_16, −1 for any other opcode.
    public static int witnessVersion(int opcode) {
        return opcode == 0 ? 0 : opcode >= 0x51 && opcode <= 0x60 ? opcode - 0x50 : -1;
    }

    private static ScriptKind witness(byte[] b, int offset, int length) {
        int program = length - 2;
        return switch (witnessVersion(at(b, offset))) {
            case 0 -> program == 20 ? P2WPKH : program == 32 ? P2WSH : NONSTANDARD;
            case 1 ->
                program == 32
                        ? P2TR
                        : program == 2 && at(b, offset + 2) == 0x4e && at(b, offset + 3) == 0x73
                                ? ANCHOR
                                : WITNESS_UNKNOWN;
            default -> WITNESS_UNKNOWN;
        };
    }

    /// `m <key>… n OP_CHECKMULTISIG` with 1 ≤ m ≤ n ≤ 20.
    private static boolean isMultisig(byte[] b, int offset, int length) {
        int end = offset + length - 1;
        if (length < 3 || at(b, end) != CHECKMULTISIG) {
            return false;
        }
        int[] number = new int[1];
        int position = smallNumber(b, offset, end, number);
        int required = number[0];
        int keys = 0;
        while (position >= 0 && position < end) {
            int size = at(b, position);
            if ((size != 33 && size != 65) || position + 1 + size > end || !isKeyPrefix(at(b, position + 1), size)) {
                break;
            }
            position += 1 + size;
            keys++;
        }
        return position >= 0
                && smallNumber(b, position, end, number) == end
                && number[0] == keys
                && required >= 1
                && required <= keys;
    }

    /// Reads OP_1 to OP_16 or a minimal push of 17 to 20; answers the position after it, or −1.
    private static int smallNumber(byte[] b, int position, int end, int[] number) {
        if (position >= end) {
            return -1;
        }
        int opcode = at(b, position);
        if (opcode >= 0x51 && opcode <= 0x60) {
            number[0] = opcode - 0x50;
            return position + 1;
        }
        if (opcode == 1 && position + 1 < end && at(b, position + 1) > 16 && at(b, position + 1) <= 20) {
            number[0] = at(b, position + 1);
            return position + 2;
        }
        return -1;
    }

    private static boolean isKeyPrefix(int prefix, int size) {
        return size == 33 ? prefix == 2 || prefix == 3 : prefix == 4 || prefix == 6 || prefix == 7;
    }

    private static boolean pushesOnly(byte[] b, int start, int end) {
        int position = start;
        while (position < end) {
            int opcode = at(b, position++);
            if (opcode > 0x60) {
                return false;
            }
            int lengthBytes = opcode < 0x4c || opcode > PUSHDATA4 ? 0 : 1 << (opcode - 0x4c);
            if (position + lengthBytes > end) {
                return false;
            }
            long size = opcode < 0x4c ? opcode : 0;
            for (int i = 0; i < lengthBytes; i++) {
                size |= (long) at(b, position++) << (8 * i);
            }
            if (size > end - position) {
                return false;
            }
            position += (int) size;
        }
        return true;
    }

    private static int at(byte[] bytes, int position) {
        return bytes[position] & 0xff;
    }
}
