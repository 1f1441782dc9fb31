package clayton.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import clayton.chain.Network;
import clayton.chain.Progress;
import clayton.store.Ledger;
import clayton.store.LedgerWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What the world does to a load that has begun well: the load ends with one sentence and the right exit code, what
/// was committed is as it was, and the same command goes on to the same bytes once the fault is gone.
final class FaultsTest {
    private static final int BEGUN = 200;

    @TempDir
    private Path folder;

    private Path blocks = Path.of("");
    private Path whole = Path.of("");

    @BeforeEach
    void load() throws IOException {
        blocks = Sample.blocks(folder);
        whole = Sample.ledger(folder);
    }

    /// Needs no rights: a limit to the size of files fails a write as a full disk does, half way through it.
    @Test
    void aWriteThatFailsAtAnyOfTenSizesIsSaidAndResumed() throws Exception {
        assumeTrue(Program.can("prlimit", "--version"), "needs prlimit (util-linux)");
        for (int i = 1; i <= 10; i++) {
            Path ledger = begun("limited" + i);
            long bytes = 20_000L * i;
            Run limited = Program.in(folder, "prlimit", "--fsize=" + bytes)
                    .run("load", "--blocks", blocks, "--ledger", ledger);
            assertStopped(limited, ledger, "could not be written (File too large)");
            assertResumes(ledger);
        }
    }

    @Test
    void aDiskFullAtAnyOfTenSizesIsSaidAndResumed() throws Exception {
        Path disk = Files.createDirectories(folder.resolve("disk"));
        assumeTrue(
                Program.can("mount", "-t", "tmpfs", "-o", "size=64m", "tmpfs", disk.toString()),
                "needs the right to mount a tmpfs");
        try {
            for (int i = 0; i < 10; i++) {
                Path ledger = begun("disk/full" + i);
                resize(disk, (used(disk) >> 10) + 100L * i);
                Run full = Run.of("load", "--blocks", blocks, "--ledger", ledger);
                assertStopped(full, ledger, "could not be written (No space left on device)");
                resize(disk, 64 << 10);
                assertResumes(ledger);
            }
        } finally {
            Program.can("umount", disk.toString());
        }
    }

    @Test
    void aReadOnlyLedgerIsSaidAndResumed() throws Exception {
        Path disk = Files.createDirectories(folder.resolve("disk"));
        assumeTrue(
                Program.can("mount", "-t", "tmpfs", "-o", "size=64m", "tmpfs", disk.toString()),
                "needs the right to mount a tmpfs");
        try {
            Path ledger = begun("disk/locked");
            assertThat(Program.can("mount", "-o", "remount,ro", disk.toString()))
                    .isTrue();
            assertStopped(
                    Run.of("load", "--blocks", blocks, "--ledger", ledger),
                    ledger,
                    "could not be written (Read-only file system)");
            Run fresh = Run.of("load", "--blocks", blocks, "--ledger", disk.resolve("fresh"));
            assertThat(fresh.err()).contains("could not be written").hasLineCount(1);
            assertThat(fresh.code()).isEqualTo(ExitCode.STOPPED);
            assertThat(Run.of("info", "--ledger", ledger).code()).isZero();
            assertThat(Program.can("mount", "-o", "remount,rw", disk.toString()))
                    .isTrue();
            assertResumes(ledger);
        } finally {
            Program.can("umount", disk.toString());
        }
    }

    @Test
    void aFolderWithoutTheRightToWriteIsSaidAndResumed() throws Exception {
        Path ledger = begun("forbidden");
        assertThat(ledger.toFile().setWritable(false)).isTrue();
        assertThat(ledger.resolve("lock").toFile().setWritable(false)).isTrue();
        assumeTrue(!Files.isWritable(ledger), "needs a user to whom permissions apply");
        assertStopped(
                Run.of("load", "--blocks", blocks, "--ledger", ledger),
                ledger,
                "could not be written (permission denied)");
        assertThat(ledger.toFile().setWritable(true)).isTrue();
        assertThat(ledger.resolve("lock").toFile().setWritable(true)).isTrue();
        assertResumes(ledger);
    }

    @Test
    void aBlockFileThatCannotBeReadIsNamedWithItsOffset() throws Exception {
        Path file = blocks.resolve("blk00000.dat");
        String[] fault = {"strace", "-f", "-qq", "-o", "/dev/null", "-e", "trace=pread64", "-P", file.toString()};
        assumeTrue(Program.can("strace", "-o", "/dev/null", "true"), "needs strace, and the right to trace");
        for (int nth : new int[] {1, 30, 100}) {
            Path ledger = begun("unread" + nth);
            String[] words = Arrays.copyOf(fault, fault.length + 2);
            words[fault.length] = "-e";
            words[fault.length + 1] = "inject=pread64:error=EIO:when=" + nth + "+";
            Run unread = Program.in(Files.createDirectories(folder.resolve("cache" + nth)), words)
                    .run("load", "--blocks", blocks, "--ledger", ledger);
            assertSentence(unread, file + ", offset ");
            assertThat(unread.err()).contains("could not be read (Input/output error)");
            assertThat(unread.code()).isEqualTo(ExitCode.DATA);
            assertSound(ledger);
            assertResumes(ledger);
        }
    }

    @Test
    void aSecondLoaderIsRefusedAndTheFirstGoesOn() throws IOException {
        Path ledger = begun("shared");
        try (LedgerWriter first = LedgerWriter.open(ledger, Network.REGTEST, 0, blocks)) {
            Run second = Run.of("load", "--blocks", blocks, "--ledger", ledger);
            assertStopped(second, ledger, "another load is writing to " + ledger + ": wait for it to end");
            assertThat(first.tip()).hasValue(BEGUN);
        }
        assertResumes(ledger);
    }

    /// The node's last file grows by odd pieces all the time, as that of a node that catches up does.
    @Test
    void aNodeThatAppendsWhileWeReadIsFollowed() throws Exception {
        byte[] bytes = Files.readAllBytes(blocks.resolve("blk00000.dat"));
        Path growing = Files.createDirectories(folder.resolve("growing"));
        Files.copy(blocks.resolve("xor.dat"), growing.resolve("xor.dat"));
        Path file = growing.resolve("blk00000.dat");
        Files.write(file, Arrays.copyOf(bytes, 20_000));
        Thread node = Thread.ofPlatform().start(() -> append(bytes, file));
        Path ledger = folder.resolve("followed");
        int loads = 0;
        while (node.isAlive()) {
            Run load = Run.of("load", "--blocks", growing, "--ledger", ledger);
            assertThat(load.code()).as(load.err()).isZero();
            loads++;
        }
        assertThat(loads).as("loads beside the node").isGreaterThan(1);
        assertThat(Run.of("load", "--blocks", growing, "--ledger", ledger).code())
                .isZero();
        assertThat(Run.of("info", "--ledger", ledger, "--json").out())
                .isEqualTo(Run.of("info", "--ledger", whole, "--json").out());
    }

    private static void append(byte[] bytes, Path file) {
        Random random = new Random(3);
        int at = 20_000;
        while (at < bytes.length) {
            int next = Math.min(bytes.length, at + 1 + random.nextInt(30_000));
            try {
                Files.write(file, Arrays.copyOfRange(bytes, at, next), StandardOpenOption.APPEND);
                Thread.sleep(random.nextInt(20));
            } catch (IOException | InterruptedException e) {
                throw new IllegalStateException(e);
            }
            at = next;
        }
    }

    /// A ledger with the first blocks.
    private Path begun(String name) {
        Path ledger = folder.resolve(name);
        Run load = Run.of("load", "--blocks", blocks, "--ledger", ledger, "--to", BEGUN);
        assertThat(load.code()).as(load.err()).isZero();
        return ledger;
    }

    private static void assertStopped(Run load, Path ledger, String words) throws IOException {
        assertSentence(load, words);
        assertThat(load.err()).contains(ledger.toString());
        assertThat(load.code()).isEqualTo(ExitCode.STOPPED);
        assertSound(ledger);
    }

    private static void assertSentence(Run load, String words) {
        assertThat(load.out()).isEmpty();
        assertThat(load.err())
                .startsWith("clayton: ")
                .contains(words)
                .hasLineCount(1)
                .doesNotContain("Exception");
    }

    /// What was committed before the fault is there and whole.
    private static void assertSound(Path ledger) throws IOException {
        try (Ledger found = Ledger.open(ledger)) {
            assertThat(found.to()).isGreaterThanOrEqualTo(BEGUN);
            assertThat(found.damages(Progress.NONE)).isEmpty();
        }
    }

    private void assertResumes(Path ledger) throws IOException {
        Run again = Run.of("load", "--blocks", blocks, "--ledger", ledger);
        assertThat(again.code()).as(again.err()).isZero();
        assertThat(digests(ledger)).isEqualTo(digests(whole));
    }

    private static SortedMap<String, Integer> digests(Path ledger) throws IOException {
        SortedMap<String, Integer> digests = new TreeMap<>();
        try (var files = Files.list(ledger)) {
            for (Path file : files.toList()) {
                digests.put(file.getFileName().toString(), Arrays.hashCode(Files.readAllBytes(file)));
            }
        }
        return digests;
    }

    private static long used(Path disk) throws IOException {
        var store = Files.getFileStore(disk);
        return store.getTotalSpace() - store.getUnallocatedSpace();
    }

    private static void resize(Path disk, long kibibytes) throws IOException, InterruptedException {
        assertThat(Program.can("mount", "-o", "remount,size=" + kibibytes + "k", disk.toString()))
                .as("the tmpfs has another size")
                .isTrue();
    }
}
