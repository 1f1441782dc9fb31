package clayton.reader;

import clayton.chain.CorruptDataException;
import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;

/// The key of `xor.dat`, little-endian: byte `i` of every blk and rev file is XORed with key byte `i mod 8`
/// (Bitcoin Core 28.0). Key 0 means plain files.
record Obfuscation(long key) {
    static final Obfuscation NONE = new Obfuscation(0);

    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    /// Reads a folder's key; a folder without `xor.dat` is from before it existed.
    static Obfuscation of(Path folder) throws IOException {
        Path file = folder.resolve("xor.dat");
        if (Files.notExists(file)) {
            return NONE;
        }
        long size = Files.size(file);
        if (size != Long.BYTES) {
            throw new CorruptDataException(file, 0, "a key of 8 bytes", size + " bytes");
        }
        return new Obfuscation((long) LONG.get(Files.readAllBytes(file), 0));
    }

    /// Applies the key, in place, to bytes that stand at `position` of their file.
    void apply(byte[] bytes, int from, int length, long position) {
        if (key == 0) {
            return;
        }
        long turned = turned(position);
        int at = from;
        for (int last = from + length - Long.BYTES; at <= last; at += Long.BYTES) {
            LONG.set(bytes, at, (long) LONG.get(bytes, at) ^ turned);
        }
        for (; at < from + length; at++) {
            bytes[at] = (byte) (bytes[at] ^ turned);
            turned >>>= Byte.SIZE;
        }
    }

    /// What a raw zero byte on disk reads as at this position.
    byte zeroAt(long position) {
        return (byte) turned(position);
    }

    private long turned(long position) {
        return Long.rotateRight(key, (int) (position & 7) * Byte.SIZE);
    }
}
