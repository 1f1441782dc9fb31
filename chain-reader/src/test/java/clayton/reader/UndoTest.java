package clayton.reader;

import static clayton.reader.Reading.load;
import static clayton.reader.Reading.open;
import static org.assertj.core.api.Assertions.assertThat;

import clayton.chain.Block;
import clayton.chain.ChainBuilder;
import clayton.chain.ChainBuilder.Built;
import clayton.chain.ChainBuilder.Coin;
import clayton.chain.ChainBuilder.Tx;
import clayton.chain.MemoryGraph;
import clayton.chain.Network;
import clayton.chain.RandomChain;
import clayton.chain.SpentOutputs;
import clayton.chain.TransactionGraph;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Undo data from files that nodes write, and from files that time has been at.
final class UndoTest {
    @TempDir
    private Path temp;

    private final ChainBuilder chain = new ChainBuilder(Network.REGTEST);
    private final Built tip = new RandomChain(chain, chain.genesis(), new Random(11)).grow(40);
    private final List<Built> blocks = tip.chain();

    /// What a load from height 1 found spent, by height.
    private Map<Integer, List<String>> spent = new TreeMap<>();

    private LoadReport read(FolderWriter writer) throws IOException {
        spent = new TreeMap<>();
        return load(open(writer.write()), 1, new CollectingSink(block -> {
            if (block.spent != null) {
                spent.put(block.height, lines(block.spent, block.inputs()));
            }
        }));
    }

    private static Map<Integer, List<String>> expected(List<Built> blocks) {
        Map<Integer, List<String>> expected = new TreeMap<>();
        for (Built built : blocks) {
            Block block = built.block();
            if (built.height() > 0) {
                expected.put(built.height(), lines(Objects.requireNonNull(block.spent), block.inputs()));
            }
        }
        return expected;
    }

    private static List<String> lines(SpentOutputs spent, int inputs) {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < inputs; i++) {
            byte[] script = Arrays.copyOfRange(spent.scripts, spent.scriptStart[i], spent.scriptStart[i + 1]);
            lines.add(spent.value[i] + " " + spent.height[i] + " " + spent.coinbase[i] + " "
                    + HexFormat.of().formatHex(script));
        }
        return lines;
    }

    private FolderWriter withoutUndo(String name) {
        return new FolderWriter(
                        temp.resolve(name),
                        Network.REGTEST,
                        (byte) 9,
                        (byte) 8,
                        (byte) 7,
                        (byte) 6,
                        (byte) 5,
                        (byte) 4,
                        (byte) 3,
                        (byte) 2)
                .blocks(blocks);
    }

    private FolderWriter withUndo(String name) {
        FolderWriter writer = withoutUndo(name);
        blocks.stream().skip(1).forEach(writer::undo);
        return writer;
    }

    @Test
    void recordsInHeightOrderFillEveryBlock() throws IOException {
        LoadReport report = read(withUndo("ordered"));
        assertThat(report.withoutUndo()).isZero();
        assertThat(spent).isEqualTo(expected(blocks));
    }

    @Test
    void theOrderOfRecordsDoesNotMatter() throws IOException {
        for (int seed = 0; seed < 5; seed++) {
            List<Built> shuffled = new ArrayList<>(blocks.subList(1, blocks.size()));
            Collections.shuffle(shuffled, new Random(seed));
            FolderWriter writer = withoutUndo("shuffled" + seed);
            shuffled.forEach(writer::undo);
            read(writer);
            assertThat(spent).as("seed %s", seed).isEqualTo(expected(blocks));
        }
    }

    @Test
    void aLoadFromGenesisLeavesUndoDataAlone() throws IOException {
        load(
                open(withUndo("genesis").write()),
                0,
                new CollectingSink(block -> assertThat(block.spent).isNull()));
    }

    @Test
    void aRangeWithUndoDataKnowsEveryInput() throws IOException {
        MemoryGraph graph = new MemoryGraph(Network.REGTEST);
        BlockFolder folder = open(withUndo("range").write());
        LoadReport report = load(folder, 20, graph);
        assertThat(report.from()).isEqualTo(20);
        assertThat(graph.from()).isEqualTo(20);
        for (Built block : blocks.subList(20, blocks.size())) {
            for (Tx tx : block.txs()) {
                for (Coin coin :
                        tx.inputs().stream().flatMap(s -> s.coin().stream()).toList()) {
                    assertThat(Arrays.stream(graph.outputs(coin.outPoint()))
                                    .mapToObj(id -> graph.output(id).valueSats()))
                            .contains(coin.valueSats())
                            .doesNotContain(TransactionGraph.UNKNOWN);
                }
            }
        }
    }

    @Test
    void withoutUndoFilesTheRangeStillLoads() throws IOException {
        LoadReport report = read(withoutUndo("none"));
        long spending = blocks.stream().filter(block -> block.txs().size() > 1).count();
        assertThat(report.blocks()).isEqualTo(40);
        assertThat(report.withoutUndo()).isEqualTo((int) spending);
        assertThat(report.notes()).anyMatch(note -> note.contains("rev00000.dat is missing"));
    }

    @Test
    void aDamagedRecordCostsItsBlockAlone() throws IOException {
        Built victim = blocks.stream()
                .filter(block -> block.txs().size() > 3)
                .findFirst()
                .orElseThrow();
        FolderWriter writer = withoutUndo("damaged");
        for (Built block : blocks.subList(1, blocks.size())) {
            byte[] record = UndoWriter.record(Network.REGTEST.magic(), block);
            record[record.length - 40] ^= block == victim ? (byte) 1 : (byte) 0;
            writer.undo(record);
        }
        LoadReport report = read(writer);
        Map<Integer, List<String>> expected = expected(blocks);
        expected.remove(victim.height());
        assertThat(spent).isEqualTo(expected);
        assertThat(report.withoutUndo()).isEqualTo(1);
        assertThat(report.notes())
                .singleElement()
                .satisfies(note -> assertThat(note)
                        .contains("height " + victim.height())
                        .contains("no record of rev00000.dat has its checksum"));
    }

    @Test
    void nothingBehindATornRecordIsLost() throws IOException {
        FolderWriter writer = withoutUndo("torn");
        for (Built block : blocks.subList(1, blocks.size())) {
            byte[] record = UndoWriter.record(Network.REGTEST.magic(), block);
            writer.undo(Arrays.copyOf(record, record.length - 1 - record.length / 3));
            writer.undo(record);
        }
        read(writer);
        assertThat(spent).isEqualTo(expected(blocks));
    }

    @Test
    void anUndoFileCutAnywhereIsNoFailure() throws IOException {
        Path folder = withUndo("cut").write();
        byte[] whole = Files.readAllBytes(folder.resolve("rev00000.dat"));
        Map<Integer, List<String>> expected = expected(blocks);
        for (int length = whole.length; length >= 0; length -= 97) {
            Files.write(folder.resolve("rev00000.dat"), Arrays.copyOf(whole, length));
            Map<Integer, List<String>> found = new TreeMap<>();
            LoadReport report = load(open(folder), 1, new CollectingSink(block -> {
                if (block.spent != null) {
                    found.put(block.height, lines(block.spent, block.inputs()));
                }
            }));
            assertThat(report.blocks()).isEqualTo(40);
            assertThat(expected).containsAllEntriesOf(found);
        }
    }

    @Test
    void twoRecordsThatFitAreToldApartByTheSupplySumOrNotAtAll() throws IOException {
        Coin rich = blocks.get(1).coinbase().coin(0);
        Built parent = chain.on(blocks.get(1)).reward(1).mine();
        Coin poor = parent.coinbase().coin(0);
        Built spendsRich = chain.on(parent)
                .reward(1)
                .add(new Tx().spend(rich).pay(rich.valueSats()))
                .mine();
        Built spendsPoor =
                chain.on(parent).reward(2).add(new Tx().spend(poor).pay(0)).mine();
        Built end = chain.on(spendsRich).reward(1).mine();

        FolderWriter writer = new FolderWriter(temp.resolve("told"))
                .blocks(end.chain())
                .block(spendsPoor)
                .undo(spendsPoor)
                .undo(spendsRich);
        assertThat(read(writer).withoutUndo()).isZero();
        assertThat(spent).isEqualTo(expected(end.chain()));

        Built stale = chain.on(spendsPoor).reward(1).mine();
        Built staleEnd = chain.on(stale).reward(1).mine();
        FolderWriter ambiguous = new FolderWriter(temp.resolve("ambiguous"))
                .blocks(staleEnd.chain())
                .block(spendsRich)
                .undo(spendsPoor)
                .undo(spendsRich);
        LoadReport report = read(ambiguous);
        assertThat(report.withoutUndo()).isEqualTo(1);
        assertThat(report.notes())
                .anyMatch(note -> note.contains("two records fit it, the second at rev00000.dat, offset "));
    }

    @Test
    void valuesThatDoNotCloseTheSumAreNotBelieved() throws IOException {
        Coin coin = blocks.get(1).coinbase().coin(0);
        Built block = chain.on(blocks.get(1))
                .reward(1)
                .add(new Tx().spend(coin).pay(coin.valueSats()))
                .mine();
        SpentOutputs less = Objects.requireNonNull(block.block().spent);
        less.value[0]--;
        FolderWriter writer = new FolderWriter(temp.resolve("less"))
                .blocks(block.chain())
                .undo(UndoWriter.record(Network.REGTEST.magic(), block, less));
        LoadReport report = read(writer);
        assertThat(report.refused()).isEmpty();
        assertThat(report.notes()).anyMatch(note -> note.contains("do not close its supply sum"));
    }

    @Test
    void amountsUnpackToWhatWasPacked() throws UndoDecoder.Malformed {
        Random random = new Random(5);
        for (int i = 0; i < 100_000; i++) {
            long scale = (long) Math.pow(10, random.nextInt(16));
            long sats = Math.min(Network.MAX_MONEY, random.nextLong(1000) * scale + random.nextInt(2));
            assertThat(UndoDecoder.amount(UndoWriter.packedAmount(sats))).isEqualTo(sats);
        }
        assertThat(UndoDecoder.amount(UndoWriter.packedAmount(Network.MAX_MONEY)))
                .isEqualTo(Network.MAX_MONEY);
    }
}
