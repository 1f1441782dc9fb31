package clayton.clustering;

import clayton.chain.ScriptKind;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.bouncycastle.crypto.digests.RIPEMD160Digest;

/// Works out which other scriptPubKeys are spent by what spends a given one: those of the same key, and those that
/// wrap the same script. What stands only in inputs (a key behind a hash, a script behind a hash) is not looked for;
/// a script and its wrapping are found if the script itself is some output's.
final class Equivalents {
    private static final HexFormat HEX = HexFormat.of();
    private static final int COMPRESSED = 33;
    private static final int UNCOMPRESSED = 65;

    private final MessageDigest sha256;

    Equivalents() {
        try {
            sha256 = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /// Another script, and in what sense it is the same.
    @SuppressWarnings("ArrayRecordComponent")
    record Equivalent(byte[] script, String why) {}

    List<Equivalent> of(byte[] script) {
        List<Equivalent> found = new ArrayList<>();
        switch (ScriptKind.of(script)) {
            case P2PK -> {
                addOfKey(found, Arrays.copyOfRange(script, 1, script.length - 1));
                addWrappings(found, script);
            }
            case P2PKH -> {
                addOfKeyHash(found, Arrays.copyOfRange(script, 3, 23));
                addWrappings(found, script);
            }
            case P2WPKH -> addOfKeyHash(found, Arrays.copyOfRange(script, 2, 22));
            case MULTISIG, NONSTANDARD -> addWrappings(found, script);
            case P2WSH -> found.add(new Equivalent(scriptHash(script), "P2SH around P2WSH"));
            case P2SH, P2TR, OP_RETURN, ANCHOR, WITNESS_UNKNOWN -> {}
        }
        found.removeIf(equivalent -> Arrays.equals(equivalent.script, script));
        return found;
    }

    private void addOfKey(List<Equivalent> found, byte[] key) {
        addOfKeyHash(found, hash160(key));
        if (key.length == UNCOMPRESSED) {
            byte[] compressed = Arrays.copyOf(key, COMPRESSED);
            compressed[0] = (byte) (2 + (key[key.length - 1] & 1));
            found.add(new Equivalent(bytes("21", compressed, "ac"), "one key, compressed and not"));
            addOfKeyHash(found, hash160(compressed));
        }
    }

    private void addOfKeyHash(List<Equivalent> found, byte[] hash) {
        byte[] program = bytes("0014", hash, "");
        found.add(new Equivalent(bytes("76a914", hash, "88ac"), "one key"));
        found.add(new Equivalent(program, "one key"));
        found.add(new Equivalent(scriptHash(program), "one key, P2WPKH in P2SH"));
    }

    private void addWrappings(List<Equivalent> found, byte[] script) {
        byte[] program = bytes("0020", sha256.digest(script), "");
        found.add(new Equivalent(scriptHash(script), "P2SH around the script"));
        found.add(new Equivalent(program, "P2WSH around the script"));
        found.add(new Equivalent(scriptHash(program), "P2SH around P2WSH around the script"));
    }

    private byte[] scriptHash(byte[] redeemed) {
        return bytes("a914", hash160(redeemed), "87");
    }

    private byte[] hash160(byte[] message) {
        byte[] inner = sha256.digest(message);
        RIPEMD160Digest outer = new RIPEMD160Digest();
        outer.update(inner, 0, inner.length);
        byte[] hash = new byte[outer.getDigestSize()];
        outer.doFinal(hash, 0);
        return hash;
    }

    private static byte[] bytes(String before, byte[] middle, String after) {
        return HEX.parseHex(before + HEX.formatHex(middle) + after);
    }
}
