package clayton.reader;

import static clayton.reader.Reading.hashes;
import static clayton.reader.Reading.load;
import static org.assertj.core.api.Assertions.assertThat;

import clayton.chain.Block;
import clayton.chain.ChainBuilder;
import clayton.chain.ChainBuilder.Built;
import clayton.chain.Hash256;
import clayton.chain.Network;
import clayton.chain.PlainDecoder;
import clayton.chain.Progress;
import clayton.chain.RandomChain;
import clayton.chain.SpentOutputs;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Every cut and ten thousand flipped bits: only what is whole is handed over, nothing hangs, and what cannot be
/// read is told by an `IOException`.
@Timeout(120)
final class DamageTest {
    private static final byte[] KEY = {9, 0, 8, 7, 0, 6, 5, 4};

    @TempDir
    private Path temp;

    private final ChainBuilder chain = new ChainBuilder(Network.REGTEST);
    private final Built tip = new RandomChain(chain, chain.genesis(), new Random(41)).grow(6);
    private final List<Built> blocks = tip.chain();
    private final List<Block> originals = blocks.stream().map(Built::block).toList();

    private Path folder() throws IOException {
        FolderWriter writer = new FolderWriter(temp, Network.REGTEST, KEY).blocks(blocks);
        blocks.stream().skip(1).forEach(writer::undo);
        return writer.zeros(100).write();
    }

    @Test
    void aFileCutAnywhereGivesTheWholeBlocksBefore() throws IOException {
        Path folder = folder();
        Path file = folder.resolve("blk00000.dat");
        byte[] whole = Files.readAllBytes(file);
        int[] ends = new int[blocks.size()];
        int end = 0;
        for (int i = 0; i < ends.length; i++) {
            end += 8 + blocks.get(i).raw().length;
            ends[i] = end;
        }
        for (int length = ends[0]; length <= whole.length; length++) {
            Files.write(file, Arrays.copyOf(whole, length));
            int cut = length;
            int expected = (int) Arrays.stream(ends).filter(each -> each <= cut).count();
            CollectingSink sink = new CollectingSink();
            LoadReport report = one(folder, 0, sink);
            assertThat(sink.hashes.values())
                    .as("cut at %s", length)
                    .containsExactlyElementsOf(hashes(tip).subList(0, expected));
            int tail = ends[expected - 1];
            if (length < end && length > tail) {
                assertThat(report.skipped())
                        .singleElement()
                        .satisfies(range -> assertThat(range.from()).isEqualTo(tail));
            }
            assertThat(report.refused()).isEmpty();
        }
    }

    @Test
    void tenThousandFlippedBitsLetNothingWrongPass() throws IOException {
        Path folder = folder();
        Random random = new Random(43);
        int refused = 0;
        for (int round = 0; round < 10_000; round++) {
            String name = List.of("blk00000.dat", "blk00000.dat", "rev00000.dat", "rev00000.dat", "xor.dat")
                    .get(round % 5);
            Map<Integer, Integer> flips = new TreeMap<>();
            try (RandomAccessFile file =
                    new RandomAccessFile(folder.resolve(name).toFile(), "rw")) {
                for (int i = random.nextInt(8); i >= 0; i--) {
                    flips.put(random.nextInt((int) file.length()), 1 << random.nextInt(8));
                }
                flip(file, flips);
                one(folder, round % 2, new CollectingSink(this::check));
            } catch (IOException e) {
                refused++;
            } catch (RuntimeException | Error e) {
                throw new AssertionError("seed 43, round " + round, e);
            }
            try (RandomAccessFile file =
                    new RandomAccessFile(folder.resolve(name).toFile(), "rw")) {
                flip(file, flips);
            }
        }
        assertThat(refused).isGreaterThan(1_000);
        assertThat(one(folder, 1, new CollectingSink(this::check)).withoutUndo())
                .isZero();
    }

    private static void flip(RandomAccessFile file, Map<Integer, Integer> flips) throws IOException {
        for (Map.Entry<Integer, Integer> flip : flips.entrySet()) {
            file.seek(flip.getKey());
            int old = file.read();
            file.seek(flip.getKey());
            file.write(old ^ flip.getValue());
        }
    }

    private static LoadReport one(Path folder, int from, CollectingSink sink) throws IOException {
        BlockFolder opened = BlockFolder.open(folder, Optional.of(Network.REGTEST), Optional.empty(), Progress.NONE);
        return ChainLoader.load(opened, from, 1000, sink, LoadOptions.standard().withThreads(1), Progress.NONE);
    }

    /// On regtest every second header has proof of work, so a flipped header can be a block of its own; but root,
    /// link and values must be right.
    private void check(Block block) {
        byte[] raw = Arrays.copyOf(block.bytes, block.length);
        assertThat(PlainDecoder.headerHash(raw)).isEqualTo(block.hash);
        Block plain = PlainDecoder.decode(raw, block.height);
        assertThat(Arrays.copyOf(block.txids, 32 * block.transactions)).isEqualTo(plain.txids);
        Block original = originals.get(block.height);
        assertThat(Hash256.at(raw, 4)).isEqualTo(Hash256.at(original.bytes, 4));
        assertThat(plain.txids).isEqualTo(original.txids);
        SpentOutputs spent = block.spent;
        if (spent != null) {
            SpentOutputs expected = Objects.requireNonNull(original.spent);
            assertThat(Arrays.copyOf(spent.value, block.inputs())).isEqualTo(expected.value);
            assertThat(Arrays.copyOf(spent.scriptStart, block.inputs() + 1)).isEqualTo(expected.scriptStart);
            assertThat(Arrays.copyOf(spent.scripts, spent.scriptStart[block.inputs()]))
                    .isEqualTo(expected.scripts);
        }
    }

    @Test
    void randomBytesAreNoBlocks() throws IOException {
        Random random = new Random(47);
        for (int round = 0; round < 200; round++) {
            byte[] noise = new byte[random.nextInt(5_000)];
            random.nextBytes(noise);
            for (int i = 0; i + 8 < noise.length; i += 8 + random.nextInt(100)) {
                System.arraycopy(
                        new byte[] {(byte) 0xfa, (byte) 0xbf, (byte) 0xb5, (byte) 0xda, 90, 0, 0, 0}, 0, noise, i, 8);
            }
            Path folder = new FolderWriter(temp.resolve("" + round))
                    .block(blocks.getFirst())
                    .bytes(noise)
                    .block(blocks.get(1))
                    .undo(noise)
                    .write();
            CollectingSink sink = new CollectingSink();
            load(folder, sink);
            assertThat(sink.hashes.values()).containsExactlyElementsOf(hashes(blocks.get(1)));
        }
    }
}
