package clayton.reader;

import static clayton.reader.Reading.hashes;
import static clayton.reader.Reading.open;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import clayton.chain.ChainBuilder;
import clayton.chain.ChainBuilder.Built;
import clayton.chain.Hash256;
import clayton.chain.Network;
import clayton.chain.Progress;
import clayton.chain.RandomChain;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The cached header scan gives what a fresh one gives, whatever has happened to folder and cache.
final class HeaderCacheTest {
    private static final byte[] KEY = {1, 2, 3, 4, 5, 6, 7, 8};

    @TempDir
    private Path temp;

    private final ChainBuilder chain = new ChainBuilder(Network.REGTEST);
    private final Built tip = new RandomChain(chain, chain.genesis(), new Random(31)).grow(8);
    private final List<Built> blocks = tip.chain();

    private Path cache() {
        return temp.resolve("sub").resolve("headers");
    }

    private Path folder() throws IOException {
        return new FolderWriter(temp.resolve("blocks"), Network.REGTEST, KEY)
                .blocks(blocks.subList(0, 4))
                .toFile(1)
                .blocks(blocks.subList(4, 9))
                .zeros(500)
                .write();
    }

    private static List<Hash256> chain(BlockFolder folder) {
        List<Hash256> chain = new ArrayList<>();
        for (int height = folder.firstHeight(); height <= folder.tipHeight(); height++) {
            chain.add(folder.hashAt(height).orElseThrow());
        }
        return chain;
    }

    /// Opens with the cache, and without one, and answers the chain if both agree in all.
    private List<Hash256> agreed(Path folder) throws IOException {
        BlockFolder cached = open(folder, cache());
        Path other = temp.resolve("fresh");
        Files.deleteIfExists(other);
        BlockFolder fresh = open(folder, other);
        assertThat(chain(cached)).isEqualTo(chain(fresh));
        assertThat(cached.skipped()).isEqualTo(fresh.skipped());
        assertThat(cached.notes()).isEqualTo(fresh.notes());
        assertThat(cached.staleBlocks()).isEqualTo(fresh.staleBlocks());
        assertThat(cache()).hasSameBinaryContentAs(other);
        return chain(cached);
    }

    @Test
    void aSecondLookGivesTheSame() throws IOException {
        Path folder = folder();
        assertThat(agreed(folder)).isEqualTo(hashes(tip));
        assertThat(agreed(folder)).isEqualTo(hashes(tip));
        try (Stream<Path> beside = Files.list(cache().getParent())) {
            assertThat(beside).hasSize(1);
        }
    }

    @Test
    void unchangedFilesAreNotReadAgain() throws IOException {
        Path folder = folder();
        agreed(folder);
        Path first = folder.resolve("blk00000.dat");
        FileTime time = Files.getLastModifiedTime(first);
        Files.write(first, new byte[(int) Files.size(first)]);
        Files.setLastModifiedTime(first, time);
        assertThat(chain(open(folder, cache()))).isEqualTo(hashes(tip));
    }

    @Test
    void aFileRewrittenInAnotherOrderIsReadAgain() throws IOException {
        Path folder = folder();
        agreed(folder);
        List<Built> others = new ArrayList<>(blocks.subList(4, 9));
        Collections.swap(others, 1, 2);
        new FolderWriter(folder, Network.REGTEST, KEY)
                .blocks(blocks.subList(0, 4))
                .toFile(1)
                .blocks(others)
                .zeros(500)
                .write();
        assertThat(agreed(folder)).isEqualTo(hashes(tip));
    }

    @Test
    void aFileGrowingByteByByteIsFollowed() throws IOException {
        Path folder = folder();
        Path last = folder.resolve("blk00001.dat");
        byte[] whole = Files.readAllBytes(last);
        agreed(folder);
        for (int length = 0; length < whole.length; length += 7) {
            Files.write(last, Arrays.copyOf(whole, length));
            agreed(folder);
        }
        Files.write(last, whole);
        assertThat(agreed(folder)).isEqualTo(hashes(tip));
    }

    @Test
    void aPreallocatedFileBeingFilledIsFollowed() throws IOException {
        Path folder = folder();
        Path last = folder.resolve("blk00001.dat");
        byte[] whole = Files.readAllBytes(last);
        for (int length = 0; length < whole.length; length += 7) {
            Files.write(last, Arrays.copyOf(Arrays.copyOf(whole, length), whole.length));
            agreed(folder);
        }
    }

    @Test
    void aRewrittenFileIsScannedAnew() throws IOException {
        Path folder = folder();
        agreed(folder);
        Built other = chain.on(blocks.get(6)).time(77).mine();
        new FolderWriter(folder, Network.REGTEST, KEY)
                .toFile(1)
                .blocks(blocks.subList(4, 7))
                .block(other)
                .zeros(5_000)
                .write();
        assertThat(agreed(folder)).isEqualTo(hashes(other));
    }

    @Test
    void filesThatComeAndGoAreNoticed() throws IOException {
        Path folder = folder();
        agreed(folder);
        Built more = chain.on(tip).mine();
        new FolderWriter(folder, Network.REGTEST, KEY).toFile(2).block(more).write();
        assertThat(agreed(folder)).isEqualTo(hashes(more));
        Files.delete(folder.resolve("blk00001.dat"));
        assertThat(agreed(folder)).isEqualTo(hashes(blocks.get(3)));
    }

    @Test
    void aDamagedCacheIsAsGoodAsNone() throws IOException {
        Path folder = folder();
        agreed(folder);
        byte[] good = Files.readAllBytes(cache());
        Random random = new Random(3);
        for (int i = 0; i < good.length; i += 3) {
            byte[] bad = good.clone();
            bad[i] ^= (byte) (1 << random.nextInt(8));
            Files.write(cache(), bad);
            assertThat(chain(open(folder, cache()))).isEqualTo(hashes(tip));
            assertThat(cache()).hasBinaryContent(good);
        }
        for (byte[] bad : List.of(new byte[0], Arrays.copyOf(good, 60), Arrays.copyOf(good, good.length + 1))) {
            Files.write(cache(), bad);
            assertThat(chain(open(folder, cache()))).isEqualTo(hashes(tip));
        }
    }

    @Test
    void anotherKeyMakesTheCacheWorthless() throws IOException {
        Path folder = folder();
        agreed(folder);
        FileTime time = Files.getLastModifiedTime(folder.resolve("blk00000.dat"));
        new FolderWriter(folder, Network.REGTEST, new byte[8])
                .blocks(blocks.subList(0, 4))
                .toFile(1)
                .blocks(blocks.subList(4, 9))
                .zeros(500)
                .write();
        Files.setLastModifiedTime(folder.resolve("blk00000.dat"), time);
        assertThat(agreed(folder)).isEqualTo(hashes(tip));
    }

    @Test
    void aStoppedScanSaysSoAndKeepsWhatItFound() throws IOException {
        Path folder = folder();
        Progress notFar = (work, done, total) -> done == 0;
        assertThatThrownBy(() -> BlockFolder.open(folder, Optional.empty(), Optional.of(cache()), notFar))
                .isInstanceOf(CancellationException.class);
        assertThat(cache()).isNotEmptyFile();
        assertThat(agreed(folder)).isEqualTo(hashes(tip));
    }

    @Test
    void aCacheThatCannotBeWrittenIsDoneWithout() throws IOException {
        Path folder = folder();
        Path inTheWay = Files.createDirectories(cache().resolve("a folder"));
        BlockFolder opened = open(folder, inTheWay.getParent());
        assertThat(chain(opened)).isEqualTo(hashes(tip));
        assertThat(opened.notes()).singleElement().asString().startsWith("the headers found could not be kept");
    }
}
