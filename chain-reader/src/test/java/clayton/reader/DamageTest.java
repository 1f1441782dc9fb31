package clayton.reader;

import static clayton.reader.Reading.hashes;
import static clayton.reader.Reading.load;
import static org.assertj.core.api.Assertions.assertThat;

import clayton.chain.ChainBuilder;
import clayton.chain.ChainBuilder.Built;
import clayton.chain.Network;
import clayton.chain.Progress;
import clayton.chain.RandomChain;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
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

    /// What must hold is said in [Flips].
    @Test
    void tenThousandFlippedBitsLetNothingWrongPass() throws IOException {
        Flips flips = new Flips(Flips.generate(temp.resolve("flips"), 41, 6));
        flips.run(43, 0, 10_000);
        assertThat(flips.report().getFirst()).matches("[0-9]{5} blocks .* [0-9]{4} refused .* [0-9]{4} loads ended .*");
    }

    private static LoadReport one(Path folder, int from, CollectingSink sink) throws IOException {
        BlockFolder opened = BlockFolder.open(folder, Optional.of(Network.REGTEST), Optional.empty(), Progress.NONE);
        return ChainLoader.load(opened, from, 1000, sink, LoadOptions.standard().withThreads(1), Progress.NONE);
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
