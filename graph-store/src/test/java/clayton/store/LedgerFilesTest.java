package clayton.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import clayton.chain.Block;
import clayton.chain.ChainBuilder;
import clayton.chain.ChainBuilder.Built;
import clayton.chain.ChainBuilder.Tx;
import clayton.chain.CorruptDataException;
import clayton.chain.Network;
import clayton.chain.OutputId;
import clayton.chain.Progress;
import clayton.chain.TransactionView;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The files of a ledger: their bytes, their checks, who may write them.
final class LedgerFilesTest {
    @TempDir
    private Path temp;

    private Path folder = Path.of("");
    private List<Block> blocks = List.of();

    @BeforeEach
    void load() throws IOException {
        folder = temp.resolve("ledger");
        blocks = LedgerFolders.blocks(LedgerFolders.chain(1, 60));
        LedgerFolders.load(folder, 0, blocks, 1000);
    }

    /// If this fails, the format has changed: raise its version, describe it in docs/file-format.md, then set the
    /// digests.
    @Test
    void theBytesOnDiskAreThoseOfTheFormatInTheDocs() throws Exception {
        Path golden = temp.resolve("golden");
        LedgerFolders.load(golden, 2, story(), 1000);
        SortedMap<String, String> digests = new TreeMap<>();
        for (Map.Entry<String, byte[]> file : LedgerFolders.read(golden).entrySet()) {
            if (!file.getKey().equals(Commit.FILE)) {
                byte[] digest = MessageDigest.getInstance("SHA-256").digest(file.getValue());
                digests.put(file.getKey(), HexFormat.of().formatHex(digest, 0, 8) + " " + file.getValue().length);
            }
        }
        StringBuilder found = new StringBuilder();
        digests.forEach(
                (file, digest) -> found.append(file).append(' ').append(digest).append('\n'));
        String expected;
        try (var text = LedgerFilesTest.class.getResourceAsStream("ledger-files.txt")) {
            expected = new String(text.readAllBytes(), StandardCharsets.UTF_8);
        }
        assertThat(found).hasToString(expected);
    }

    /// A few blocks in which every column gets a row: boundary outputs, a script used twice, OP_RETURN, a namesake.
    private static List<Block> story() {
        ChainBuilder chain = new ChainBuilder(Network.REGTEST);
        byte[] key = HexFormat.of().parseHex("0014" + "ab".repeat(20));
        Built first = chain.next().mine();
        Built second = chain.next().mine();
        Tx split = new Tx()
                .spend(first.coinbase().coin(0))
                .pay(20 * Network.COIN, key)
                .pay(29 * Network.COIN);
        Tx join = new Tx()
                .spend(split.coin(0), split.coin(1), second.coinbase().coin(0))
                .pay(98 * Network.COIN, key)
                .pay(Network.COIN / 2, new byte[] {0x6a, 1, 7});
        Tx quiet = new Tx().coinbaseData(new byte[] {1, 2, 3}).pay(50 * Network.COIN, key);
        chain.next().add(split).mine();
        chain.next().coinbase(quiet).mine();
        chain.next().add(join).mine();
        return LedgerFolders.blocks(chain.next().coinbase(quiet.namesake()).mine());
    }

    @Test
    void aSoundLedgerHasNoDamage() throws IOException {
        try (Ledger ledger = Ledger.open(folder)) {
            assertThat(ledger.damages(Progress.NONE)).isEmpty();
            assertThat(ledger.isLoading()).isFalse();
        }
    }

    @Test
    void aChangedByteInAnyFileIsNamed() throws IOException {
        Random random = new Random(4);
        for (Map.Entry<String, byte[]> file : LedgerFolders.read(folder).entrySet()) {
            for (int i = 0; i < 20 && file.getValue().length > 0; i++) {
                byte[] bytes = file.getValue().clone();
                int at = i == 0 ? bytes.length - 1 : random.nextInt(bytes.length);
                bytes[at] ^= (byte) (1 + random.nextInt(255));
                Path damaged = folder.resolve(file.getKey());
                Files.write(damaged, bytes);
                assertThat(firstDamage()).as(damaged + " at " + at).contains(damaged.toString());
            }
            Files.write(folder.resolve(file.getKey()), file.getValue());
        }
    }

    @Test
    void aFileThatIsMissingOrShortIsNamed() throws IOException {
        for (Map.Entry<String, byte[]> file : LedgerFolders.read(folder).entrySet()) {
            Path path = folder.resolve(file.getKey());
            if (file.getValue().length > 0 && !file.getKey().equals(Commit.FILE)) {
                Files.write(path, java.util.Arrays.copyOf(file.getValue(), file.getValue().length - 1));
                assertThat(firstDamage()).contains(path.toString());
                Files.delete(path);
                assertThat(firstDamage()).contains(path.toString());
                Files.write(path, file.getValue());
            }
        }
    }

    /// A mapped page that has no file behind it any more is a signal to the process; it must not end it.
    @Test
    void aFileCutUnderAReaderIsNamed() throws IOException {
        try (Ledger ledger = Ledger.open(folder)) {
            for (String column : List.of("values", "transactions", "txid-index-10")) {
                try (FileChannel channel = FileChannel.open(folder.resolve(column), StandardOpenOption.WRITE)) {
                    channel.truncate(ColumnHeader.BYTES);
                }
            }
            assertThatThrownBy(() -> ledger.read(OutputId.of(3, 0, 0), new TransactionView()))
                    .isInstanceOf(CorruptDataException.class)
                    .hasMessageContaining("the file was cut");
            assertThat(ledger.damages(Progress.NONE))
                    .hasSize(3)
                    .allSatisfy(damage -> assertThat(damage).contains("offset 0", "the file was cut"));
        }
    }

    @Test
    void aDamagedLedgerIsNeitherReadNorExtended() throws IOException {
        byte[] bytes = Files.readAllBytes(folder.resolve("values"));
        bytes[bytes.length - 3] ^= 1;
        Files.write(folder.resolve("values"), bytes);
        try (Ledger ledger = Ledger.open(folder)) {
            assertThatThrownBy(() -> ledger.read(OutputId.of(3, 0, 0), new TransactionView()))
                    .hasMessageContaining("values")
                    .hasMessageContaining("offset 0");
        }
        List<Block> longer = LedgerFolders.blocks(LedgerFolders.chain(1, 70));
        assertThatThrownBy(() -> LedgerFolders.load(folder, 0, longer, 5)).hasMessageContaining("values");
    }

    @Test
    void aSecondLoaderIsRefused() throws IOException {
        try (LedgerWriter first = LedgerWriter.open(folder, Network.REGTEST, 0, temp)) {
            assertThat(first.tip()).hasValue(blocks.size() - 1);
            assertThatThrownBy(() -> LedgerWriter.open(folder, Network.REGTEST, 0, temp))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("another load");
        }
    }

    @Test
    void aFolderThatIsNotThisLedgerIsRefused() throws IOException {
        assertThatThrownBy(() -> LedgerWriter.open(folder, Network.MAIN, 0, temp))
                .hasMessageContaining("regtest");
        assertThatThrownBy(() -> LedgerWriter.open(folder, Network.REGTEST, 5, temp))
                .hasMessageContaining("--from 0");
        Path other = Files.createDirectories(temp.resolve("other"));
        Files.writeString(other.resolve("letter.txt"), "dear reader");
        assertThatThrownBy(() -> LedgerWriter.open(other, Network.REGTEST, 0, temp))
                .hasMessageContaining("letter.txt");
        assertThatThrownBy(() -> Ledger.open(other)).hasMessageContaining("no ledger");
        assertThat(other).isDirectoryContaining("glob:**letter.txt");
    }

    @Test
    void aLedgerWithoutBlocksTakesAnyHeightAndNetwork() throws IOException {
        Path early = temp.resolve("early");
        LedgerWriter.open(early, Network.MAIN, 7, temp).close();
        LedgerFolders.load(early, 0, blocks, 1000);
        SortedMap<String, byte[]> expected = LedgerFolders.read(folder);
        assertThat(LedgerFolders.read(early).keySet()).isEqualTo(expected.keySet());
        LedgerFolders.read(early)
                .forEach((name, bytes) -> assertThat(bytes).as(name).isEqualTo(expected.get(name)));
    }

    @Test
    void aReaderSeesTheLastCommitWhileALoaderIsAtWork() throws IOException {
        List<Block> longer = LedgerFolders.blocks(LedgerFolders.chain(1, 90));
        try (LedgerWriter writer = LedgerWriter.open(folder, Network.REGTEST, 0, temp)) {
            String before;
            try (Ledger ledger = Ledger.open(folder)) {
                before = ledger.utxoSha256(Progress.NONE);
            }
            for (Block block : longer.subList(blocks.size(), longer.size())) {
                writer.accept(block);
            }
            try (Ledger ledger = Ledger.open(folder)) {
                assertThat(ledger.isLoading()).isTrue();
                assertThat(ledger.to()).isEqualTo(blocks.size() - 1);
                assertThat(ledger.utxoSha256(Progress.NONE)).isEqualTo(before);
                assertThat(ledger.damages(Progress.NONE)).isEmpty();
            }
        }
    }

    private String firstDamage() {
        try (Ledger ledger = Ledger.open(folder)) {
            return String.join("\n", ledger.damages(Progress.NONE));
        } catch (IOException e) {
            return String.valueOf(e.getMessage());
        }
    }
}
