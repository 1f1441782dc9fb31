package clayton.reader;

import clayton.chain.ChainBuilder.Built;
import clayton.chain.Network;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Writes block folders as a node would, and as no node would.
final class FolderWriter {
    private final Path folder;
    private final int magic;
    private final byte[] key;
    private final Map<String, ByteArrayOutputStream> files = new TreeMap<>();
    private final Map<String, BitSet> rawZeros = new TreeMap<>();
    private int file;

    FolderWriter(Path folder, Network network, byte... key) {
        this.folder = folder;
        this.magic = network.magic();
        this.key = key;
    }

    FolderWriter(Path folder) {
        this(folder, Network.REGTEST);
    }

    FolderWriter blocks(List<Built> blocks) {
        blocks.forEach(block -> block(block.raw()));
        return this;
    }

    FolderWriter block(Built block) {
        return block(block.raw());
    }

    FolderWriter block(byte[] raw) {
        return bytes(record(raw));
    }

    byte[] record(byte[] raw) {
        return ByteBuffer.allocate(8 + raw.length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(magic)
                .putInt(raw.length)
                .put(raw)
                .array();
    }

    /// The block's undo record, in the undo file of the current number.
    FolderWriter undo(Built block) {
        return undo(UndoWriter.record(magic, block));
    }

    FolderWriter undo(byte[] record) {
        out(BlockFiles.undoName(file)).writeBytes(record);
        return this;
    }

    FolderWriter bytes(byte[] bytes) {
        out(BlockFiles.fileName(file)).writeBytes(bytes);
        return this;
    }

    /// Zeros on disk, as preallocation leaves them.
    FolderWriter zeros(int count) {
        ByteArrayOutputStream out = out(BlockFiles.fileName(file));
        rawZeros.computeIfAbsent(BlockFiles.fileName(file), name -> new BitSet())
                .set(out.size(), out.size() + count);
        out.writeBytes(new byte[count]);
        return this;
    }

    FolderWriter toFile(int number) {
        file = number;
        return this;
    }

    /// Bytes so far in the current blk file.
    int size() {
        return out(BlockFiles.fileName(file)).size();
    }

    private ByteArrayOutputStream out(String name) {
        return files.computeIfAbsent(name, n -> new ByteArrayOutputStream());
    }

    Path write() throws IOException {
        Files.createDirectories(folder);
        if (key.length > 0) {
            Files.write(folder.resolve("xor.dat"), key);
        }
        for (Map.Entry<String, ByteArrayOutputStream> each : files.entrySet()) {
            byte[] bytes = each.getValue().toByteArray();
            BitSet zeros = rawZeros.getOrDefault(each.getKey(), new BitSet());
            for (int i = 0; i < bytes.length && key.length == 8; i++) {
                bytes[i] ^= zeros.get(i) ? 0 : key[i % 8];
            }
            Files.write(folder.resolve(each.getKey()), bytes);
        }
        return folder;
    }

    /// The transactions of a block in other order or number, behind the same header.
    static byte[] rebuilt(byte[] raw, List<byte[]> txs) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(Arrays.copyOf(raw, 80));
        out.write(txs.size());
        txs.forEach(out::writeBytes);
        return out.toByteArray();
    }
}
