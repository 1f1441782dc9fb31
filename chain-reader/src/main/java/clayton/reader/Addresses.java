package clayton.reader;

import clayton.chain.Network;
import clayton.chain.ScriptKind;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import org.bitcoinj.base.BitcoinNetwork;
import org.bitcoinj.base.LegacyAddress;
import org.bitcoinj.base.exceptions.AddressFormatException;

/// Addresses of one network, from scripts and back, and names for scripts that have none. bitcoinj knows the base58
/// and bech32 forms; scripts are told from their raw bytes, because it throws on odd ones. testnet4 and every
/// signet write addresses as testnet does.
public final class Addresses {
    private static final String SCRIPT = "script:";
    private static final String HASHED = "script:sha256:";
    private static final int LONGEST_NAMED = 256;
    private static final int HASH_BYTES = 20;

    private final BitcoinNetwork network;
    private final String networkName;

    private Addresses(BitcoinNetwork network, String networkName) {
        this.network = network;
        this.networkName = networkName;
    }

    public static Addresses of(Network network) {
        return new Addresses(
                switch (network.name()) {
                    case "main" -> BitcoinNetwork.MAINNET;
                    case "regtest" -> BitcoinNetwork.REGTEST;
                    default -> BitcoinNetwork.TESTNET;
                },
                network.name());
    }

    /// The address that pays to this script; none for P2PK, multisig, OP_RETURN and what is not standard.
    public Optional<String> address(byte[] script) {
        return switch (ScriptKind.of(script)) {
            case P2PKH ->
                Optional.of(LegacyAddress.fromPubKeyHash(network, Arrays.copyOfRange(script, 3, 3 + HASH_BYTES))
                        .toString());
            case P2SH ->
                Optional.of(LegacyAddress.fromScriptHash(network, Arrays.copyOfRange(script, 2, 2 + HASH_BYTES))
                        .toString());
            case P2WPKH, P2WSH, P2TR, ANCHOR, WITNESS_UNKNOWN ->
                Optional.of(WitnessAddress.write(network.segwitAddressHrp(), script));
            case P2PK, MULTISIG, OP_RETURN, NONSTANDARD -> Optional.empty();
        };
    }

    /// The address, or `script:` and the script in hex, or `script:sha256:` and its hash if it is longer than 256
    /// bytes.
    public String name(byte[] script) {
        return address(script)
                .orElseGet(() -> script.length > LONGEST_NAMED
                        ? HASHED + HexFormat.of().formatHex(sha256(script))
                        : SCRIPT + HexFormat.of().formatHex(script));
    }

    /// The script that an address or a name with the script in it stands for. Throws `IllegalArgumentException`
    /// that says what is wrong with it.
    public byte[] script(String address) {
        if (address.startsWith(HASHED)) {
            throw new IllegalArgumentException("'" + address + "' is the hash of a script, not the script");
        }
        if (address.startsWith(SCRIPT)) {
            return hex(address);
        }
        for (BitcoinNetwork each : BitcoinNetwork.values()) {
            if (address.toLowerCase(Locale.ROOT).startsWith(each.segwitAddressHrp() + "1")) {
                checkHrp(address, each);
                return WitnessAddress.read(address);
            }
        }
        return legacy(address);
    }

    private static byte[] hex(String name) {
        try {
            return HexFormat.of().parseHex(name, SCRIPT.length(), name.length());
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("'" + name + "' is no script: hex digits are needed after 'script:'", e);
        }
    }

    private void checkHrp(String address, BitcoinNetwork other) {
        if (!other.segwitAddressHrp().equals(network.segwitAddressHrp())) {
            throw anotherNetwork(address);
        }
    }

    private IllegalArgumentException anotherNetwork(String address) {
        return new IllegalArgumentException("'" + address + "' is an address of another network than " + networkName);
    }

    private byte[] legacy(String address) {
        try {
            LegacyAddress parsed = LegacyAddress.fromBase58(address, network);
            byte[] hash = parsed.getHash();
            return parsed.p2sh
                    ? wrap(new byte[] {(byte) 0xa9, HASH_BYTES}, hash, new byte[] {(byte) 0x87})
                    : wrap(new byte[] {0x76, (byte) 0xa9, HASH_BYTES}, hash, new byte[] {(byte) 0x88, (byte) 0xac});
        } catch (AddressFormatException.WrongNetwork e) {
            throw new IllegalArgumentException(anotherNetwork(address).getMessage(), e);
        } catch (AddressFormatException e) {
            throw new IllegalArgumentException("'" + address + "' is no address: " + wrong(e), e);
        }
    }

    /// What is wrong with an address, whichever form it has.
    static String wrong(AddressFormatException failure) {
        return switch (failure) {
            case AddressFormatException.InvalidChecksum e -> "its checksum does not fit, so it is mistyped";
            case AddressFormatException.InvalidCharacter e ->
                "it has the character '" + e.character + "' at " + (e.position + 1) + ", which does not belong there";
            case AddressFormatException.InvalidDataLength e -> "it is too short or too long";
            case AddressFormatException.InvalidPrefix e -> "its beginning is no address's";
            default -> "it has the form of none";
        };
    }

    private static byte[] wrap(byte[] before, byte[] hash, byte[] after) {
        byte[] script = Arrays.copyOf(before, before.length + hash.length + after.length);
        System.arraycopy(hash, 0, script, before.length, hash.length);
        System.arraycopy(after, 0, script, before.length + hash.length, after.length);
        return script;
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
