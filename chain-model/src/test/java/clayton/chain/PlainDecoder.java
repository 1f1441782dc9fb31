package clayton.chain;

import java.io.ByteArrayOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Reads a serialized block the slow and plain way, trusting it: the second opinion to the hot decoder, and what
/// turns the blocks of tests into filled [Block]s. Knows nothing of files, undo data or rules.
public final class PlainDecoder {
    private final byte[] raw;
    private int at;

    private final List<Integer> txOffset = new ArrayList<>();
    private final List<Integer> txLength = new ArrayList<>();
    private final ByteArrayOutputStream txids = new ByteArrayOutputStream();
    private final List<Integer> firstInput = new ArrayList<>(List.of(0));
    private final List<Integer> firstOutput = new ArrayList<>(List.of(0));
    private final List<Integer> prevout = new ArrayList<>();
    private final List<Long> value = new ArrayList<>();
    private final List<Integer> script = new ArrayList<>();
    private final List<Integer> scriptLength = new ArrayList<>();

    private PlainDecoder(byte[] raw) {
        this.raw = raw;
    }

    public static Block decode(byte[] raw, int height) {
        return new PlainDecoder(raw).block(height);
    }

    public static byte[] sha256d(byte[] bytes) {
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            return sha256.digest(sha256.digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    /// Hash of the block whose header stands at the front of `raw`.
    public static Hash256 headerHash(byte[] raw) {
        return Hash256.at(sha256d(Arrays.copyOf(raw, 80)), 0);
    }

    private Block block(int height) {
        at = 80;
        int transactions = (int) compactSize();
        for (int t = 0; t < transactions; t++) {
            transaction(t == 0);
        }
        Block block = new Block();
        block.height = height;
        block.hash = headerHash(raw);
        block.bytes = raw;
        block.length = raw.length;
        block.transactions = transactions;
        block.txOffset = ints(txOffset);
        block.txLength = ints(txLength);
        block.txids = txids.toByteArray();
        block.firstInput = ints(firstInput);
        block.firstOutput = ints(firstOutput);
        block.prevout = ints(prevout);
        block.value = value.stream().mapToLong(Long::longValue).toArray();
        block.script = ints(script);
        block.scriptLength = ints(scriptLength);
        return block;
    }

    private void transaction(boolean coinbase) {
        int start = at;
        ByteArrayOutputStream stripped = new ByteArrayOutputStream();
        stripped.write(raw, start, 4);
        at += 4;
        boolean witness = raw[at] == 0;
        at += witness ? 2 : 0;
        int body = at;
        int inputs = (int) compactSize();
        for (int i = 0; i < inputs; i++) {
            input(coinbase);
        }
        int outputs = (int) compactSize();
        for (int i = 0; i < outputs; i++) {
            output();
        }
        stripped.write(raw, body, at - body);
        for (int i = 0; witness && i < inputs; i++) {
            stack();
        }
        stripped.write(raw, at, 4);
        at += 4;
        txOffset.add(start);
        txLength.add(at - start);
        txids.writeBytes(sha256d(stripped.toByteArray()));
        firstInput.add(prevout.size());
        firstOutput.add(value.size());
    }

    private void input(boolean coinbase) {
        if (!coinbase) {
            prevout.add(at);
        }
        at += 36;
        int length = (int) compactSize();
        at += length + 4;
    }

    private void output() {
        value.add(little(8));
        int length = (int) compactSize();
        script.add(at);
        scriptLength.add(length);
        at += length;
    }

    private void stack() {
        int items = (int) compactSize();
        for (int i = 0; i < items; i++) {
            int length = (int) compactSize();
            at += length;
        }
    }

    private long compactSize() {
        int first = (int) little(1);
        return first < 0xfd ? first : little(1 << (first - 0xfc));
    }

    private long little(int bytes) {
        long number = 0;
        for (int i = 0; i < bytes; i++) {
            number |= (raw[at++] & 0xffL) << (8 * i);
        }
        return number;
    }

    private static int[] ints(List<Integer> list) {
        return list.stream().mapToInt(Integer::intValue).toArray();
    }
}
