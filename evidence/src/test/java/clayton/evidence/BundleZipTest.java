package clayton.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class BundleZipTest {
    private static final byte[] WORDS = "some words, some words, some words".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] NUMBERS = new byte[60];

    @TempDir
    private Path folder;

    /// Two entries, as the JDK packs them.
    private static byte[] packed(boolean deflated, String second) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            for (String name : new String[] {"a.txt", second}) {
                byte[] content = name.equals("a.txt") ? WORDS : NUMBERS;
                ZipEntry entry = new ZipEntry(name);
                entry.setTimeLocal(LocalDateTime.of(2009, 1, 3, 18, 15));
                entry.setMethod(deflated ? ZipEntry.DEFLATED : ZipEntry.STORED);
                CRC32 crc = new CRC32();
                crc.update(content);
                entry.setSize(content.length);
                entry.setCrc(crc.getValue());
                zip.putNextEntry(entry);
                zip.write(content);
            }
        }
        return out.toByteArray();
    }

    /// Reads every entry of these bytes.
    private void read(byte[] archive) throws IOException {
        try (BundleZip zip = BundleZip.open(Files.write(folder.resolve("some.zip"), archive))) {
            for (String name : zip.names()) {
                zip.read(name);
            }
        }
    }

    @Test
    void storedEntriesAreReadAndWhatIsNotThereIsMissing() throws IOException {
        Path file = Files.write(folder.resolve("stored.zip"), packed(false, "traces/b.bin"));
        try (BundleZip zip = BundleZip.open(file)) {
            assertThat(zip.names()).containsExactly("a.txt", "traces/b.bin");
            assertThat(zip.read("a.txt")).isEqualTo(WORDS);
            assertThat(zip.read("traces/b.bin")).isEqualTo(NUMBERS);
            assertThatThrownBy(() -> zip.read("c")).hasMessage("c is missing");
        }
    }

    @Test
    void everyFlippedBitIsFound() throws IOException {
        byte[] whole = packed(false, "traces/b.bin");
        read(whole);
        for (int at = 0; at < whole.length; at++) {
            for (int bit = 0; bit < Byte.SIZE; bit++) {
                byte[] flipped = whole.clone();
                flipped[at] ^= (byte) (1 << bit);
                assertThatThrownBy(() -> read(flipped))
                        .as("bit " + bit + " of byte " + at)
                        .isInstanceOf(BrokenFactException.class);
            }
        }
    }

    @Test
    void aCutOrLongerArchiveIsRefused() throws IOException {
        byte[] whole = packed(false, "b");
        for (int length = 4; length < whole.length; length++) {
            byte[] cut = Arrays.copyOf(whole, length);
            assertThatThrownBy(() -> read(cut)).as("cut at " + length).isInstanceOf(BrokenFactException.class);
        }
        assertThatThrownBy(() -> read(Arrays.copyOf(whole, whole.length + 1))).isInstanceOf(BrokenFactException.class);
        byte[] inFront = new byte[whole.length + 1];
        System.arraycopy(whole, 0, inFront, 1, whole.length);
        assertThatThrownBy(() -> read(inFront)).isInstanceOf(BrokenFactException.class);
    }

    @Test
    void namesThatLeaveTheFolderOrStandTwiceAreRefused() throws IOException {
        for (String name : new String[] {"../b", "/b", "b//c", "b\\c", "A.TXT", "b/../c", ".b", "b ", "b\u0000c"}) {
            byte[] archive = packed(false, name);
            assertThatThrownBy(() -> read(archive)).as(name).hasMessageContaining("is not plain, or stands twice");
        }
    }

    /// The JDK deflates with a descriptor behind the content, which is refused; other programs do without.
    @Test
    void deflatedEntriesAreReadWithoutADescriptorAndOnlyIfTheyAreNoBomb() throws IOException {
        assertThatThrownBy(() -> read(packed(true, "b"))).hasMessageContaining("packed in another way");
        read(deflated(new byte[1000]));
        assertThatThrownBy(() -> read(deflated(new byte[100_000_000])))
                .hasMessageContaining("packed in another way than stored or deflated, or too large");
        byte[] random = new byte[5000];
        new Random(7).nextBytes(random);
        byte[] archive = deflated(random);
        read(archive);
        archive[2000] ^= 1;
        assertThatThrownBy(() -> read(archive)).isInstanceOf(BrokenFactException.class);
    }

    /// One deflated entry named b, made by hand.
    private static byte[] deflated(byte[] content) {
        Deflater deflater = new Deflater(9, true);
        deflater.setInput(content);
        deflater.finish();
        byte[] packed = new byte[content.length + 1000];
        int size = deflater.deflate(packed);
        deflater.end();
        CRC32 crc = new CRC32();
        crc.update(content);
        ByteBuffer head = ByteBuffer.allocate(26).order(ByteOrder.LITTLE_ENDIAN);
        head.putShort((short) 20).putShort((short) 0).putShort((short) 8).putInt(0x00210000);
        head.putInt((int) crc.getValue())
                .putInt(size)
                .putInt(content.length)
                .putShort((short) 1)
                .putShort((short) 0);
        ByteBuffer all = ByteBuffer.allocate(size + 100 + 22 + 8).order(ByteOrder.LITTLE_ENDIAN);
        all.putInt(0x04034b50).put(head.array()).put((byte) 'b').put(packed, 0, size);
        int directory = all.position();
        all.putInt(0x02014b50)
                .putShort((short) 20)
                .put(head.array())
                .putShort((short) 0)
                .putShort((short) 0);
        all.putShort((short) 0).putInt(0).putInt(0).put((byte) 'b');
        int length = all.position() - directory;
        all.putInt(0x06054b50)
                .putInt(0)
                .putShort((short) 1)
                .putShort((short) 1)
                .putInt(length)
                .putInt(directory);
        all.putShort((short) 0);
        return Arrays.copyOf(all.array(), all.position());
    }
}
