package clayton.reader;

import clayton.chain.ScriptKind;
import java.io.ByteArrayOutputStream;
import org.bitcoinj.base.Bech32;
import org.bitcoinj.base.exceptions.AddressFormatException;

/// Addresses of witness programs of every version, BIP 173 for version 0 and BIP 350 for all later ones. bitcoinj
/// makes and checks the checksums; its own segwit addresses refuse version 1 programs that are not taproot's.
final class WitnessAddress {
    private static final int GROUP_BITS = 5;
    private static final int GROUP = (1 << GROUP_BITS) - 1;
    private static final int MAX_VERSION = 16;
    private static final int OP_1 = 0x51;

    private WitnessAddress() {}

    static String write(String prefix, byte[] script) {
        int version = ScriptKind.witnessVersion(script[0] & 0xff);
        return Bech32.encode(encoding(version), prefix, new Groups(groups(version, script)));
    }

    private static Bech32.Encoding encoding(int version) {
        return version == 0 ? Bech32.Encoding.BECH32 : Bech32.Encoding.BECH32M;
    }

    /// The version, then the program behind the two bytes of the script, in groups of five bits.
    private static byte[] groups(int version, byte[] script) {
        ByteArrayOutputStream groups = new ByteArrayOutputStream();
        groups.write(version);
        int held = 0;
        int bits = 0;
        for (int i = 2; i < script.length; i++) {
            held = held << Byte.SIZE | script[i] & 0xff;
            for (bits += Byte.SIZE; bits >= GROUP_BITS; bits -= GROUP_BITS) {
                groups.write(held >>> (bits - GROUP_BITS) & GROUP);
            }
        }
        if (bits > 0) {
            groups.write(held << (GROUP_BITS - bits) & GROUP);
        }
        return groups.toByteArray();
    }

    static byte[] read(String address) {
        try {
            Bech32.Bech32Data data = Bech32.decode(address);
            return script(address, data, data.bytes());
        } catch (AddressFormatException e) {
            throw refused(address, Addresses.wrong(e));
        }
    }

    private static byte[] script(String address, Bech32.Bech32Data data, byte[] groups) {
        if (groups.length == 0 || groups[0] > MAX_VERSION) {
            throw refused(address, "there is no such witness version");
        }
        int version = groups[0];
        if (data.encoding != encoding(version)) {
            throw refused(
                    address,
                    "witness version " + version + " is written in "
                            + (version == 0 ? "bech32, not bech32m" : "bech32m, not bech32"));
        }
        byte[] program = program(address, groups);
        byte[] script = new byte[2 + program.length];
        script[0] = (byte) (version == 0 ? 0 : OP_1 + version - 1);
        script[1] = (byte) program.length;
        System.arraycopy(program, 0, script, 2, program.length);
        ScriptKind kind = ScriptKind.of(script);
        if (kind == ScriptKind.NONSTANDARD) {
            throw refused(address, "a program of " + program.length + " bytes has no meaning");
        }
        return script;
    }

    private static byte[] program(String address, byte[] groups) {
        ByteArrayOutputStream program = new ByteArrayOutputStream();
        int held = 0;
        int bits = 0;
        for (int i = 1; i < groups.length; i++) {
            held = held << GROUP_BITS | groups[i];
            bits += GROUP_BITS;
            if (bits >= Byte.SIZE) {
                bits -= Byte.SIZE;
                program.write(held >>> bits);
            }
        }
        if (bits >= GROUP_BITS || (held & (1 << bits) - 1) != 0) {
            throw refused(address, "its last bits are not zero");
        }
        return program.toByteArray();
    }

    private static IllegalArgumentException refused(String address, String why) {
        return new IllegalArgumentException("'" + address + "' is no address: " + why);
    }

    /// Five-bit groups as bitcoinj wants them.
    private static final class Groups extends Bech32.Bech32Bytes {
        private Groups(byte[] groups) {
            super(groups);
        }
    }
}
