package clayton.store;

import clayton.chain.CorruptDataException;
import clayton.chain.Hash256;
import clayton.chain.Network;
import clayton.chain.StaleBlock;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.zip.CRC32C;

/// The commit point: what of a ledger's columns counts. It is one small file, replaced as a whole by a rename, so a
/// ledger is always at one commit or the next. While `loading`, columns may hold more than the commit says: longer
/// files, and cells that point past it; both count as not there.
record Commit(
        boolean loading,
        Network network,
        int from,
        int blocks,
        Path blocksFolder,
        List<StaleBlock> stale,
        SortedMap<String, ColumnSums> columns) {
    static final String FILE = "commit";
    static final String NEXT = "commit.next";

    private static final byte[] MAGIC = {'C', 'L', 'A', 'Y', 'T', 'O', 'N', 'C'};

    int to() {
        return from + blocks - 1;
    }

    ColumnSums sums(Path file, String column) throws CorruptDataException {
        ColumnSums sums = columns.get(column);
        if (sums == null) {
            throw new CorruptDataException(file, 0, "column " + column + " in the commit", "none");
        }
        return sums;
    }

    static boolean exists(Path folder) {
        return Files.exists(folder.resolve(FILE));
    }

    static Commit read(Path folder) throws IOException {
        Path file = folder.resolve(FILE);
        byte[] bytes;
        try {
            bytes = Files.readAllBytes(file);
        } catch (NoSuchFileException e) {
            throw new NoSuchFileException(folder.toString(), null, "no ledger is there; make one with clayton load");
        }
        int body = bytes.length - Integer.BYTES;
        if (body < MAGIC.length || !Arrays.equals(MAGIC, Arrays.copyOf(bytes, MAGIC.length))) {
            throw new CorruptDataException(file, 0, "the commit of a Clayton ledger", "something else");
        }
        if (ByteBuffer.wrap(bytes).getInt(body) != sum(bytes, body)) {
            throw new CorruptDataException(
                    file,
                    body,
                    "the commit's checksum",
                    "another; the ledger is damaged: delete its folder, or name a new one, and load again");
        }
        return parse(
                folder, file, new DataInputStream(new ByteArrayInputStream(bytes, MAGIC.length, body - MAGIC.length)));
    }

    /// Replaces the folder's commit. When this returns, the new one is on disk.
    void write(Path folder, Consumer<LoadStep> observer) throws IOException {
        Path next = folder.resolve(NEXT);
        try (FileChannel channel = FileChannel.open(
                next, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
            ByteBuffer bytes = ByteBuffer.wrap(toBytes());
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        } catch (IOException e) {
            throw new LedgerWriteException(next, e);
        }
        observer.accept(LoadStep.COMMIT_WRITTEN);
        Files.move(next, folder.resolve(FILE), StandardCopyOption.ATOMIC_MOVE);
        sync(folder);
        observer.accept(LoadStep.COMMIT_RENAMED);
    }

    static void delete(Path folder) throws IOException {
        Files.delete(folder.resolve(FILE));
    }

    /// Makes a folder's entries durable.
    static void sync(Path folder) throws IOException {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    /// What comes before the blocks beside the chain is the same in every format so far.
    private static Commit parse(Path folder, Path file, DataInputStream in) throws IOException {
        int version = in.readInt();
        if (version < 1 || version > ColumnHeader.VERSION) {
            throw new CorruptDataException(
                    file,
                    MAGIC.length,
                    "ledger format " + ColumnHeader.VERSION,
                    "format " + version + "; load into a new folder");
        }
        boolean loading = in.readBoolean();
        Network network = network(file, in.readUTF(), in.readInt());
        int from = in.readInt();
        int blocks = in.readInt();
        Path blocksFolder = Path.of(in.readUTF());
        if (version < ColumnHeader.VERSION) {
            throw new OlderLedgerException(folder, version, blocksFolder, from);
        }
        List<StaleBlock> stale = new ArrayList<>();
        for (int left = in.readInt(); left > 0; left--) {
            stale.add(new StaleBlock(in.readInt(), readHash(in), in.readInt(), in.readLong(), in.readUTF()));
        }
        SortedMap<String, ColumnSums> columns = new TreeMap<>();
        for (int left = in.readInt(); left > 0; left--) {
            columns.put(in.readUTF(), readSums(in));
        }
        return new Commit(loading, network, from, blocks, blocksFolder, List.copyOf(stale), columns);
    }

    private static Network network(Path file, String name, int magic) throws CorruptDataException {
        Network network = Network.named(name)
                .orElseThrow(() -> new CorruptDataException(file, 0, "a network Clayton knows", "'" + name + "'"));
        return network.magic() == magic ? network : Network.customSignet(magic);
    }

    private static ColumnSums readSums(DataInputStream in) throws IOException {
        long length = in.readLong();
        int[] sums = new int[ColumnSums.count(length)];
        for (int i = 0; i < sums.length; i++) {
            sums[i] = in.readInt();
        }
        return new ColumnSums(length, sums);
    }

    private static Hash256 readHash(DataInputStream in) throws IOException {
        return new Hash256(in.readLong(), in.readLong(), in.readLong(), in.readLong());
    }

    private byte[] toBytes() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        out.write(MAGIC);
        out.writeInt(ColumnHeader.VERSION);
        out.writeBoolean(loading);
        out.writeUTF(network.name());
        out.writeInt(network.magic());
        out.writeInt(from);
        out.writeInt(blocks);
        out.writeUTF(blocksFolder.toString());
        out.writeInt(stale.size());
        for (StaleBlock block : stale) {
            out.writeInt(block.height());
            Hash256 hash = block.hash();
            for (long word : new long[] {hash.w0(), hash.w1(), hash.w2(), hash.w3()}) {
                out.writeLong(word);
            }
            out.writeInt(block.file());
            out.writeLong(block.offset());
            out.writeUTF(block.reason());
        }
        out.writeInt(columns.size());
        for (Map.Entry<String, ColumnSums> column : columns.entrySet()) {
            out.writeUTF(column.getKey());
            out.writeLong(column.getValue().length());
            for (int sum : column.getValue().sums()) {
                out.writeInt(sum);
            }
        }
        out.writeInt(sum(bytes.toByteArray(), bytes.size()));
        return bytes.toByteArray();
    }

    private static int sum(byte[] bytes, int length) {
        CRC32C crc = new CRC32C();
        crc.update(bytes, 0, length);
        return (int) crc.getValue();
    }
}
