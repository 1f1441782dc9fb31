package clayton.store;

import static org.assertj.core.api.Assertions.assertThat;

import clayton.chain.Block;
import clayton.chain.ChainBuilder.Built;
import clayton.chain.Network;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A load that is broken off anywhere and taken up again ends with the same bytes as one that was left alone.
final class CrashTest {
    private static final int BLOCKS = 120;
    private static final int PAGE = 4096;

    @TempDir
    private Path temp;

    @Test
    void aLoaderKilledAtAnyBlockResumes() throws IOException {
        for (int from : new int[] {0, 40}) {
            List<Block> blocks = LedgerFolders.blocks(LedgerFolders.chain(from, BLOCKS));
            SortedMap<String, byte[]> undisturbed = undisturbed(from, blocks);
            for (int killed = from; killed < BLOCKS; killed += 5) {
                Path copy = Files.createTempDirectory(temp, "killed");
                breakOff(from, blocks, killed, copy);
                LedgerFolders.load(copy, from, blocks, 25);
                assertSame(LedgerFolders.read(copy), undisturbed, "from " + from + ", killed at " + killed);
            }
        }
    }

    /// After a power cut any page may have the content of any write since the last commit, and files any length
    /// since.
    @Test
    void anyMixtureOfOldAndNewPagesRecovers() throws IOException {
        List<Block> blocks = LedgerFolders.blocks(LedgerFolders.chain(7, BLOCKS));
        SortedMap<String, byte[]> undisturbed = undisturbed(0, blocks);
        for (int seed = 0; seed < 40; seed++) {
            Random random = new Random(seed);
            int committed = 1 + random.nextInt(BLOCKS - 2);
            Path folder = Files.createTempDirectory(temp, "power");
            SortedMap<String, byte[]> older;
            SortedMap<String, byte[]> newer;
            try (LedgerWriter writer = LedgerWriter.open(folder, Network.REGTEST, 0, Path.of("blocks"))) {
                LedgerFolders.resume(writer, 0, blocks.subList(0, committed), 25);
                older = LedgerFolders.read(folder);
                for (Block block : blocks.subList(committed, committed + 1 + random.nextInt(BLOCKS - committed))) {
                    writer.accept(block);
                }
                newer = LedgerFolders.read(folder);
            }
            Path torn = Files.createTempDirectory(temp, "torn");
            LedgerFolders.write(torn, mix(older, newer, random));
            LedgerFolders.load(torn, 0, blocks, 25);
            assertSame(LedgerFolders.read(torn), undisturbed, "seed " + seed + ", committed " + committed);
        }
    }

    @Test
    void aRewindKilledAfterItsCommitRecovers() throws IOException {
        Built tip = LedgerFolders.chain(3, BLOCKS);
        List<Block> blocks = LedgerFolders.blocks(tip);
        Path whole = temp.resolve("whole");
        LedgerFolders.load(whole, 0, blocks, 1000);
        SortedMap<String, byte[]> before = LedgerFolders.read(whole);
        for (int kept = 0; kept < BLOCKS; kept += 7) {
            List<Block> first = blocks.subList(0, kept + 1);
            SortedMap<String, byte[]> shorter = undisturbed(0, first);
            Path folder = Files.createTempDirectory(temp, "rewound");
            LedgerFolders.write(folder, before);
            try (LedgerWriter writer = LedgerWriter.open(folder, Network.REGTEST, 0, Path.of("blocks"))) {
                writer.rewind(kept);
            }
            assertSame(LedgerFolders.read(folder), shorter, "kept " + kept);
            LedgerFolders.load(folder, 0, blocks, 1000);
            assertSame(LedgerFolders.read(folder), before, "loaded again from " + kept);
        }
    }

    @Test
    void howOftenALoadCommitsLeavesNoTrace() throws IOException {
        List<Block> blocks = LedgerFolders.blocks(LedgerFolders.chain(11, BLOCKS));
        SortedMap<String, byte[]> once = undisturbed(0, blocks);
        Path often = temp.resolve("often");
        LedgerFolders.load(often, 0, blocks, 1);
        assertSame(LedgerFolders.read(often), once, "a commit after every block");
        Path parts = temp.resolve("parts");
        for (int to = 10; to <= blocks.size(); to += 37) {
            LedgerFolders.load(parts, 0, blocks.subList(0, to), 5);
        }
        LedgerFolders.load(parts, 0, blocks, 5);
        assertSame(LedgerFolders.read(parts), once, "several loads");
    }

    /// The real thing: another process, killed with SIGKILL at a random moment.
    @Test
    void aKilledProcessResumes() throws Exception {
        List<Block> blocks = LedgerFolders.blocks(LedgerFolders.chain(KilledLoader.SEED, KilledLoader.BLOCKS));
        SortedMap<String, byte[]> undisturbed = undisturbed(0, blocks);
        Random random = new Random(5);
        int kills = 0;
        Path folder = temp.resolve("process");
        while (kills < 10) {
            Process process = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-cp",
                            System.getProperty("java.class.path"),
                            KilledLoader.class.getName(),
                            folder.toString())
                    .redirectErrorStream(true)
                    .start();
            try (var lines = process.inputReader()) {
                assertThat(lines.readLine()).isEqualTo("loading");
                if (!process.waitFor(random.nextInt(1, 300), TimeUnit.MILLISECONDS)) {
                    process.destroyForcibly();
                    kills++;
                }
            }
            if (process.waitFor() == 0) {
                break;
            }
        }
        assertThat(kills).as("processes killed before the load was done").isPositive();
        LedgerFolders.load(folder, 0, blocks, 5);
        assertSame(LedgerFolders.read(folder), undisturbed, kills + " kills");
    }

    private SortedMap<String, byte[]> undisturbed(int from, List<Block> blocks) throws IOException {
        Path folder = Files.createTempDirectory(temp, "undisturbed");
        LedgerFolders.load(folder, from, blocks, 1000);
        return LedgerFolders.read(folder);
    }

    /// Loads up to and including a height and copies the folder as it stands then, in the middle of the work.
    private void breakOff(int from, List<Block> blocks, int height, Path copy) throws IOException {
        Path folder = Files.createTempDirectory(temp, "working");
        try (LedgerWriter writer = LedgerWriter.open(folder, Network.REGTEST, from, Path.of("blocks"))) {
            for (Block block : blocks.subList(from, height + 1)) {
                writer.accept(block);
                if ((block.height + 1) % 25 == 0) {
                    writer.commit();
                }
            }
            LedgerFolders.write(copy, LedgerFolders.read(folder));
        }
    }

    private static SortedMap<String, byte[]> mix(
            SortedMap<String, byte[]> older, SortedMap<String, byte[]> newer, Random random) {
        SortedMap<String, byte[]> mixed = new TreeMap<>(newer);
        older.forEach((name, old) -> {
            byte[] young = newer.getOrDefault(name, old);
            byte[] torn = Arrays.copyOf(young, random.nextBoolean() ? young.length : Math.max(old.length, 0));
            for (int page = 0; page < torn.length; page += PAGE) {
                if (random.nextBoolean()) {
                    byte[] source = Arrays.copyOf(old, Math.max(old.length, torn.length));
                    System.arraycopy(source, page, torn, page, Math.min(PAGE, torn.length - page));
                }
            }
            mixed.put(name, torn);
        });
        return mixed;
    }

    private static void assertSame(SortedMap<String, byte[]> found, SortedMap<String, byte[]> expected, String hint) {
        assertThat(found.keySet()).as(hint).isEqualTo(expected.keySet());
        expected.forEach((name, bytes) -> assertThat(Arrays.mismatch(found.get(name), bytes))
                .as(hint + ": " + name)
                .isEqualTo(-1));
    }
}
