package clayton.store;

import clayton.chain.CorruptDataException;
import clayton.chain.ScriptKind;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;

/// The distinct scriptPubKeys of a ledger in the order of their first output. A script's number is its place in that
/// order; its bytes stand in `script-bytes`, its form in `script-kinds`, and an index leads from a hash of them to the
/// number.
final class ScriptDictionary {
    static final String INDEX = "script-index";

    private static final ScriptKind[] KINDS = ScriptKind.values();

    /// How many scripts there are, and bytes in all of them.
    long count;

    long bytes;

    private final Path folder;
    private final Column script;
    private final Column scriptBytes;
    private final Column scriptKind;
    private HashIndex index;

    ScriptDictionary(Path folder, Column script, Column scriptBytes, Column scriptKind, HashIndex index) {
        this.folder = folder;
        this.script = script;
        this.scriptBytes = scriptBytes;
        this.scriptKind = scriptKind;
        this.index = index;
    }

    HashIndex index() {
        return index;
    }

    /// Id of the script's first output.
    long firstOutput(long number) throws CorruptDataException {
        return script.getLong(number * Columns.SCRIPT);
    }

    /// Where the script's bytes begin in `script-bytes`.
    long start(long number) throws CorruptDataException {
        return script.getLong(number * Columns.SCRIPT + Columns.SCRIPT_START);
    }

    /// Length of a script in bytes.
    int length(long number) throws CorruptDataException {
        return Math.toIntExact(end(number) - start(number));
    }

    private long end(long number) throws CorruptDataException {
        return number + 1 == count ? bytes : start(number + 1);
    }

    byte[] get(long number) throws CorruptDataException {
        long start = start(number);
        byte[] copy = new byte[Math.toIntExact(end(number) - start)];
        scriptBytes.getBytes(start, copy, 0, copy.length);
        return copy;
    }

    ScriptKind kind(long number) throws CorruptDataException {
        return KINDS[scriptKind.getByte(number)];
    }

    /// Finds a script's number, −1 if it is not in the dictionary.
    long find(byte[] source, int offset, int length) throws CorruptDataException {
        long slot = slot(source, offset, length, Bytes.hash(source, offset, length));
        return slot < 0 ? -1 : index.value(slot);
    }

    /// Finds the index slot of a script of this hash, or the complement of the one that it would take.
    long slot(byte[] source, int offset, int length, long hash) throws CorruptDataException {
        long slot = index.probe(hash, index.home(hash));
        while (slot >= 0 && !is(index.value(slot), source, offset, length)) {
            slot = index.probe(hash, index.after(slot));
        }
        return slot;
    }

    private boolean is(long number, byte[] source, int offset, int length) throws CorruptDataException {
        return number < count && length(number) == length && scriptBytes.equals(start(number), source, offset, length);
    }

    /// Adds a script that is not there yet; `slot` is what looking for it gave. Answers its number.
    int add(byte[] source, int offset, int length, long hash, long slot, long firstOutput) throws IOException {
        int number = Math.toIntExact(count);
        if (fit(count + 1)) {
            index.add(hash, number);
        } else {
            index.put(~slot, hash, number);
        }
        script.putLong(count * Columns.SCRIPT, firstOutput);
        script.putLong(count * Columns.SCRIPT + Columns.SCRIPT_START, bytes);
        scriptBytes.putBytes(bytes, source, offset, length);
        scriptKind.putByte(count, (byte) Arrays.binarySearch(KINDS, ScriptKind.of(source, offset, length)));
        count++;
        bytes += length;
        return number;
    }

    /// Makes room for so many scripts and bytes more.
    void reserve(long scripts, long moreBytes) throws IOException {
        script.reserve((count + scripts) * Columns.SCRIPT);
        scriptBytes.reserve(bytes + moreBytes);
        scriptKind.reserve(count + scripts);
    }

    /// Gives the index the size it must have for so many scripts; answers whether it was made anew, so that slots
    /// found before mean nothing now.
    boolean fit(long scripts) throws IOException {
        if (index.bits() == HashIndex.bits(scripts)) {
            return false;
        }
        index.close();
        index = HashIndex.create(folder, INDEX, HashIndex.bits(scripts));
        HashIndex.Filling filling = index.new Filling();
        byte[] copy = new byte[1024];
        for (long number = 0; number < count; number++) {
            int length = length(number);
            copy = length <= copy.length ? copy : new byte[length];
            scriptBytes.getBytes(start(number), copy, 0, length);
            filling.add(Bytes.hash(copy, 0, length), number);
        }
        filling.finish();
        return true;
    }
}
