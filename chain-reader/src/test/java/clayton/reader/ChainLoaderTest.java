package clayton.reader;

import static clayton.reader.Reading.hashes;
import static clayton.reader.Reading.load;
import static clayton.reader.Reading.open;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import clayton.chain.ChainBuilder;
import clayton.chain.ChainBuilder.Built;
import clayton.chain.ChainBuilder.Tx;
import clayton.chain.Hash256;
import clayton.chain.InvalidBlockException;
import clayton.chain.MemoryGraph;
import clayton.chain.Network;
import clayton.chain.OutPoint;
import clayton.chain.Progress;
import clayton.chain.RandomChain;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
final class ChainLoaderTest {
    @TempDir
    private Path temp;

    private final ChainBuilder chain = new ChainBuilder(Network.REGTEST);
    private final Built tip = new RandomChain(chain, chain.genesis(), new Random(21)).grow(30);
    private final List<Built> blocks = tip.chain();

    @AfterEach
    void noWorkerIsLeft() {
        assertThat(Thread.getAllStackTraces().keySet())
                .noneMatch(thread -> thread.getName().startsWith("block-decoder"));
    }

    private BlockFolder folder(List<Built> of) throws IOException {
        return open(new FolderWriter(Files.createTempDirectory(temp, "blocks"))
                .blocks(of)
                .write());
    }

    @Test
    void everyNumberOfThreadsGivesTheSame() throws IOException {
        BlockFolder folder = folder(blocks);
        for (int threads : new int[] {1, 2, 7}) {
            CollectingSink sink = new CollectingSink();
            ChainLoader.load(folder, 0, 100, sink, LoadOptions.standard().withThreads(threads), Progress.NONE);
            assertThat(sink.hashes.values()).containsExactlyElementsOf(hashes(tip));
        }
    }

    @Test
    void aLoadGoesOnWhereTheSinkEnds() throws IOException {
        BlockFolder folder = folder(blocks);
        CollectingSink sink = new CollectingSink();
        for (int to : new int[] {4, 4, 2, 20, 100}) {
            ChainLoader.load(folder, 0, to, sink, LoadOptions.standard(), Progress.NONE);
        }
        assertThat(sink.hashes.values()).containsExactlyElementsOf(hashes(tip));
        assertThat(sink.calls).noneMatch(call -> call.startsWith("rewind"));
        assertThat(load(folder, 0, sink).blocks()).isZero();
    }

    @Test
    void aReorganisationBetweenTwoLoadsIsFollowed() throws IOException {
        MemoryGraph sink = new MemoryGraph(Network.REGTEST);
        load(folder(blocks.subList(0, 21)), 0, sink);
        Built other = new RandomChain(chain, blocks.get(15), new Random(5)).grow(20);
        List<Built> both = new ArrayList<>(blocks.subList(0, 21));
        both.addAll(other.chain().subList(16, other.chain().size()));
        LoadReport report = load(folder(both), 0, sink);
        assertThat(report.blocks()).isEqualTo(20);
        assertThat(report.to()).isEqualTo(35);
        assertThat(sink.blockHash(35)).isEqualTo(other.hash());
        assertThat(sink.blockHash(16)).isEqualTo(other.chain().get(16).hash());
        assertThat(sink.stale()).hasSize(5).allMatch(stale -> stale.reason().equals("stale"));
    }

    @Test
    void aSinkOfAnotherChainStartsOver() throws IOException {
        ChainBuilder another = new ChainBuilder(Network.REGTEST);
        Built end = another.on(another.next().time(7).mine()).mine();
        CollectingSink sink = new CollectingSink();
        sink.hashes.put(5, end.hash());
        sink.hashes.put(6, end.hash());
        load(folder(blocks), 5, sink);
        assertThat(sink.calls).contains("rewind -1");
        assertThat(sink.hashes.values()).containsExactlyElementsOf(hashes(tip).subList(5, 31));
    }

    @Test
    void aBlockThatTheSinkRefusesIsLeftOutWithAllThatStandsOnIt() throws IOException {
        Tx thief = new Tx().spend(new OutPoint(blocks.get(3).hash(), 0)).pay(1);
        Built bad = chain.on(blocks.get(28)).reward(1).add(thief).mine();
        Built onBad = chain.on(chain.on(bad).reward(1).mine()).reward(1).mine();
        List<Built> all = new ArrayList<>(blocks);
        all.addAll(onBad.chain().subList(29, 32));
        MemoryGraph sink = new MemoryGraph(Network.REGTEST);
        LoadReport report = load(folder(all), 0, sink);
        assertThat(sink.tip()).hasValue(30);
        assertThat(sink.blockHash(30)).isEqualTo(tip.hash());
        assertThat(report.refused())
                .singleElement()
                .satisfies(refused -> assertThat(refused.hash()).isEqualTo(bad.hash()));
        assertThat(report.stale()).hasSize(2);
        assertThat(report.stale().get(1).reason()).isEqualTo("bad-prevblk");
    }

    @Test
    void aRefusalDeepInsideReturnsToTheForkBelow() throws IOException {
        Built rival = new RandomChain(chain, blocks.get(10), new Random(8)).grow(15);
        List<Built> all = new ArrayList<>(blocks);
        all.addAll(rival.chain().subList(11, rival.chain().size()));
        Hash256 poison = blocks.get(22).hash();
        CollectingSink sink = new CollectingSink(block -> {
            if (block.hash.equals(poison)) {
                throw new InvalidBlockException(block.hash, "here", "bad-test");
            }
        });
        LoadReport report = load(folder(all), 0, sink);
        assertThat(sink.hashes.values()).containsExactlyElementsOf(hashes(rival));
        assertThat(sink.calls).contains("rewind 10");
        assertThat(report.refused()).hasSize(1);
        assertThat(report.blocks()).isEqualTo(22 + 15);
    }

    @Test
    void aRefusedCopyIsFollowedByTheNext() throws IOException {
        List<Built> twice = new ArrayList<>(blocks);
        twice.add(blocks.get(9));
        int[] attempts = new int[1];
        CollectingSink sink = new CollectingSink(block -> {
            if (block.height == 9 && attempts[0]++ == 0) {
                throw new InvalidBlockException(block.hash, "here", "bad-test");
            }
        });
        LoadReport report = load(folder(twice), 0, sink);
        assertThat(sink.hashes.values()).containsExactlyElementsOf(hashes(tip));
        assertThat(report.refused()).isEmpty();
        assertThat(report.notes())
                .singleElement()
                .satisfies(note -> assertThat(note).contains("bad-test"));
    }

    @Test
    void aRefusedGenesisLeavesNothing() throws IOException {
        CollectingSink sink = new CollectingSink(block -> {
            throw new InvalidBlockException(block.hash, "here", "bad-test");
        });
        LoadReport report = load(folder(blocks), 0, sink);
        assertThat(sink.hashes).isEmpty();
        assertThat(report.to()).isEqualTo(-1);
        assertThat(report.refused()).hasSize(1);
    }

    @Test
    void aStoppedLoadCommitsAndGoesOnLater() throws IOException {
        BlockFolder folder = folder(blocks);
        CollectingSink sink = new CollectingSink();
        Progress afterTen = (work, done, total) -> sink.hashes.size() < 10;
        LoadReport report = ChainLoader.load(folder, 0, 100, sink, LoadOptions.standard(), afterTen);
        assertThat(report.stopped()).isTrue();
        assertThat(report.to()).isEqualTo(9);
        assertThat(sink.calls).containsExactly("commit");
        assertThat(load(folder, 0, sink).stopped()).isFalse();
        assertThat(sink.hashes.values()).containsExactlyElementsOf(hashes(tip));
    }

    @Test
    void progressCountsBytesUpToTheTotal() throws IOException {
        List<Long> seen = new ArrayList<>();
        long[] totals = new long[1];
        LoadReport report = ChainLoader.load(
                folder(blocks), 0, 100, new CollectingSink(), LoadOptions.standard(), (work, done, total) -> {
                    seen.add(done);
                    totals[0] = total;
                    return work.equals("reading blocks");
                });
        assertThat(seen).isSorted().last().isEqualTo(totals[0]);
        assertThat(report.bytes()).isEqualTo(totals[0]);
    }

    @Test
    void commitsFollowAfterSoManyBytes() throws IOException {
        CollectingSink sink = new CollectingSink();
        ChainLoader.load(folder(blocks), 0, 100, sink, LoadOptions.standard().withCommitBytes(1), Progress.NONE);
        assertThat(sink.calls).hasSize(32).containsOnly("commit");
    }

    @Test
    void anErrorOfTheSinkReachesTheCaller() throws IOException {
        BlockFolder folder = folder(blocks);
        assertThatThrownBy(() -> load(folder, 0, new CollectingSink(block -> {
                    throw new IOException("disk full");
                })))
                .isInstanceOf(IOException.class)
                .hasMessage("disk full");
        assertThatThrownBy(() -> load(folder, 0, new CollectingSink(block -> {
                    throw new UncheckedIOException(new IOException("worse"));
                })))
                .isInstanceOf(UncheckedIOException.class);
    }

    @Test
    void anErrorOfAWorkerReachesTheCaller() throws IOException {
        BlockFolder folder = folder(blocks);
        Files.delete(folder.files().folder().resolve("blk00000.dat"));
        assertThatThrownBy(() -> load(folder, 0, new CollectingSink())).isInstanceOf(NoSuchFileException.class);
    }

    @Test
    void aFileThatShrankSinceItWasOpenedCostsItsLastBlocks() throws IOException {
        BlockFolder folder = folder(blocks);
        Path file = folder.files().folder().resolve("blk00000.dat");
        byte[] bytes = Files.readAllBytes(file);
        Files.write(file, java.util.Arrays.copyOf(bytes, bytes.length - 10));
        CollectingSink sink = new CollectingSink();
        LoadReport report = load(folder, 0, sink);
        assertThat(report.to()).isEqualTo(29);
        assertThat(report.refused())
                .singleElement()
                .satisfies(refused -> assertThat(refused.reason()).contains("the file ends"));
    }

    @Test
    void rangesThatCannotBeLoadedAreRefused() throws IOException {
        BlockFolder folder = folder(blocks);
        CollectingSink atFive = new CollectingSink();
        atFive.hashes.put(5, blocks.get(5).hash());
        assertThatThrownBy(() -> load(folder, 31, new CollectingSink()))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("chain ends at 30");
        refuses(folder, 10, atFive, "heights 6 to 9 would be missing");
        refuses(folder, 3, atFive, "begins above height 3");
        refuses(folder, -1, new CollectingSink(), "no range");
    }

    private static void refuses(BlockFolder folder, int from, CollectingSink sink, String why) {
        assertThatThrownBy(() -> load(folder, from, sink))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(why);
    }
}
