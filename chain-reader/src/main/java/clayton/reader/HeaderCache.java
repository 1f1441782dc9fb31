package clayton.reader;

import clayton.chain.Hash256;
import clayton.chain.Network;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32C;
import java.util.zip.CheckedInputStream;
import java.util.zip.CheckedOutputStream;

/// Keeps a [HeaderScan] in one file, so that a folder of hundreds of gigabytes opens in a second. A cache that is
/// missing, damaged, of another version, key or network is as good as none. All numbers are big-endian: magic and
/// version (8 bytes), key, network magic and proof-of-work limit, then per file its state, its records and skipped
/// ranges; last the CRC-32C of all before.
final class HeaderCache {
    private static final long VERSION = 0x636c6179_68647201L;
    private static final int RECORD_BYTES = 16 + 2 * Hash256.BYTES;
    private static final int BUFFER = 1 << 16;

    private final Path file;
    private final Obfuscation obfuscation;
    private final Network network;

    HeaderCache(Path file, Obfuscation obfuscation, Network network) {
        this.file = file;
        this.obfuscation = obfuscation;
        this.network = network;
    }

    Optional<HeaderScan> read() {
        CRC32C crc = new CRC32C();
        try (DataInputStream in = new DataInputStream(
                new CheckedInputStream(new BufferedInputStream(Files.newInputStream(file), BUFFER), crc))) {
            if (in.readLong() != VERSION
                    || in.readLong() != obfuscation.key()
                    || in.readInt() != network.magic()
                    || in.readInt() != network.powLimitBits()) {
                return Optional.empty();
            }
            HeaderScan scan = readFiles(in, Files.size(file));
            int found = (int) crc.getValue();
            return in.readInt() == found && in.read() < 0 ? Optional.of(scan) : Optional.empty();
        } catch (IOException | DateTimeException damaged) {
            return Optional.empty();
        }
    }

    private static HeaderScan readFiles(DataInputStream in, long size) throws IOException {
        Records records = new Records();
        List<FileScan> files = new ArrayList<>();
        records.reserve(bounded(in.readInt(), RECORD_BYTES, size));
        int count = bounded(in.readInt(), 36, size);
        for (int i = 0; i < count; i++) {
            files.add(readFile(in, records, size));
        }
        return new HeaderScan(records, files, true);
    }

    private static FileScan readFile(DataInputStream in, Records records, long size) throws IOException {
        int number = in.readInt();
        FileState state = new FileState(number, in.readLong(), Instant.ofEpochSecond(in.readLong(), in.readInt()));
        long resume = in.readLong();
        int first = records.count;
        int count = bounded(in.readInt(), RECORD_BYTES, size);
        for (int i = 0; i < count; i++) {
            records.add(number, in.readLong(), in.readInt(), in.readInt());
            int at = (records.count - 1) * Hash256.BYTES;
            in.readFully(records.hash, at, Hash256.BYTES);
            in.readFully(records.previous, at, Hash256.BYTES);
        }
        List<SkippedRange> skipped = new ArrayList<>();
        int ranges = bounded(in.readInt(), 16, size);
        for (int i = 0; i < ranges; i++) {
            skipped.add(new SkippedRange(number, in.readLong(), in.readLong()));
        }
        return new FileScan(state, first, records.count, resume, skipped);
    }

    /// A count that the file is large enough to hold; nothing is allocated for any other.
    private static int bounded(int count, int bytesEach, long size) throws IOException {
        if (count < 0 || count > size / bytesEach) {
            throw new IOException("a count of " + count);
        }
        return count;
    }

    /// Replaces the cache, at once or not at all.
    void write(HeaderScan scan) throws IOException {
        Path parent = file.toAbsolutePath().getParent();
        if (parent != null) {
            Files.createDirectories(parent);
        }
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        CRC32C crc = new CRC32C();
        try (DataOutputStream out = new DataOutputStream(
                new CheckedOutputStream(new BufferedOutputStream(Files.newOutputStream(fresh), BUFFER), crc))) {
            out.writeLong(VERSION);
            out.writeLong(obfuscation.key());
            out.writeInt(network.magic());
            out.writeInt(network.powLimitBits());
            out.writeInt(scan.records().count);
            out.writeInt(scan.files().size());
            for (FileScan each : scan.files()) {
                writeFile(out, each, scan.records());
            }
            out.writeInt((int) crc.getValue());
        }
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    @SuppressWarnings("JavaInstantGetSecondsGetNano") // both parts are written
    private static void writeFile(DataOutputStream out, FileScan scan, Records records) throws IOException {
        FileState state = scan.state();
        out.writeInt(state.number());
        out.writeLong(state.size());
        out.writeLong(state.modified().getEpochSecond());
        out.writeInt(state.modified().getNano());
        out.writeLong(scan.resume());
        out.writeInt(scan.endRecord() - scan.firstRecord());
        for (int record = scan.firstRecord(); record < scan.endRecord(); record++) {
            out.writeLong(records.offset[record]);
            out.writeInt(records.size[record]);
            out.writeInt(records.bits[record]);
            out.write(records.hash, record * Hash256.BYTES, Hash256.BYTES);
            out.write(records.previous, record * Hash256.BYTES, Hash256.BYTES);
        }
        out.writeInt(scan.skipped().size());
        for (SkippedRange range : scan.skipped()) {
            out.writeLong(range.from());
            out.writeLong(range.to());
        }
    }
}
