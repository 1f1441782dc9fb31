package clayton.reader;

import static clayton.reader.Reading.hashes;
import static clayton.reader.Reading.load;
import static clayton.reader.Reading.loaded;
import static clayton.reader.Reading.open;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import clayton.chain.ChainBuilder;
import clayton.chain.ChainBuilder.Built;
import clayton.chain.ChainBuilder.Tx;
import clayton.chain.CorruptDataException;
import clayton.chain.MemoryGraph;
import clayton.chain.Network;
import clayton.chain.Progress;
import clayton.chain.RandomChain;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Folders as nodes leave them, from whole to badly damaged.
final class FolderShapesTest {
    private static final byte[] KEY = {0x11, 0x22, 0x33, 0x44, 0x55, 0x66, 0x77, (byte) 0x88};

    @TempDir
    private Path temp;

    private final ChainBuilder chain = new ChainBuilder(Network.REGTEST);
    private final Built tip = new RandomChain(chain, chain.genesis(), new Random(7)).grow(12);
    private final List<Built> blocks = tip.chain();

    @Test
    void anyKeyGivesTheSameChain() throws IOException {
        byte[] magicKey = {(byte) 0xfa, (byte) 0xbf, (byte) 0xb5, (byte) 0xda, 0x1c, 1, 0, 0};
        int i = 0;
        for (byte[] key : List.of(new byte[0], new byte[8], KEY, magicKey)) {
            Path folder = new FolderWriter(temp.resolve("" + i++), Network.REGTEST, key)
                    .blocks(blocks)
                    .zeros(5_000)
                    .write();
            assertThat(loaded(folder)).isEqualTo(hashes(tip));
            assertThat(open(folder).skipped()).isEmpty();
        }
    }

    @Test
    void aKeyOfAnotherLengthIsRefused() throws IOException {
        Path folder = new FolderWriter(temp).blocks(blocks).write();
        for (int length : new int[] {0, 7, 9}) {
            Files.write(folder.resolve("xor.dat"), new byte[length]);
            assertThatThrownBy(() -> open(folder))
                    .isInstanceOf(CorruptDataException.class)
                    .hasMessageContaining("xor.dat")
                    .hasMessageContaining(length + " bytes");
        }
    }

    @Test
    void aWrongKeyIsToldFromDamage() throws IOException {
        Path folder =
                new FolderWriter(temp, Network.REGTEST, KEY).blocks(blocks).write();
        Files.write(folder.resolve("xor.dat"), new byte[] {1, 2, 3, 4, 5, 6, 7, 8});
        assertThatThrownBy(() -> open(folder))
                .isInstanceOf(CorruptDataException.class)
                .hasMessageContaining("xor.dat");
    }

    @Test
    void placesAreReadAtAnyOffset() throws IOException {
        Path folder =
                new FolderWriter(temp, Network.REGTEST, KEY).blocks(blocks).write();
        BlockFiles files = BlockFiles.in(folder);
        byte[] first = blocks.getFirst().raw();
        for (int skip = 0; skip < 9; skip++) {
            assertThat(files.read(0, 8 + skip, 50)).isEqualTo(Arrays.copyOfRange(first, skip, skip + 50));
        }
        assertThatThrownBy(() -> files.read(0, 8, 1 << 30)).isInstanceOf(CorruptDataException.class);
    }

    @Test
    void aFolderNeedsNothingButBlockFiles() throws IOException {
        Path folder = new FolderWriter(temp).blocks(blocks).write();
        Files.writeString(folder.resolve("blk1.dat"), "not one");
        Files.writeString(folder.resolve("blk00001.dat.bak"), "not one");
        assertThat(loaded(folder)).isEqualTo(hashes(tip));
    }

    @Test
    void aFolderWithoutBlocksIsRefusedByName() throws IOException {
        assertThatThrownBy(() -> open(temp.resolve("none"))).isInstanceOf(NoSuchFileException.class);
        assertThatThrownBy(() -> open(temp))
                .isInstanceOf(NoSuchFileException.class)
                .hasMessageContaining("blk");
        Path empty = new FolderWriter(temp).zeros(1000).write();
        assertThatThrownBy(() -> open(empty))
                .isInstanceOf(CorruptDataException.class)
                .hasMessageContaining("blk00000.dat, offset 0");
    }

    @Test
    void theOrderInTheFilesDoesNotMatter() throws IOException {
        Random random = new Random(1);
        for (int round = 0; round < 10; round++) {
            List<Built> shuffled = new ArrayList<>(blocks);
            Collections.shuffle(shuffled, random);
            FolderWriter writer = new FolderWriter(temp.resolve("" + round));
            for (int i = 0; i < shuffled.size(); i++) {
                writer.toFile(i * 3 / shuffled.size()).block(shuffled.get(i));
            }
            assertThat(loaded(writer.write())).isEqualTo(hashes(tip));
        }
    }

    @Test
    void garbageBetweenRecordsIsSteppedOverAndReported() throws IOException {
        byte[] garbage = new byte[100];
        new Random(2).nextBytes(garbage);
        byte[] falseStart = Arrays.copyOf(new FolderWriter(temp).record(new byte[90]), 30);
        FolderWriter writer = new FolderWriter(temp, Network.REGTEST, KEY);
        List<SkippedRange> expected = new ArrayList<>();
        for (Built block : blocks) {
            writer.block(block);
            int from = writer.size();
            writer.bytes(block.height() % 2 == 0 ? garbage : falseStart);
            int last = writer.size();
            writer.zeros(64);
            expected.add(new SkippedRange(0, from, last));
        }
        Path folder = writer.write();
        assertThat(loaded(folder)).isEqualTo(hashes(tip));
        assertThat(open(folder).skipped()).isEqualTo(expected);
    }

    @Test
    void whatStandsBehindZerosIsFound() throws IOException {
        Path folder = new FolderWriter(temp, Network.REGTEST, KEY)
                .blocks(blocks.subList(0, 6))
                .zeros(3_000_000)
                .blocks(blocks.subList(6, blocks.size()))
                .zeros(100_000)
                .write();
        assertThat(loaded(folder)).isEqualTo(hashes(tip));
        assertThat(open(folder).skipped()).isEmpty();
    }

    @Test
    void nothingBehindATornRecordIsLost() throws IOException {
        Built torn = blocks.get(4);
        byte[] record = new FolderWriter(temp).record(torn.raw());
        for (int cut : new int[] {89, 100, record.length / 2, record.length - 1}) {
            Path folder = new FolderWriter(temp.resolve("" + cut))
                    .blocks(blocks.subList(0, 4))
                    .bytes(Arrays.copyOf(record, cut))
                    .blocks(blocks.subList(4, blocks.size()))
                    .write();
            CollectingSink sink = new CollectingSink();
            LoadReport report = load(folder, sink);
            assertThat(sink.hashes.values()).as("cut at %s", cut).containsExactlyElementsOf(hashes(tip));
            assertThat(report.refused()).isEmpty();
            assertThat(report.notes()).anyMatch(note -> note.contains("another one was used"));
        }
    }

    @Test
    void aDamagedCopyIsReplacedByAWholeOne() throws IOException {
        byte[] damaged = blocks.get(5).raw();
        damaged[damaged.length - 6] ^= 1;
        Path folder = new FolderWriter(temp)
                .block(damaged)
                .block(damaged)
                .blocks(blocks)
                .blocks(blocks.subList(2, 9))
                .write();
        CollectingSink sink = new CollectingSink();
        LoadReport report = load(folder, sink);
        assertThat(sink.hashes.values()).containsExactlyElementsOf(hashes(tip));
        assertThat(report.notes())
                .filteredOn(note -> note.contains("bad-txnmrklroot"))
                .hasSize(2);
    }

    @Test
    void aDamagedBlockIsRefusedByNameWithAllThatStandsOnIt() throws IOException {
        byte[] damaged = blocks.get(5).raw();
        damaged[damaged.length - 6] ^= 1;
        Path folder = new FolderWriter(temp)
                .blocks(blocks.subList(0, 5))
                .block(damaged)
                .blocks(blocks.subList(6, blocks.size()))
                .write();
        CollectingSink sink = new CollectingSink();
        LoadReport report = load(folder, sink);
        assertThat(sink.hashes.values()).containsExactlyElementsOf(hashes(blocks.get(4)));
        assertThat(report.to()).isEqualTo(4);
        assertThat(report.refused()).singleElement().satisfies(refused -> {
            assertThat(refused.height()).isEqualTo(5);
            assertThat(refused.hash()).isEqualTo(blocks.get(5).hash());
            assertThat(refused.reason()).isEqualTo("bad-txnmrklroot");
        });
    }

    @Test
    void theMostWorkWinsAndTheOthersAreStale() throws IOException {
        Built fork = blocks.get(6);
        Built rival = chain.on(fork).mine();
        Path folder = new FolderWriter(temp)
                .blocks(blocks.subList(0, 7))
                .block(rival)
                .blocks(blocks.subList(7, blocks.size()))
                .write();
        BlockFolder opened = open(folder);
        assertThat(opened.hashAt(12)).contains(tip.hash());
        assertThat(opened.staleBlocks()).singleElement().satisfies(stale -> {
            assertThat(stale.hash()).isEqualTo(rival.hash());
            assertThat(stale.height()).isEqualTo(7);
            assertThat(stale.reason()).isEqualTo("stale");
            assertThat(opened.files().read(stale.file(), stale.offset(), rival.raw().length))
                    .isEqualTo(rival.raw());
        });
    }

    @Test
    void ofTwoEqualTipsTheFirstInTheFilesWinsAndThatIsSaid() throws IOException {
        Built a = chain.on(tip).mine();
        Built b = chain.on(tip).time(5).mine();
        for (List<Built> order : List.of(List.of(a, b), List.of(b, a))) {
            Path folder = new FolderWriter(temp.resolve(order.getFirst().hash().toString()))
                    .block(order.getFirst())
                    .block(order.getLast())
                    .blocks(blocks)
                    .write();
            BlockFolder opened = open(folder);
            assertThat(opened.hashAt(13)).contains(order.getFirst().hash());
            assertThat(opened.notes())
                    .singleElement()
                    .satisfies(note -> assertThat(note)
                            .contains(a.hash().toString())
                            .contains(b.hash().toString()));
        }
    }

    @Test
    void blocksThatConnectToNothingAreCountedApart() throws IOException {
        List<Built> withHole = new ArrayList<>(blocks);
        withHole.remove(8);
        Path folder = new FolderWriter(temp).blocks(withHole).write();
        BlockFolder opened = open(folder);
        assertThat(opened.tipHeight()).isEqualTo(7);
        assertThat(opened.notes())
                .singleElement()
                .satisfies(note ->
                        assertThat(note).startsWith("4 blocks connect to nothing, the first at blk00000.dat, offset "));
    }

    @Test
    void aPrunedFolderIsAnchoredByItsCoinbases() throws IOException {
        Built end = new RandomChain(chain, chain.genesis(), new Random(3)).growQuietly(40, 1000);
        List<Built> kept = end.chain().subList(20, 41);
        BlockFolder opened = open(new FolderWriter(temp).blocks(kept).write());
        assertThat(opened.firstHeight()).isEqualTo(20);
        assertThat(opened.tipHeight()).isEqualTo(40);
        assertThat(opened.hashAt(30)).contains(end.chain().get(30).hash());
        assertThat(opened.notes()).contains("heights 0 to 19 are absent from the files");
        assertThatThrownBy(() -> load(opened, 0, new CollectingSink()))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("heights 0 to 19 are absent");
        CollectingSink sink = new CollectingSink();
        assertThat(load(opened, 20, sink).blocks()).isEqualTo(21);
    }

    @Test
    void coinbasesThatDisagreeAnchorNothing() throws IOException {
        Built liar = chain.on(tip)
                .coinbase(new Tx().coinbaseData(new byte[] {2, 1, 1, 0}).pay(1))
                .mine();
        Path folder =
                new FolderWriter(temp).blocks(blocks.subList(5, 13)).block(liar).write();
        assertThatThrownBy(() -> open(folder))
                .isInstanceOf(CorruptDataException.class)
                .hasMessageContaining("genesis");
    }

    @Test
    void heightsCountFromGenesisWhateverCoinbasesState() throws IOException {
        Built odd = chain.on(tip)
                .coinbase(new Tx().coinbaseData(new byte[] {3, 1, 0x34, 3, 0}).pay(1))
                .mine();
        BlockFolder opened = open(new FolderWriter(temp).blocks(odd.chain()).write());
        assertThat(opened.hashAt(13)).contains(odd.hash());
    }

    @Test
    void blocksKeepTheirOrderWhenTimeRunsBackwards() throws IOException {
        Built late = chain.on(tip).time(2_000_000_000).mine();
        Built early = chain.on(late).time(1_400_000_000).mine();
        Path folder = new FolderWriter(temp).blocks(early.chain()).write();
        assertThat(loaded(folder)).isEqualTo(hashes(early));
    }

    @Test
    void duplicateCoinbasesAreTwoBlocksWithOneTxid() throws IOException {
        Tx coinbase = new Tx().coinbaseData(new byte[] {1, 2, 3}).pay(50 * Network.COIN);
        Built first = chain.on(tip).coinbase(coinbase).mine();
        Built second = chain.on(first).coinbase(coinbase.namesake()).mine();
        MemoryGraph graph = new MemoryGraph(Network.REGTEST);
        load(new FolderWriter(temp).blocks(second.chain()).write(), graph);
        assertThat(graph.transactions(coinbase.txid())).hasSize(2);
    }

    @Test
    void theNetworkIsToldFromTheMagic() throws IOException {
        Path folder = new FolderWriter(temp).blocks(blocks).write();
        assertThat(open(folder).network()).isEqualTo(Network.REGTEST);
        assertThatThrownBy(() -> BlockFolder.open(folder, Optional.of(Network.MAIN), Optional.empty(), Progress.NONE))
                .isInstanceOf(CorruptDataException.class)
                .hasMessageContaining("blocks of main");
    }

    @Test
    void aMagicThatBeliesItsGenesisBlockIsRefused() throws IOException {
        Network disguised = new Network(
                "main", Network.MAIN.magic(), Network.MAIN.genesis(), Network.REGTEST.powLimitBits(), 210_000, 227_931);
        Path folder = new FolderWriter(temp, disguised).blocks(blocks).write();
        assertThatThrownBy(() -> BlockFolder.open(folder, Optional.of(disguised), Optional.empty(), Progress.NONE))
                .isInstanceOf(CorruptDataException.class)
                .hasMessageContaining("the genesis block of main");
    }

    @Test
    void aNetworkIsFoundBehindGarbage() throws IOException {
        Path folder = new FolderWriter(temp)
                .bytes(new byte[] {1, 2, 3})
                .blocks(blocks)
                .write();
        assertThat(loaded(folder)).isEqualTo(hashes(tip));
    }
}
